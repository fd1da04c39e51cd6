pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import AlphaMale

// A second action: outlined, with an optional icon before the words.
T.Button {
    id: control

    property url glyph
    property color edge: Theme.line

    implicitWidth: Math.max(Theme.touch, contentItem.implicitWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.touch, contentItem.implicitHeight + Theme.small)
    leftPadding: Theme.gap
    rightPadding: Theme.gap
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    contentItem: Item {
        id: content

        readonly property real taken: icon.visible ? icon.width + Theme.small : 0

        implicitWidth: Math.ceil(natural.advanceWidth) + 1 + taken
        implicitHeight: Math.max(label.implicitHeight, icon.height)

        // How wide the words are when nothing makes them smaller.
        TextMetrics {
            id: natural
            text: control.text
            font.family: label.font.family
            font.pixelSize: Theme.body
            font.weight: label.font.weight
        }

        Row {
            anchors.centerIn: parent
            spacing: Theme.small

            Glyph {
                id: icon
                source: control.glyph
                visible: control.glyph.toString() !== ""
                size: Theme.lead
                anchors.verticalCenter: parent.verticalCenter
            }

            Text {
                id: label
                text: control.text
                width: Math.max(0, Math.min(content.implicitWidth, control.availableWidth) - content.taken)
                color: control.enabled ? Theme.ink : Theme.off
                font.family: Theme.sans
                font.pixelSize: Theme.body
                font.weight: Font.DemiBold
                // Large letters give way before words are cut, down to the size that everybody else reads.
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Math.floor(Theme.body / Theme.textScale)
                horizontalAlignment: Text.AlignHCenter
                elide: Text.ElideRight
                anchors.verticalCenter: parent.verticalCenter
                Accessible.ignored: true
            }
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: control.down ? Theme.raised : control.hovered ? Theme.surface : "transparent"
        border.width: Theme.hair
        border.color: control.hovered || control.down ? Theme.gold : control.edge

        FocusRing { around: control }
    }
}

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
        implicitWidth: label.implicitWidth + (icon.visible ? icon.width + Theme.small : 0)
        implicitHeight: Math.max(label.implicitHeight, icon.height)

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
                width: Math.min(implicitWidth, control.availableWidth - (icon.visible ? icon.width + Theme.small : 0))
                color: control.enabled ? Theme.ink : Theme.off
                font.family: Theme.sans
                font.pixelSize: Theme.body
                font.weight: Font.DemiBold
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

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import AlphaMale

// The empty place beside the first friend.
T.Button {
    id: slot

    required property string hint

    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: slot.text
    Accessible.description: slot.hint
    Accessible.onPressAction: slot.clicked()
    Keys.onReturnPressed: slot.clicked()
    Keys.onEnterPressed: slot.clicked()

    contentItem: Item {
        implicitHeight: words.implicitHeight

        Column {
            id: words
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.gap
            spacing: Theme.small

            Glyph {
                anchors.horizontalCenter: parent.horizontalCenter
                source: Qt.resolvedUrl("../icons/friend.svg")
                size: 96 * Theme.unit
            }

            Text {
                width: parent.width
                text: slot.text
                color: Theme.ink
                font.family: Theme.sans
                font.pixelSize: Theme.lead
                font.weight: Font.DemiBold
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }

            Caption {
                width: parent.width
                text: slot.hint
                horizontalAlignment: Text.AlignHCenter
                Accessible.ignored: true
            }
        }
    }

    background: Rectangle {
        color: slot.down ? Theme.raised : Theme.surface
        radius: Theme.radius
        border.width: Theme.hair
        border.color: slot.hovered || slot.down ? Theme.gold : Theme.line

        FocusRing { around: slot }
    }
}

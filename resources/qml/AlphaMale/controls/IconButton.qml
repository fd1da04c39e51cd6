pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import AlphaMale

// An icon with its name below it where there is room, always with an accessible name.
T.Button {
    id: control

    required property url glyph
    property bool named: true

    implicitWidth: Math.max(Theme.touch * 1.25, contentItem.implicitWidth + Theme.small)
    implicitHeight: Math.max(Theme.touch, contentItem.implicitHeight + Theme.small)
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    contentItem: Item {
        implicitWidth: column.implicitWidth
        implicitHeight: column.implicitHeight
        opacity: control.enabled ? 1 : 0.4

        Column {
            id: column
            anchors.centerIn: parent
            spacing: Theme.tiny / 2

            Glyph {
                source: control.glyph
                size: 44 * Theme.unit
                anchors.horizontalCenter: parent.horizontalCenter
            }

            Text {
                visible: control.named
                text: control.text
                color: control.hovered || control.down ? Theme.ink : Theme.quiet
                font.family: Theme.sans
                font.pixelSize: Math.min(Theme.caption, 30 * Theme.unit) * 0.88
                anchors.horizontalCenter: parent.horizontalCenter
                Accessible.ignored: true
            }
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: control.down ? Theme.raised : control.hovered ? Theme.surface : "transparent"

        FocusRing { around: control }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import AlphaMale

// The round shutter; its ring fills while it is about to go off by itself.
T.Button {
    id: shutter

    property real steadiness: 0

    implicitWidth: 168 * Theme.unit
    implicitHeight: implicitWidth
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: shutter.clicked()
    Keys.onReturnPressed: shutter.clicked()
    Keys.onEnterPressed: shutter.clicked()

    contentItem: Item {
        Rectangle {
            anchors.centerIn: parent
            width: parent.width * (shutter.down ? 0.68 : 0.74)
            height: width
            radius: width / 2
            color: !shutter.enabled ? Theme.off : shutter.down || shutter.hovered ? Theme.goldBright : Theme.gold

            Behavior on width { NumberAnimation { duration: Theme.quick } }
        }
    }

    background: Item {
        Rectangle {
            anchors.fill: parent
            radius: width / 2
            color: "transparent"
            border.width: Theme.focusWidth
            border.color: shutter.enabled ? Theme.ink : Theme.off
        }

        Rectangle {
            anchors.centerIn: parent
            width: parent.width * (0.74 + 0.26 * shutter.steadiness)
            height: width
            radius: width / 2
            visible: shutter.steadiness > 0
            color: "transparent"
            border.width: Theme.focusWidth
            border.color: Theme.goldBright
        }

        FocusRing { around: shutter; radius: width / 2 }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import AlphaMale

// On or off. It shows what is set, not what was pressed: only the model moves it.
T.AbstractButton {
    id: knob

    required property string name
    required property bool on
    signal turned(bool on)

    implicitWidth: Math.max(Theme.touch, 84 * Theme.unit)
    implicitHeight: Theme.touch
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: knob.name
    Accessible.checkable: true
    Accessible.checked: knob.on
    Accessible.onPressAction: knob.clicked()
    Accessible.onToggleAction: knob.clicked()
    Keys.onReturnPressed: knob.clicked()
    Keys.onEnterPressed: knob.clicked()
    onClicked: knob.turned(!knob.on)

    contentItem: Item {
        Rectangle {
            id: track
            anchors.centerIn: parent
            width: 84 * Theme.unit
            height: 46 * Theme.unit
            radius: height / 2
            color: knob.on ? Theme.gold : Theme.raised
            border.width: Theme.hair
            border.color: knob.on ? Theme.gold : Theme.off

            Rectangle {
                width: 32 * Theme.unit
                height: width
                radius: width / 2
                anchors.verticalCenter: parent.verticalCenter
                x: knob.on ? track.width - width - 7 * Theme.unit : 7 * Theme.unit
                color: knob.on ? Theme.inkOnGold : Theme.quiet

                Behavior on x { NumberAnimation { duration: Theme.quick } }
            }
        }
    }

    background: Item { FocusRing { around: knob } }
}

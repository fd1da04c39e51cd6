pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// A value between less and more.
RowLayout {
    id: stepper

    required property Words words
    required property string name
    required property string value
    signal stepped(int by)

    spacing: Theme.tiny

    LineButton {
        objectName: stepper.objectName + "-less"
        Layout.preferredWidth: Theme.touch
        Layout.preferredHeight: Theme.touch
        leftPadding: 0
        rightPadding: 0
        text: "\u2212"
        autoRepeat: true
        Accessible.name: stepper.name + " " + stepper.words.t["settings-less"]
        onClicked: stepper.stepped(-1)
    }

    Body {
        objectName: stepper.objectName + "-value"
        Layout.preferredWidth: 5 * Theme.body
        text: stepper.value
        lineHeight: 1
        horizontalAlignment: Text.AlignHCenter
        Accessible.name: stepper.name + " " + stepper.value
    }

    LineButton {
        objectName: stepper.objectName + "-more"
        Layout.preferredWidth: Theme.touch
        Layout.preferredHeight: Theme.touch
        leftPadding: 0
        rightPadding: 0
        text: "+"
        autoRepeat: true
        Accessible.name: stepper.name + " " + stepper.words.t["settings-more"]
        onClicked: stepper.stepped(1)
    }
}

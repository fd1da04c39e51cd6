pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import AlphaMale

// A line to type in; what was typed counts when the line is left or Return is pressed.
T.TextField {
    id: field

    required property string name
    signal entered(string text)

    implicitHeight: Theme.touch
    leftPadding: Theme.small
    rightPadding: Theme.small
    color: Theme.ink
    placeholderTextColor: Theme.off
    selectionColor: Theme.gold
    selectedTextColor: Theme.inkOnGold
    font.family: Theme.sans
    font.pixelSize: Theme.body
    verticalAlignment: TextInput.AlignVCenter
    selectByMouse: true
    Accessible.role: Accessible.EditableText
    Accessible.name: field.name
    onEditingFinished: field.entered(field.text)

    Text {
        anchors.fill: parent
        anchors.leftMargin: field.leftPadding
        visible: field.text === "" && field.preeditText === ""
        text: field.placeholderText
        color: field.placeholderTextColor
        font: field.font
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }

    background: Rectangle {
        color: Theme.surface
        radius: Theme.radius
        border.width: Theme.hair
        border.color: field.activeFocus ? Theme.gold : Theme.line

        FocusRing { around: field }
    }
}

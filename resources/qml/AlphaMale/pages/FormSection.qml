pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale

// One question: its name, what was answered, and the means to answer. `call` draws the eye when it is missing.
ColumnLayout {
    id: section

    required property string title
    property string answer
    property bool answered: false

    spacing: Theme.small

    function call() { flash.restart(); }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap

        Overline {
            id: name
            // Where both do not fit, the name gives way: an answer of one word must not break.
            Layout.fillWidth: true
            Layout.minimumWidth: 0.7 * implicitWidth
            wrapMode: Text.NoWrap
            Layout.maximumWidth: Math.ceil(implicitWidth)
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Math.floor(0.7 * Theme.caption)
            text: section.title
            color: Theme.gold

            SequentialAnimation on color {
                id: flash
                running: false
                loops: 2
                ColorAnimation { to: Theme.trouble; duration: Theme.quick }
                PauseAnimation { duration: Theme.calm }
                ColorAnimation { to: Theme.gold; duration: Theme.calm }
            }
        }

        Caption {
            Layout.fillWidth: true
            Layout.minimumWidth: Math.min(Math.ceil(implicitWidth), 0.5 * section.width)
            text: section.answer
            color: section.answered ? Theme.ink : Theme.quiet
            horizontalAlignment: Text.AlignRight
        }
    }
}

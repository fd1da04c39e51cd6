pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// On a wide screen two stand side by side, so that more of them are seen at once.
GridLayout {
    id: ticks

    required property FormViewModel form
    required property Words words

    columns: Theme.landscape && !Theme.largeText ? 2 : 1
    columnSpacing: Theme.gap
    rowSpacing: Theme.small
    uniformCellWidths: true

    Repeater {
        // Changes of a tick must not rebuild the lines, or the keyboard's place would be lost.
        model: ticks.form.purposeCount

        TickLine {
            required property int index
            readonly property var purpose: ticks.form.purposes[index]

            objectName: "consent-" + purpose.code
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            title: purpose.title
            detail: purpose.detail
            ticked: purpose.ticked
            enabled: purpose.open
            onClicked: ticks.form.tick(purpose.code)
        }
    }

    Body {
        objectName: "underAge"
        Layout.fillWidth: true
        Layout.columnSpan: ticks.columns
        visible: ticks.form.isUnderAge
        text: ticks.words.t["form-under-age"]
        color: Theme.gold
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The event in numbers.
ScrollSection {
    id: section

    required property NumbersViewModel model

    Component.onCompleted: section.model.refresh()

    ChoiceRow {
        objectName: "period"
        Layout.fillWidth: true
        name: section.words.t["numbers-period"]
        choices: [["today", section.words.t["numbers-today"]], ["week", section.words.t["numbers-week"]], ["all", section.words.t["numbers-all"]]]
        value: section.model.period
        onPicked: value => section.model.choose(value)
    }

    Body {
        objectName: "numbersEmpty"
        Layout.fillWidth: true
        visible: section.model.isLoading || section.model.isEmpty
        text: section.model.isLoading ? section.words.t["numbers-loading"] : section.words.t["numbers-empty"]
        color: Theme.quiet
    }

    GridLayout {
        Layout.fillWidth: true
        visible: !section.model.isEmpty
        columns: Theme.largeText ? 2 : 3
        columnSpacing: Theme.gap
        rowSpacing: Theme.gap
        uniformCellWidths: true

        Repeater {
            model: section.model.totals

            ColumnLayout {
                id: total

                required property var modelData

                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                spacing: 0

                Title {
                    Layout.fillWidth: true
                    text: total.modelData.value
                    font.pixelSize: Theme.heading
                    color: Theme.gold
                    Accessible.role: Accessible.StaticText
                }

                Caption {
                    Layout.fillWidth: true
                    text: total.modelData.name
                    lineHeight: 1.15
                }
            }
        }
    }

    HourChart {
        objectName: "hours"
        Layout.fillWidth: true
        title: section.words.t["numbers-hours"]
        bars: section.model.hours
    }

    BarList {
        objectName: "types"
        Layout.fillWidth: true
        visible: !section.model.isEmpty
        title: section.words.t["numbers-types"]
        bars: section.model.types
    }

    BarList {
        Layout.fillWidth: true
        title: section.words.t["numbers-unusable"]
        bars: section.model.unusable
    }

    BarList {
        Layout.fillWidth: true
        title: section.words.t["numbers-steps"]
        bars: section.model.steps
    }

    Body {
        Layout.fillWidth: true
        visible: text !== ""
        text: section.model.arrival
        color: Theme.quiet
    }

    LineButton {
        objectName: "exportNumbers"
        visible: !section.model.isEmpty
        text: section.words.t["numbers-export"]
        onClicked: section.model.export()
    }

    Caption {
        Layout.fillWidth: true
        text: section.words.t["numbers-privacy"]
    }
}

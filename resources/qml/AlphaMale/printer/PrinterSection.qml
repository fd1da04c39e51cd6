pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// A kiosk's printer: which one, how often a guest may print, how much paper is left.
ScrollSection {
    id: section

    required property PrinterViewModel model

    Component.onCompleted: section.model.refresh()

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["printer-condition"]
        detail: section.model.conditionText

        LineButton {
            objectName: "printerResume"
            visible: section.model.isHeld
            edge: Theme.gold
            text: section.words.t["printer-resume"]
            onClicked: section.model.resume()
        }
    }

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["printer-count"]
        detail: section.words.t["printer-count.detail"]

        SwitchKnob {
            objectName: "printerCounts"
            name: section.words.t["printer-count"]
            on: section.model.counts
            onTurned: on => section.model.setCounts(on)
        }
    }

    SettingRow {
        Layout.fillWidth: true
        visible: section.model.counts
        title: section.words.t["printer-sheets"]
        detail: section.words.t["printer-sheets.detail"]

        Stepper {
            objectName: "printerSheets"
            words: section.words
            name: section.words.t["printer-sheets"]
            value: section.model.sheetsText
            onStepped: by => section.model.stepSheets(by)
        }
    }

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["printer-copies"]

        Stepper {
            objectName: "printerCopies"
            words: section.words
            name: section.words.t["printer-copies"]
            value: section.model.copiesText
            onStepped: by => section.model.stepCopies(by)
        }
    }

    Body {
        Layout.fillWidth: true
        text: section.words.t["printer-which"]
        font.weight: Font.DemiBold
        lineHeight: 1.2
    }

    Repeater {
        model: section.model.printers

        LineButton {
            required property var modelData

            Layout.fillWidth: true
            objectName: "printer-" + (modelData[0] || "default")
            text: modelData[1]
            glyph: section.model.chosen === modelData[0] ? Qt.resolvedUrl("../icons/check.svg") : ""
            edge: section.model.chosen === modelData[0] ? Theme.gold : Theme.line
            onClicked: section.model.choose(modelData[0])
        }
    }
}

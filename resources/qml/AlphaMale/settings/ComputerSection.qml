pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The computer: what it computes with, its printer, and whether it is well.
ScrollSection {
    id: section

    required property SettingsViewModel settings

    Component.onCompleted: section.settings.refresh()

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["settings-device"]
        detail: section.words.t["settings-device.detail"]
        note: section.settings.pending.includes("device") ? section.words.t["settings-restart"] : ""

        ChoiceRow {
            objectName: "device"
            name: section.words.t["settings-device"]
            choices: [["auto", section.words.t["settings-device-auto"]], ["cpu", section.words.t["settings-device-cpu"]], ["cuda", section.words.t["settings-device-cuda"]]]
            value: section.settings.device
            onPicked: value => section.settings.chooseDevice(value)
        }
    }

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["settings-printer"]

        Body {
            objectName: "printer"
            text: section.settings.printerText
            color: Theme.quiet
        }
    }

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["settings-health"]

        LineButton {
            objectName: "examine"
            Layout.preferredHeight: Theme.touch
            enabled: !section.settings.isExamining
            text: section.settings.isExamining ? section.words.t["settings-examining"] : section.words.t["settings-examine"]
            onClicked: section.settings.examine()
        }
    }

    HealthList {
        Layout.fillWidth: true
        settings: section.settings
    }
}

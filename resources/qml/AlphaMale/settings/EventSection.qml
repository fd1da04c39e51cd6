pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The event and its guests.
ScrollSection {
    id: section

    required property SettingsViewModel settings
    readonly property var pending: section.settings.pending

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["settings-event-name"]
        detail: section.words.t["settings-event-name.detail"]
        note: section.pending.includes("event_name") ? section.words.t["settings-restart"] : ""

        EntryField {
            objectName: "eventName"
            Layout.preferredWidth: 480 * Theme.unit
            name: section.words.t["settings-event-name"]
            text: section.settings.eventName
            placeholderText: section.words.t["settings-event-none"]
            maximumLength: section.settings.eventNameLength
            onEntered: text => section.settings.nameEvent(text)
        }
    }

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["settings-retention"]
        detail: section.words.t["settings-retention.detail"]
        note: section.pending.includes("retention_days") ? section.words.t["settings-restart"] : ""

        Stepper {
            objectName: "retention"
            words: section.words
            name: section.words.t["settings-retention"]
            value: section.settings.retentionText
            onStepped: by => section.settings.stepRetention(by)
        }
    }

    SettingsGroup {
        Layout.fillWidth: true
        visible: section.shell.isKiosk
        title: section.words.t["settings-guests"]

        SettingRow {
            Layout.fillWidth: true
            title: section.words.t["settings-retakes"]
            note: section.pending.includes("retakes") ? section.words.t["settings-restart"] : ""

            Stepper {
                objectName: "retakes"
                words: section.words
                name: section.words.t["settings-retakes"]
                value: String(section.settings.retakes)
                onStepped: by => section.settings.stepRetakes(by)
            }
        }

        SettingRow {
            Layout.fillWidth: true
            title: section.words.t["settings-idle"]
            detail: section.words.t["settings-idle.detail"]

            Stepper {
                objectName: "idle"
                words: section.words
                name: section.words.t["settings-idle"]
                value: section.settings.idleText
                onStepped: by => section.settings.stepIdle(by)
            }
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// How the pages look and speak.
ScrollSection {
    id: section

    required property SettingsViewModel settings

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["settings-language"]
        detail: section.shell.isKiosk ? section.words.t["settings-language.detail"] : ""

        ChoiceRow {
            objectName: "homeLanguage"
            name: section.words.t["settings-language"]
            choices: [["", section.words.t["settings-language-system"]], ["ko", section.words.t["main-language-ko"]], ["en", section.words.t["main-language-en"]]]
            value: section.settings.language
            onPicked: value => section.settings.chooseLanguage(value)
        }
    }

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["settings-text"]

        Stepper {
            objectName: "textSize"
            words: section.words
            name: section.words.t["settings-text"]
            value: section.settings.textSizeText
            onStepped: by => section.settings.stepTextSize(by)
        }
    }

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["settings-contrast"]
        detail: section.words.t["settings-contrast.detail"]

        SwitchKnob {
            objectName: "contrast"
            name: section.words.t["settings-contrast"]
            on: section.settings.isHighContrast
            onTurned: on => section.settings.setHighContrast(on)
        }
    }

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["settings-motion"]
        detail: section.words.t["settings-motion.detail"]

        SwitchKnob {
            objectName: "motion"
            name: section.words.t["settings-motion"]
            on: section.settings.hasMotion
            onTurned: on => section.settings.setMotion(on)
        }
    }
}

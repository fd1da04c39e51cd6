pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The small server from which guests fetch their cards, and the Wi-Fi that leads to it.
ScrollSection {
    id: section

    required property LanViewModel model

    Component.onCompleted: section.model.refresh()

    Timer {
        interval: 3000
        repeat: true
        running: true
        onTriggered: section.model.refresh()
    }

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["lan-on"]
        detail: section.words.t["lan-on.detail"]
        note: section.model.needsRestart ? section.words.t["settings-restart"] : ""

        SwitchKnob {
            objectName: "lanOn"
            name: section.words.t["lan-on"]
            on: section.model.isOn
            onTurned: on => section.model.turn(on)
        }
    }

    Body {
        objectName: "lanState"
        Layout.fillWidth: true
        visible: text !== ""
        text: section.model.stateText
        color: section.model.isTrouble ? Theme.trouble : Theme.gold
    }

    SettingsGroup {
        Layout.fillWidth: true
        title: section.words.t["lan-wifi"]

        Caption {
            Layout.fillWidth: true
            text: section.words.t["lan-wifi.detail"]
        }

        SettingRow {
            Layout.fillWidth: true
            title: section.words.t["lan-wifi-name"]

            EntryField {
                id: wifiName
                objectName: "lanWifiName"
                Layout.preferredWidth: 480 * Theme.unit
                name: section.words.t["lan-wifi-name"]
                text: section.model.wifiName
                placeholderText: section.words.t["settings-event-none"]
                onEntered: entry => { section.model.nameWifi(entry); wifiName.text = Qt.binding(() => section.model.wifiName); }
            }
        }

        SettingRow {
            Layout.fillWidth: true
            title: section.words.t["lan-wifi-password"]

            EntryField {
                id: wifiPassword
                objectName: "lanWifiPassword"
                Layout.preferredWidth: 480 * Theme.unit
                name: section.words.t["lan-wifi-password"]
                text: section.model.wifiPassword
                placeholderText: section.words.t["lan-wifi-open"]
                inputMethodHints: Qt.ImhPreferLatin | Qt.ImhNoPredictiveText
                onEntered: entry => { section.model.setWifiPassword(entry); wifiPassword.text = Qt.binding(() => section.model.wifiPassword); }
            }
        }
    }

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["lan-hours"]
        detail: section.words.t["lan-hours.detail"]

        Stepper {
            objectName: "lanHours"
            words: section.words
            name: section.words.t["lan-hours"]
            value: section.model.hoursText
            onStepped: by => section.model.stepHours(by)
        }
    }

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["lan-app"]
        detail: section.words.t["lan-app.detail"]

        SwitchKnob {
            objectName: "lanApp"
            name: section.words.t["lan-app"]
            on: section.model.phoneApp
            onTurned: on => section.model.setPhoneApp(on)
        }
    }

    SettingRow {
        Layout.fillWidth: true
        visible: section.model.phoneApp
        title: section.words.t["lan-app-keeps"]
        detail: section.words.t["lan-app-keeps.detail"]

        SwitchKnob {
            objectName: "lanAppKeeps"
            name: section.words.t["lan-app-keeps"]
            on: section.model.phoneAppKeeps
            onTurned: on => section.model.setPhoneAppKeeps(on)
        }
    }
}

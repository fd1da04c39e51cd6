pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// Every setting, in groups; the same on a desktop and behind a kiosk's PIN.
Item {
    id: body

    required property bool isKiosk
    required property Words words
    required property SettingsViewModel settings
    property CameraViewModel camera: null
    property CameraListModel cameras: null
    readonly property var pending: body.settings.pending

    implicitHeight: column.implicitHeight + Theme.wide
    height: implicitHeight
    Component.onCompleted: body.settings.refresh()

    ColumnLayout {
        id: column
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, 1240 * Theme.unit)
        spacing: Theme.wide

        SettingsSection {
            Layout.fillWidth: true
            title: body.words.t["settings-display"]

            SettingRow {
                Layout.fillWidth: true
                title: body.words.t["settings-language"]
                detail: body.isKiosk ? body.words.t["settings-language.detail"] : ""

                ChoiceRow {
                    objectName: "homeLanguage"
                    name: body.words.t["settings-language"]
                    choices: [["", body.words.t["settings-language-system"]], ["ko", body.words.t["main-language-ko"]], ["en", body.words.t["main-language-en"]]]
                    value: body.settings.language
                    onPicked: value => body.settings.chooseLanguage(value)
                }
            }

            SettingRow {
                Layout.fillWidth: true
                title: body.words.t["settings-text"]

                Stepper {
                    objectName: "textSize"
                    words: body.words
                    name: body.words.t["settings-text"]
                    value: body.settings.textSizeText
                    onStepped: by => body.settings.stepTextSize(by)
                }
            }

            SettingRow {
                Layout.fillWidth: true
                title: body.words.t["settings-contrast"]
                detail: body.words.t["settings-contrast.detail"]

                SwitchKnob {
                    objectName: "contrast"
                    name: body.words.t["settings-contrast"]
                    on: body.settings.isHighContrast
                    onTurned: on => body.settings.setHighContrast(on)
                }
            }

            SettingRow {
                Layout.fillWidth: true
                title: body.words.t["settings-motion"]
                detail: body.words.t["settings-motion.detail"]

                SwitchKnob {
                    objectName: "motion"
                    name: body.words.t["settings-motion"]
                    on: body.settings.hasMotion
                    onTurned: on => body.settings.setMotion(on)
                }
            }
        }

        SettingsSection {
            Layout.fillWidth: true
            title: body.words.t["settings-event"]

            SettingRow {
                Layout.fillWidth: true
                title: body.words.t["settings-event-name"]
                detail: body.words.t["settings-event-name.detail"]
                note: body.pending.includes("event_name") ? body.words.t["settings-restart"] : ""

                EntryField {
                    objectName: "eventName"
                    Layout.preferredWidth: 480 * Theme.unit
                    name: body.words.t["settings-event-name"]
                    text: body.settings.eventName
                    placeholderText: body.words.t["settings-event-none"]
                    maximumLength: body.settings.eventNameLength
                    onEntered: text => body.settings.nameEvent(text)
                }
            }

            SettingRow {
                Layout.fillWidth: true
                title: body.words.t["settings-retention"]
                detail: body.words.t["settings-retention.detail"]
                note: body.pending.includes("retention_days") ? body.words.t["settings-restart"] : ""

                Stepper {
                    objectName: "retention"
                    words: body.words
                    name: body.words.t["settings-retention"]
                    value: body.settings.retentionText
                    onStepped: by => body.settings.stepRetention(by)
                }
            }
        }

        SettingsSection {
            Layout.fillWidth: true
            visible: body.camera !== null
            title: body.words.t["settings-camera"]

            Loader {
                Layout.fillWidth: true
                active: body.camera !== null && body.cameras !== null
                sourceComponent: CameraSettings {
                    words: body.words
                    settings: body.settings
                    camera: body.camera
                    cameras: body.cameras
                }
            }
        }

        SettingsSection {
            Layout.fillWidth: true
            visible: body.isKiosk
            title: body.words.t["settings-guests"]

            SettingRow {
                Layout.fillWidth: true
                title: body.words.t["settings-retakes"]
                note: body.pending.includes("retakes") ? body.words.t["settings-restart"] : ""

                Stepper {
                    objectName: "retakes"
                    words: body.words
                    name: body.words.t["settings-retakes"]
                    value: String(body.settings.retakes)
                    onStepped: by => body.settings.stepRetakes(by)
                }
            }

            SettingRow {
                Layout.fillWidth: true
                title: body.words.t["settings-idle"]
                detail: body.words.t["settings-idle.detail"]

                Stepper {
                    objectName: "idle"
                    words: body.words
                    name: body.words.t["settings-idle"]
                    value: body.settings.idleText
                    onStepped: by => body.settings.stepIdle(by)
                }
            }
        }

        SettingsSection {
            Layout.fillWidth: true
            title: body.words.t["settings-machine"]

            SettingRow {
                Layout.fillWidth: true
                title: body.words.t["settings-device"]
                detail: body.words.t["settings-device.detail"]
                note: body.pending.includes("device") ? body.words.t["settings-restart"] : ""

                ChoiceRow {
                    objectName: "device"
                    name: body.words.t["settings-device"]
                    choices: [["auto", body.words.t["settings-device-auto"]], ["cpu", body.words.t["settings-device-cpu"]], ["cuda", body.words.t["settings-device-cuda"]]]
                    value: body.settings.device
                    onPicked: value => body.settings.chooseDevice(value)
                }
            }

            SettingRow {
                Layout.fillWidth: true
                title: body.words.t["settings-printer"]

                Body {
                    objectName: "printer"
                    text: body.settings.printerText
                    color: Theme.quiet
                }
            }

            SettingRow {
                Layout.fillWidth: true
                title: body.words.t["settings-health"]

                LineButton {
                    objectName: "examine"
                    Layout.preferredHeight: Theme.touch
                    enabled: !body.settings.isExamining
                    text: body.settings.isExamining ? body.words.t["settings-examining"] : body.words.t["settings-examine"]
                    onClicked: body.settings.examine()
                }
            }

            HealthList {
                Layout.fillWidth: true
                settings: body.settings
            }
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The kiosk itself: its PIN, a fresh start, and the way out.
ScrollSection {
    id: section

    required property SettingsViewModel settings
    required property OperatorViewModel operator

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["operator-pin"]
        detail: section.words.t["operator-pin.detail"]

        LineButton {
            objectName: "changePin"
            text: section.words.t["operator-change-pin"]
            onClicked: section.operator.changePin()
        }
    }

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["operator-restart"]
        detail: section.words.t["operator-restart.detail"]
        note: section.settings.needsRestart ? section.words.t["operator-restart-wanted"] : ""

        LineButton {
            objectName: "restartKiosk"
            edge: section.settings.needsRestart ? Theme.gold : Theme.line
            text: section.words.t["operator-restart"]
            onClicked: section.operator.restartKiosk()
        }
    }

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["operator-exit"]
        detail: section.words.t["operator-exit-text"]

        LineButton {
            objectName: "exitKiosk"
            text: section.words.t["operator-exit"]
            onClicked: sure.open()
        }
    }

    Sheet {
        id: sure

        contentItem: ColumnLayout {
            spacing: Theme.gap

            Title {
                Layout.fillWidth: true
                text: section.words.t["operator-exit-sure"]
                font.pixelSize: Theme.heading
            }

            Body {
                Layout.fillWidth: true
                text: section.words.t["operator-exit-text"]
                color: Theme.quiet
            }

            GoldButton {
                objectName: "exitSure"
                Layout.fillWidth: true
                text: section.words.t["operator-exit"]
                onClicked: section.operator.leaveKiosk()
            }

            LineButton {
                objectName: "exitNot"
                Layout.fillWidth: true
                Layout.preferredHeight: Theme.button
                focus: true
                edge: "transparent"
                text: section.words.t["operator-close"]
                onClicked: sure.close()
            }
        }
    }
}

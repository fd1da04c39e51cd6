pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// What a look over the computer found.
ColumnLayout {
    id: list

    required property SettingsViewModel settings

    spacing: Theme.small

    Repeater {
        model: list.settings.health

        RowLayout {
            id: line

            required property var modelData
            readonly property bool fine: modelData.verdict === "ok"

            objectName: "health-" + modelData.verdict
            Layout.fillWidth: true
            spacing: Theme.gap

            Rectangle {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: Theme.body * 0.4
                Layout.preferredWidth: 16 * Theme.unit
                Layout.preferredHeight: 16 * Theme.unit
                radius: width / 2
                color: line.fine ? Theme.gold : "transparent"
                border.width: Theme.hair * 2
                border.color: line.fine ? Theme.gold : Theme.trouble
            }

            Body {
                Layout.preferredWidth: 7 * Theme.body
                Layout.alignment: Qt.AlignTop
                text: line.modelData.name
                lineHeight: 1.2
            }

            ColumnLayout {
                Layout.fillWidth: true
                spacing: Theme.tiny / 2

                Caption {
                    Layout.fillWidth: true
                    text: line.modelData.text
                    color: line.fine ? Theme.quiet : Theme.trouble
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                }

                Caption {
                    Layout.fillWidth: true
                    visible: text !== ""
                    text: line.modelData.hint
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                }
            }
        }
    }
}

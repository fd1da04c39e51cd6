pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The check before an event: what was looked at, how it is, what to do.
ScrollSection {
    id: section

    required property CheckViewModel model

    Component.onCompleted: if (section.model.lines.length === 0) section.model.run()

    Body {
        Layout.fillWidth: true
        text: section.words.t["check-about"]
        color: Theme.quiet
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap

        LineButton {
            objectName: "runCheck"
            enabled: !section.model.isRunning
            text: section.model.isRunning ? section.words.t["check-running"] : section.words.t["check-run"]
            onClicked: section.model.run()
        }

        Body {
            objectName: "checkSummary"
            Layout.fillWidth: true
            text: section.model.summary
            color: Theme.quiet
        }
    }

    Repeater {
        model: section.model.lines

        ColumnLayout {
            id: line

            required property var modelData

            objectName: "finding-" + line.modelData.verdict
            Layout.fillWidth: true
            spacing: Theme.tiny

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.small

                Rectangle {
                    Layout.preferredWidth: 16 * Theme.unit
                    Layout.preferredHeight: 16 * Theme.unit
                    radius: width / 2
                    color: line.modelData.verdict === "ok" ? Theme.gold : "transparent"
                    border.width: Theme.hair * 2
                    border.color: line.modelData.verdict === "ok" ? Theme.gold : Theme.trouble
                }

                Body {
                    Layout.fillWidth: true
                    text: line.modelData.name
                    font.weight: Font.DemiBold
                    lineHeight: 1.2
                }

                Caption {
                    text: section.words.t["check-verdict-" + line.modelData.verdict]
                    color: line.modelData.verdict === "ok" ? Theme.gold : Theme.trouble
                }
            }

            Caption {
                Layout.fillWidth: true
                text: line.modelData.text
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            }

            Caption {
                Layout.fillWidth: true
                visible: text !== ""
                text: line.modelData.hint
                color: Theme.ink
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            }

            Hairline {
                Layout.fillWidth: true
                Layout.topMargin: Theme.small
            }
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// Our own keypad, in units of ten thousand won. A keyboard's digits work as well.
Sheet {
    id: sheet

    required property FormViewModel form
    required property Words words

    padding: Theme.largeText ? Theme.gap : Theme.wide

    contentItem: ColumnLayout {
        spacing: Theme.largeText ? Theme.small : Theme.gap

        Keys.onPressed: event => {
            const key = event.key === Qt.Key_Backspace ? "back" : event.text;
            if (key !== "back" && !/^[0-9]$/.test(key)) return;
            event.accepted = true;
            sheet.form.keySalary(key);
        }

        Overline {
            Layout.fillWidth: true
            text: sheet.words.t["form-salary"]
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.small

            Title {
                objectName: "salaryDigits"
                Layout.fillWidth: true
                text: sheet.form.salaryDigits || "0"
                font.family: Theme.serif
                font.pixelSize: Math.min(Theme.title, 84 * Theme.unit)
                font.features: ({ "lnum": 1 })
                color: sheet.form.salaryDigits ? Theme.ink : Theme.off
                horizontalAlignment: Text.AlignRight
            }

            Body {
                Layout.alignment: Qt.AlignBottom
                Layout.bottomMargin: Theme.small
                text: sheet.words.t["form-salary-unit"]
                color: Theme.quiet
            }
        }

        Hairline {
            Layout.fillWidth: true
            color: Theme.gold
        }

        GridLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: 4 * Theme.touch + 3 * rowSpacing
            columns: 3
            columnSpacing: Theme.small
            rowSpacing: Theme.small
            uniformCellWidths: true

            Repeater {
                model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "00", "0"]

                Tile {
                    required property string modelData

                    objectName: "key-" + modelData
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.minimumHeight: Theme.touch
                    Layout.preferredHeight: Theme.button
                    Accessible.role: Accessible.Button
                    text: modelData
                    onClicked: sheet.form.keySalary(modelData)
                }
            }

            IconButton {
                objectName: "key-back"
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.minimumHeight: Theme.touch
                Layout.preferredHeight: Theme.button
                text: sheet.words.t["form-keypad-back"]
                named: false
                glyph: Qt.resolvedUrl("../icons/backspace.svg")
                onClicked: sheet.form.keySalary("back")
            }
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.small

            LineButton {
                objectName: "key-clear"
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.preferredHeight: Theme.button
                text: sheet.words.t["form-keypad-clear"]
                onClicked: sheet.form.keySalary("clear")
            }

            GoldButton {
                objectName: "key-done"
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                focus: true
                text: sheet.words.t["form-keypad-done"]
                onClicked: sheet.close()
            }
        }

        Caption {
            Layout.fillWidth: true
            text: sheet.words.t["form-salary-privacy"]
        }
    }
}

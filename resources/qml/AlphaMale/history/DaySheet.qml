pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// Which day to look for.
Sheet {
    id: sheet

    required property Words words
    required property HistoryViewModel history

    contentItem: ColumnLayout {
        spacing: Theme.gap

        Title {
            Layout.fillWidth: true
            text: sheet.words.t["history-day-heading"]
            font.pixelSize: Theme.heading
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.small

            Wheel {
                objectName: "wheel-year"
                Layout.fillWidth: true
                Layout.preferredWidth: 5
                focus: true
                name: sheet.words.t["form-year"]
                from: sheet.history.firstYear
                count: sheet.history.yearCount
                value: sheet.history.wheelYear
                onPicked: year => sheet.history.turnTo(year, sheet.history.wheelMonth, sheet.history.wheelDay)
            }

            Wheel {
                objectName: "wheel-month"
                Layout.fillWidth: true
                Layout.preferredWidth: 4
                name: sheet.words.t["form-month"]
                from: 1
                count: sheet.history.monthCount
                value: sheet.history.wheelMonth
                onPicked: month => sheet.history.turnTo(sheet.history.wheelYear, month, sheet.history.wheelDay)
            }

            Wheel {
                objectName: "wheel-day"
                Layout.fillWidth: true
                Layout.preferredWidth: 4
                name: sheet.words.t["form-day"]
                from: 1
                count: sheet.history.dayCount
                value: sheet.history.wheelDay
                onPicked: day => sheet.history.turnTo(sheet.history.wheelYear, sheet.history.wheelMonth, day)
            }
        }

        GoldButton {
            objectName: "dayShow"
            Layout.fillWidth: true
            text: sheet.words.t["history-day-show"]
            onClicked: { sheet.history.chooseDay(); sheet.close(); }
        }

        LineButton {
            objectName: "dayClose"
            Layout.fillWidth: true
            edge: "transparent"
            text: sheet.words.t["history-day-close"]
            onClicked: sheet.close()
        }
    }
}

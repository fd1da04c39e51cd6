pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// Asks before a result is erased for good.
Sheet {
    id: sheet

    required property Words words
    property string ask: sheet.words.t["history-erase-ask"]
    property string detail: sheet.words.t["history-erase-detail"]
    property string yes: sheet.words.t["history-erase-yes"]
    property string no: sheet.words.t["history-erase-no"]
    signal agreed

    padding: Theme.largeText ? Theme.gap : Theme.wide

    contentItem: ColumnLayout {
        spacing: Theme.gap

        Title {
            Layout.fillWidth: true
            text: sheet.ask
            font.pixelSize: Math.min(Theme.heading, 66 * Theme.unit)
        }

        Body {
            Layout.fillWidth: true
            text: sheet.detail
            color: Theme.quiet
        }

        LineButton {
            objectName: "eraseYes"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.button
            edge: Theme.trouble
            text: sheet.yes
            onClicked: { sheet.close(); sheet.agreed(); }
        }

        GoldButton {
            objectName: "eraseNo"
            Layout.fillWidth: true
            focus: true
            text: sheet.no
            onClicked: sheet.close()
        }
    }
}

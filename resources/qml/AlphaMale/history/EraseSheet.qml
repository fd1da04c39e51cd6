pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// Asks before a result is erased for good.
Sheet {
    id: sheet

    required property Words words
    signal agreed

    contentItem: ColumnLayout {
        spacing: Theme.gap

        Title {
            Layout.fillWidth: true
            text: sheet.words.t["history-erase-ask"]
            font.pixelSize: Theme.heading
        }

        Body {
            Layout.fillWidth: true
            text: sheet.words.t["history-erase-detail"]
            color: Theme.quiet
        }

        LineButton {
            objectName: "eraseYes"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.button
            edge: Theme.trouble
            text: sheet.words.t["history-erase-yes"]
            onClicked: { sheet.close(); sheet.agreed(); }
        }

        GoldButton {
            objectName: "eraseNo"
            Layout.fillWidth: true
            focus: true
            text: sheet.words.t["history-erase-no"]
            onClicked: sheet.close()
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// What a guest can do with his card on a desktop.
Sheet {
    id: sheet

    required property Words words
    required property ResultViewModel result

    contentItem: ColumnLayout {
        spacing: Theme.small

        Title {
            Layout.fillWidth: true
            Layout.bottomMargin: Theme.small
            text: sheet.words.t["share-heading"]
            font.pixelSize: Theme.heading
        }

        LineButton {
            objectName: "shareCopy"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.button
            focus: true
            text: sheet.words.t["share-copy"]
            glyph: Qt.resolvedUrl("../icons/copy.svg")
            onClicked: { sheet.result.copy(); sheet.close(); }
        }

        LineButton {
            objectName: "shareSave"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.button
            text: sheet.words.t["share-save"]
            glyph: Qt.resolvedUrl("../icons/save.svg")
            onClicked: { sheet.result.save(); sheet.close(); }
        }

        LineButton {
            objectName: "shareReveal"
            visible: sheet.result.savedPath !== ""
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.button
            text: sheet.words.t["share-reveal"]
            glyph: Qt.resolvedUrl("../icons/folder.svg")
            onClicked: { sheet.result.reveal(); sheet.close(); }
        }

        LineButton {
            objectName: "shareClose"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.button
            edge: "transparent"
            text: sheet.words.t["share-close"]
            onClicked: sheet.close()
        }
    }
}

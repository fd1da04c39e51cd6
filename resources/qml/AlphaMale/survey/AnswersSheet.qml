pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// Which file of answers to rank.
Sheet {
    id: sheet

    required property Words words
    required property SurveyViewModel survey
    required property bool hasDialogs
    readonly property bool wanted: sheet.survey.isChoosing
    signal fileWanted

    onWantedChanged: if (sheet.wanted) sheet.open(); else sheet.close()
    onClosed: sheet.survey.closeChoice()

    contentItem: Scroller {
        implicitHeight: contentHeight

        ColumnLayout {
            width: parent.width
            spacing: Theme.small

            Title {
                Layout.fillWidth: true
                text: sheet.words.t["organiser-answers-choose"]
                font.pixelSize: Theme.heading
            }

            Caption {
                Layout.fillWidth: true
                text: sheet.words.t["organiser-answers-hint"]
            }

            SourceList {
                Layout.fillWidth: true
                sources: sheet.survey.sources
                emptyText: sheet.words.t["organiser-answers-none"]
                onPicked: row => sheet.survey.pick(row)
            }

            LineButton {
                objectName: "answersFile"
                Layout.fillWidth: true
                visible: sheet.hasDialogs
                glyph: Qt.resolvedUrl("../icons/folder.svg")
                text: sheet.words.t["organiser-file"]
                onClicked: { sheet.close(); sheet.fileWanted(); }
            }

            LineButton {
                objectName: "answersAgain"
                Layout.fillWidth: true
                glyph: Qt.resolvedUrl("../icons/retake.svg")
                text: sheet.words.t["organiser-look-again"]
                onClicked: sheet.survey.chooseFile()
            }

            LineButton {
                objectName: "answersClose"
                Layout.fillWidth: true
                Layout.preferredHeight: Theme.button
                edge: "transparent"
                text: sheet.words.t["organiser-close"]
                onClicked: sheet.close()
            }
        }
    }
}

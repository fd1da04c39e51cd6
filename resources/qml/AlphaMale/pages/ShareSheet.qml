pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// What anybody can do with a card on a desktop; the result page's sheet, and a kept visit's.
Sheet {
    id: sheet

    required property Words words
    required property CardActions card

    contentItem: Scroller {
        implicitHeight: column.implicitHeight

        ColumnLayout {
            id: column
            width: parent.width
            spacing: Theme.small

            Title {
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.small
                text: sheet.words.t["share-heading"]
                font.pixelSize: Theme.heading
            }

            ShareRow {
                objectName: "shareCopy"
                focus: true
                text: sheet.words.t["share-copy"]
                glyph: Qt.resolvedUrl("../icons/copy.svg")
                onClicked: { sheet.card.copy(); sheet.close(); }
            }

            ShareRow {
                objectName: "shareCopyLink"
                visible: sheet.card.hasLink
                text: sheet.words.t["share-copy-link"]
                glyph: Qt.resolvedUrl("../icons/copy.svg")
                onClicked: { sheet.card.copyLink(); sheet.close(); }
            }

            ShareRow {
                objectName: "shareSave"
                text: sheet.words.t["share-save"]
                glyph: Qt.resolvedUrl("../icons/save.svg")
                onClicked: { sheet.card.save(); sheet.close(); }
            }

            ShareRow {
                objectName: "shareSavePost"
                text: sheet.words.t["share-save-post"]
                glyph: Qt.resolvedUrl("../icons/save.svg")
                onClicked: { sheet.card.savePost(); sheet.close(); }
            }

            ShareRow {
                objectName: "shareReveal"
                visible: sheet.card.savedPath !== ""
                text: sheet.words.t["share-reveal"]
                glyph: Qt.resolvedUrl("../icons/folder.svg")
                onClicked: { sheet.card.reveal(); sheet.close(); }
            }

            ShareRow {
                objectName: "shareMail"
                text: sheet.words.t["share-mail"]
                glyph: Qt.resolvedUrl("../icons/mail.svg")
                onClicked: { sheet.card.mail(); sheet.close(); }
            }

            Overline {
                Layout.fillWidth: true
                Layout.topMargin: Theme.small
                text: sheet.words.t["share-networks"]
            }

            GridLayout {
                Layout.fillWidth: true
                columns: Theme.largeText ? 1 : 2
                columnSpacing: Theme.small
                rowSpacing: Theme.small
                uniformCellWidths: true

                Repeater {
                    model: ["kakaotalk", "instagram", "facebook", "x"]

                    ShareRow {
                        required property string modelData

                        objectName: "share-" + modelData
                        text: sheet.words.t["share-network-" + modelData]
                        onClicked: { sheet.card.openTarget(modelData); sheet.close(); }
                    }
                }
            }

            ShareRow {
                objectName: "shareClose"
                edge: "transparent"
                text: sheet.words.t["share-close"]
                onClicked: sheet.close()
            }
        }
    }

    component ShareRow: LineButton {
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.touch
    }
}

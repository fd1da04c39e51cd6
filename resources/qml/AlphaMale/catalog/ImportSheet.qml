pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import QtQuick.Templates as T
import AlphaMale
import AlphaMale.Model

// Brings people and pictures in: from where, what would change, agreed.
Sheet {
    id: sheet

    required property Words words
    required property CatalogImportViewModel importing
    required property bool hasDialogs
    readonly property string step: sheet.importing.step
    readonly property bool works: sheet.step === "looking" || sheet.step === "storing"

    closePolicy: T.Popup.CloseOnEscape
    onStepChanged: if (sheet.step === "closed") sheet.close(); else sheet.open()
    onClosed: sheet.importing.close()

    contentItem: Scroller {
        implicitHeight: contentHeight

        ColumnLayout {
            width: parent.width
            spacing: Theme.small

            Title {
                Layout.fillWidth: true
                text: sheet.step === "choosing" ? sheet.words.t["organiser-import-choose"] : sheet.importing.sourceName
                font.pixelSize: Theme.heading
                wrapMode: Text.WrapAnywhere
            }

            Caption {
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.small
                visible: sheet.step === "choosing"
                text: sheet.words.t["organiser-import-hint"]
            }

            SourceList {
                Layout.fillWidth: true
                visible: sheet.step === "choosing"
                sources: sheet.importing.sources
                emptyText: sheet.words.t["organiser-import-none"]
                onPicked: row => sheet.importing.pick(row)
            }

            LineButton {
                objectName: "importFolder"
                Layout.fillWidth: true
                visible: sheet.step === "choosing" && sheet.hasDialogs
                glyph: Qt.resolvedUrl("../icons/folder.svg")
                text: sheet.words.t["organiser-folder"]
                onClicked: folders.open()
            }

            LineButton {
                objectName: "importAgain"
                Layout.fillWidth: true
                visible: sheet.step === "choosing"
                glyph: Qt.resolvedUrl("../icons/retake.svg")
                text: sheet.words.t["organiser-look-again"]
                onClicked: sheet.importing.lookAgain()
            }

            Body {
                Layout.fillWidth: true
                visible: sheet.works
                text: sheet.step === "storing" ? sheet.words.t["organiser-import-storing"] : sheet.words.t["organiser-import-looking"]
            }

            Rectangle {
                Layout.fillWidth: true
                Layout.preferredHeight: Theme.small
                visible: sheet.works
                color: Theme.raised
                radius: height / 2
                Accessible.role: Accessible.ProgressBar
                Accessible.name: sheet.words.t["organiser-import"]

                Rectangle {
                    width: parent.width * sheet.importing.done
                    height: parent.height
                    radius: height / 2
                    color: Theme.gold
                }
            }

            Body {
                objectName: "importSummary"
                Layout.fillWidth: true
                visible: sheet.step === "asking"
                text: sheet.importing.summary
            }

            Body {
                Layout.fillWidth: true
                visible: sheet.step === "asking" && sheet.importing.faults.length > 0
                text: sheet.words.t["organiser-import-faults"]
                color: Theme.trouble
            }

            Repeater {
                model: sheet.importing.faults

                Caption {
                    required property string modelData

                    Layout.fillWidth: true
                    text: modelData
                    wrapMode: Text.Wrap
                }
            }

            GoldButton {
                objectName: "importDo"
                Layout.fillWidth: true
                Layout.topMargin: Theme.small
                visible: sheet.step === "asking" && sheet.importing.canBringIn
                text: sheet.words.t["organiser-import-do"]
                onClicked: sheet.importing.bringIn()
            }

            LineButton {
                objectName: "importClose"
                Layout.fillWidth: true
                Layout.preferredHeight: Theme.button
                edge: "transparent"
                text: sheet.works ? sheet.words.t["organiser-import-stop"] : sheet.words.t["organiser-close"]
                onClicked: sheet.importing.close()
            }
        }
    }

    FolderDialog {
        id: folders
        onAccepted: sheet.importing.pickFolder(folders.selectedFolder)
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The event's own picture: as guests see it, chosen from a file or a stick, or taken away.
ScrollSection {
    id: section

    required property LogoViewModel model

    Component.onCompleted: section.model.refresh()

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["logo-title"]
        detail: section.words.t["logo-title.detail"]
        note: section.model.isChanged ? section.words.t["settings-restart"] : ""
    }

    Rectangle {
        Layout.fillWidth: true
        Layout.preferredHeight: 260 * Theme.unit
        color: Theme.ground
        radius: Theme.radius
        border.width: Theme.hair
        border.color: Theme.line

        Image {
            objectName: "logoPicture"
            anchors.fill: parent
            anchors.margins: Theme.gap
            source: section.model.picture
            fillMode: Image.PreserveAspectFit
            cache: false
            asynchronous: true
            Accessible.role: Accessible.Graphic
            Accessible.name: section.words.t["logo-title"]
        }

        Body {
            objectName: "logoNone"
            anchors.centerIn: parent
            visible: section.model.isMissing
            text: section.words.t["logo-none"]
            color: Theme.quiet
        }
    }

    LineButton {
        objectName: "logoChoose"
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.button
        edge: Theme.gold
        glyph: Qt.resolvedUrl("../icons/folder.svg")
        text: section.words.t["logo-choose"]
        onClicked: section.shell.isKiosk ? section.model.choose() : files.open()
    }

    LineButton {
        objectName: "logoRemove"
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.button
        visible: section.model.picture !== ""
        text: section.words.t["logo-remove"]
        onClicked: section.model.remove()
    }

    Sheet {
        id: sheet

        readonly property bool wanted: section.model.isChoosing

        onWantedChanged: if (sheet.wanted) sheet.open(); else sheet.close()
        onClosed: section.model.closeChoice()

        contentItem: Scroller {
            implicitHeight: contentHeight

            ColumnLayout {
                width: parent.width
                spacing: Theme.small

                Title {
                    Layout.fillWidth: true
                    text: section.words.t["logo-choose"]
                    font.pixelSize: Theme.heading
                }

                Caption {
                    Layout.fillWidth: true
                    text: section.words.t["logo-hint"]
                }

                SourceList {
                    Layout.fillWidth: true
                    sources: section.model.sources
                    emptyText: section.words.t["logo-nothing"]
                    onPicked: row => section.model.pick(row)
                }

                LineButton {
                    objectName: "logoAgain"
                    Layout.fillWidth: true
                    glyph: Qt.resolvedUrl("../icons/retake.svg")
                    text: section.words.t["organiser-look-again"]
                    onClicked: section.model.choose()
                }

                LineButton {
                    objectName: "logoClose"
                    Layout.fillWidth: true
                    Layout.preferredHeight: Theme.button
                    edge: "transparent"
                    text: section.words.t["organiser-close"]
                    onClicked: sheet.close()
                }
            }
        }
    }

    FileDialog {
        id: files
        nameFilters: [section.words.t["logo-pictures"] + " (*.png *.jpg *.jpeg *.webp)"]
        onAccepted: section.model.pickFile(files.selectedFile)
    }
}

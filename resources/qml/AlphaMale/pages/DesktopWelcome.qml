pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

FocusScope {
    id: welcome

    required property ShellViewModel shell
    required property Words words
    required property VisitViewModel visit
    required property CompareViewModel compare
    required property PhotoIntake intake
    required property bool dropHovers
    signal albumWanted

    RowLayout {
        id: tools
        anchors { left: parent.left; right: parent.right; top: parent.top; margins: Theme.margin; topMargin: Theme.wide }
        spacing: Theme.tiny

        LanguageSwitch {
            Layout.leftMargin: -Theme.gap
            words: welcome.words
        }

        Item { Layout.fillWidth: true }

        IconButton {
            objectName: "compare"
            visible: welcome.shell.hasCompare && welcome.compare.count > 0
            text: welcome.words.t["compare-open"]
            glyph: Qt.resolvedUrl("../icons/compare.svg")
            onClicked: welcome.shell.open("compare")
        }

        IconButton {
            objectName: "history"
            visible: welcome.shell.hasHistory
            text: welcome.words.t["main-history"]
            glyph: Qt.resolvedUrl("../icons/history.svg")
            onClicked: welcome.shell.open("history")
        }

        IconButton {
            objectName: "settings"
            visible: welcome.shell.hasSettings
            text: welcome.words.t["main-settings"]
            glyph: Qt.resolvedUrl("../icons/settings.svg")
            onClicked: welcome.shell.open("settings")
        }

        IconButton {
            objectName: "camera"
            visible: welcome.shell.hasCamera
            text: welcome.words.t["main-camera"]
            glyph: Qt.resolvedUrl("../icons/camera.svg")
            onClicked: welcome.visit.openCamera()
        }

        IconButton {
            objectName: "album"
            text: welcome.words.t["main-album"]
            glyph: Qt.resolvedUrl("../icons/album.svg")
            onClicked: welcome.albumWanted()
        }
    }

    GridLayout {
        anchors { left: parent.left; right: parent.right; top: tools.bottom; bottom: quotes.top; margins: Theme.margin; topMargin: Theme.gap; bottomMargin: Theme.gap }
        columns: Theme.landscape ? 2 : 1
        columnSpacing: Theme.huge
        rowSpacing: Theme.wide

        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignVCenter
            spacing: Theme.wide

            EventLogo { source: welcome.shell.logo }

            Wordmark {
                stacked: true
                size: (!Theme.landscape ? 216 : Theme.largeText ? 120 : 196) * Theme.unit
            }

            Title {
                Layout.fillWidth: true
                text: welcome.words.t["main-prompt"]
                font.pixelSize: Theme.heading
            }

            Body {
                Layout.fillWidth: true
                Layout.maximumWidth: 24 * Theme.body
                text: welcome.words.t["main-promise"]
                color: Theme.quiet
                visible: !Theme.largeText
            }
        }

        DropFrame {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 1
            words: welcome.words
            intake: welcome.intake
            dropHovers: welcome.dropHovers
            onAlbumWanted: welcome.albumWanted()
        }
    }

    QuoteBar {
        id: quotes
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        words: welcome.words
        note: welcome.shell.retentionText
    }
}

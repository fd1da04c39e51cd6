pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale
import AlphaMale.Model

// A kept result on its own result page. Deaf for a beat, so that a double press on the list does not reach it.
FocusScope {
    id: pane

    required property Words words
    required property RecordViewModel record
    property bool awake: false

    enabled: pane.awake
    Accessible.role: Accessible.Pane
    Accessible.name: pane.words.t["result-heading"] + " " + pane.record.typeName
    Keys.onEscapePressed: pane.record.close()

    Timer {
        interval: Theme.settle
        running: true
        onTriggered: {
            pane.awake = true;
            bar.forceActiveFocus();
        }
    }

    TopBar {
        id: bar
        objectName: "recordBar"
        anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: Theme.margin; rightMargin: Theme.margin; topMargin: Theme.small }
        backText: pane.words.t["history-heading"]
        backGlyph: Qt.resolvedUrl("../icons/back.svg")
        heading: pane.record.whenText
        onBackPressed: pane.record.close()

        IconButton {
            objectName: "recordSave"
            enabled: !pane.record.isBusy
            text: pane.words.t["result-save"]
            glyph: Qt.resolvedUrl("../icons/save.svg")
            onClicked: pane.record.save()
        }

        IconButton {
            objectName: "recordShare"
            text: pane.words.t["result-share"]
            glyph: Qt.resolvedUrl("../icons/share.svg")
            onClicked: share.open()
        }

        IconButton {
            objectName: "recordPrint"
            enabled: pane.record.mayPrint
            text: pane.words.t["result-print"]
            glyph: Qt.resolvedUrl("../icons/print.svg")
            onClicked: pane.record.printCard()
        }

        IconButton {
            objectName: "erase"
            text: pane.words.t["history-erase"]
            glyph: Qt.resolvedUrl("../icons/erase.svg")
            onClicked: sheet.open()
        }
    }

    EraseSheet {
        id: sheet
        words: pane.words
        onAgreed: pane.record.erase()
    }

    ShareSheet {
        id: share
        words: pane.words
        card: pane.record
    }

    Loader {
        anchors { left: parent.left; right: parent.right; top: bar.bottom; bottom: parent.bottom; leftMargin: Theme.margin; rightMargin: Theme.margin }
        sourceComponent: Theme.landscape ? wide : tall
    }

    Component {
        id: wide

        ResultWide {
            words: pane.words
            photoUrl: pane.record.photoUrl
            result: pane.record
            note: pane.record.untilText
        }
    }

    Component {
        id: tall

        ResultTall {
            words: pane.words
            photoUrl: pane.record.photoUrl
            result: pane.record
            note: pane.record.untilText
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale
import AlphaMale.Model

// The answer. Everything it shows was derived while the form was filled in, so it opens at once.
Page {
    id: page

    required property ShellViewModel shell
    required property Words words
    required property VisitViewModel visit
    required property ResultViewModel result
    required property KeptViewModel kept
    required property ShareLinkViewModel link

    name: page.words.t["result-heading"] + " " + page.result.typeName

    TopBar {
        id: bar
        anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: Theme.margin; rightMargin: Theme.margin; topMargin: Theme.small }
        backText: page.words.t["home"]
        backGlyph: Qt.resolvedUrl("../icons/home.svg")
        heading: page.words.t["result-heading"]
        onBackPressed: page.visit.finish()

        IconButton {
            objectName: "eraseNow"
            visible: page.kept.mayErase
            text: page.words.t["kept-erase"]
            glyph: Qt.resolvedUrl("../icons/erase.svg")
            onClicked: question.open()
        }

        IconButton {
            objectName: "compare"
            visible: page.shell.hasCompare
            text: page.words.t["compare-open"]
            glyph: Qt.resolvedUrl("../icons/compare.svg")
            onClicked: page.shell.open("compare")
        }

        IconButton {
            objectName: "save"
            visible: !page.shell.isKiosk
            enabled: !page.result.isBusy
            text: page.words.t["result-save"]
            glyph: Qt.resolvedUrl("../icons/save.svg")
            onClicked: page.result.save()
        }

        IconButton {
            objectName: "share"
            visible: !page.shell.isKiosk
            text: page.words.t["result-share"]
            glyph: Qt.resolvedUrl("../icons/share.svg")
            onClicked: sheet.open()
        }

        IconButton {
            objectName: "print"
            visible: page.result.canPrint
            enabled: page.result.mayPrint
            text: page.words.t["result-print"]
            glyph: Qt.resolvedUrl("../icons/print.svg")
            onClicked: page.result.printCard()
        }
    }

    EraseSheet {
        id: question
        words: page.words
        ask: page.words.t["kept-erase-ask"]
        detail: page.words.t["kept-erase-detail"]
        yes: page.words.t["kept-erase-yes"]
        no: page.words.t["kept-erase-no"]
        onAgreed: page.kept.erase()
    }

    ShareSheet {
        id: sheet
        words: page.words
        card: page.result
    }

    Loader {
        anchors { left: parent.left; right: parent.right; top: bar.bottom; bottom: parent.bottom; leftMargin: Theme.margin; rightMargin: Theme.margin }
        sourceComponent: Theme.landscape ? wide : tall
    }

    Component {
        id: wide

        ResultWide {
            words: page.words
            photoUrl: page.visit.photoUrl
            note: page.kept.note
            result: page.result
            link: page.link
        }
    }

    Component {
        id: tall

        ResultTall {
            words: page.words
            photoUrl: page.visit.photoUrl
            note: page.kept.note
            result: page.result
            link: page.link
        }
    }
}

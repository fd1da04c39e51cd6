pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The guest's few entries beside his photo, while the analysis already runs.
Page {
    id: page

    required property ShellViewModel shell
    required property Words words
    required property VisitViewModel visit
    required property FormViewModel form
    signal albumWanted

    name: page.words.t["form-heading"]

    Connections {
        target: page.form

        function onMissingAsked(missing: string) { questions.goTo(missing); }
    }

    TopBar {
        id: bar
        anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: Theme.margin; rightMargin: Theme.margin; topMargin: Theme.small }
        backText: page.words.t["back"]
        backGlyph: Qt.resolvedUrl("../icons/back.svg")
        heading: page.words.t["form-heading"]
        onBackPressed: page.visit.back()
    }

    GridLayout {
        anchors { left: parent.left; right: parent.right; top: bar.bottom; bottom: foot.top; leftMargin: Theme.margin; rightMargin: Theme.margin; topMargin: Theme.small; bottomMargin: Theme.small }
        columns: Theme.landscape ? 2 : 1
        columnSpacing: Theme.huge
        rowSpacing: Theme.gap

        FormPhoto {
            Layout.fillHeight: Theme.landscape
            Layout.fillWidth: !Theme.landscape
            Layout.preferredWidth: Theme.landscape ? 440 * Theme.unit : -1
            Layout.maximumWidth: Theme.landscape ? 440 * Theme.unit : -1
            Layout.maximumHeight: Theme.landscape ? 800 * Theme.unit : -1
            Layout.alignment: Qt.AlignTop
            shell: page.shell
            words: page.words
            visit: page.visit
            onAlbumWanted: page.albumWanted()
        }

        Scroller {
            id: scroller
            objectName: "flick"
            Layout.fillWidth: true
            Layout.fillHeight: true

            FormQuestions {
                id: questions
                width: parent.width
                form: page.form
                words: page.words
                onRevealAsked: item => scroller.reveal(item)
            }
        }
    }

    Item {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: analyse.height + 2 * Theme.gap

        Hairline { anchors { left: parent.left; right: parent.right; top: parent.top } }

        GoldButton {
            id: analyse
            objectName: "analyse"
            anchors.centerIn: parent
            width: Theme.landscape ? Math.max(implicitWidth, 560 * Theme.unit) : parent.width - 2 * Theme.margin
            text: page.words.t["form-analyse"]
            ready: page.form.isComplete
            Accessible.description: page.form.missingText
            onClicked: page.form.submit()
        }
    }
}

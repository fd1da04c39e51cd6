pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import AlphaMale
import AlphaMale.Model

// Both plots of the survey: the shares as a ring, everybody as a bar. Shares can be tried out and kept.
SectionPage {
    id: section

    required property SurveyViewModel survey
    readonly property bool wide: width > 1100 * Theme.unit && !Theme.largeText

    Component.onCompleted: section.survey.refresh()

    ListView {
        id: flick

        property bool isScrolled: false

        objectName: "flick"
        anchors.fill: parent
        clip: true
        focus: true
        activeFocusOnTab: true
        boundsBehavior: Flickable.StopAtBounds
        bottomMargin: Theme.wide
        model: section.survey.bars
        currentIndex: -1
        onMovementStarted: isScrolled = true
        // The head grows when its words come; what nobody moved still begins at its beginning.
        onOriginYChanged: if (!isScrolled && currentIndex < 0) contentY = originY
        onCurrentIndexChanged: if (currentIndex >= 0) section.survey.point(currentIndex)
        Accessible.role: Accessible.List
        Accessible.name: section.words.t["organiser-ranking"]

        header: SurveyHead {
            width: flick.width
            words: section.words
            survey: section.survey
            wide: section.wide
            hasDialogs: !section.shell.isKiosk
            onFileWanted: files.open()
        }

        delegate: SurveyBar {
            required property int index

            objectName: "bar-" + index
            width: flick.width
            pointed: section.survey.current === index
            onPointedAt: section.survey.point(index)
        }
    }

    // What is pointed at stays in sight while the bars scroll.
    Rectangle {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        visible: section.survey.current >= 0
        height: told.implicitHeight + 2 * Theme.small
        color: Theme.raised
        radius: Theme.radius

        Body {
            id: told
            objectName: "surveyTold"
            anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter; margins: Theme.small }
            text: section.survey.told
        }
    }

    AnswersSheet {
        words: section.words
        survey: section.survey
        hasDialogs: !section.shell.isKiosk
        onFileWanted: files.open()
    }

    FileDialog {
        id: files
        nameFilters: [section.words.t["organiser-csv"] + " (*.csv *.tsv *.zip)"]
        onAccepted: section.survey.pickFile(files.selectedFile)
    }
}

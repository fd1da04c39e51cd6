pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// Above the bars: the ring of shares, a stepper for each, and what to do with them.
ColumnLayout {
    id: head

    required property Words words
    required property SurveyViewModel survey
    required property bool wide
    required property bool hasDialogs
    readonly property var kinds: head.survey.types
    signal fileWanted

    spacing: Theme.gap

    Body {
        objectName: "surveyWhole"
        Layout.fillWidth: true
        text: head.survey.current < 0 ? head.survey.told : " "
        color: head.survey.currentType < 0 ? Theme.quiet : Theme.ink
    }

    GridLayout {
        Layout.fillWidth: true
        columns: head.wide ? 2 : 1
        columnSpacing: Theme.wide
        rowSpacing: Theme.gap

        SharesPie {
            objectName: "surveyPie"
            Layout.preferredWidth: 420 * Theme.unit
            Layout.preferredHeight: 420 * Theme.unit
            Layout.alignment: Qt.AlignHCenter | Qt.AlignTop
            shares: head.survey.pie
            colours: head.survey.colours
            current: head.survey.currentType
            Accessible.role: Accessible.Chart
            Accessible.name: head.words.t["organiser-pie"] + ". " + head.survey.told
            onPicked: place => head.survey.pointType(place)
        }

        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            spacing: Theme.largeText ? Theme.gap : Theme.tiny

            Repeater {
                // A number, so that a stepper lives on when its own press changes what is shown.
                model: 5

                SettingRow {
                    id: row

                    required property int index
                    readonly property var kind: head.kinds[row.index]

                    Layout.fillWidth: true
                    title: row.kind.name
                    detail: row.kind.people

                    Rectangle {
                        Layout.preferredWidth: Theme.gap
                        Layout.preferredHeight: Theme.gap
                        radius: width / 2
                        color: row.kind.colour
                    }

                    Stepper {
                        objectName: "share-" + row.kind.code
                        words: head.words
                        name: row.kind.name
                        value: row.kind.share
                        onStepped: by => head.survey.step(row.index, by)
                    }
                }
            }
        }
    }

    Flow {
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.gap
        spacing: Theme.small

        LineButton {
            objectName: "sharesOriginal"
            text: head.words.t["organiser-original"]
            onClicked: head.survey.original()
        }

        LineButton {
            objectName: "sharesEven"
            text: head.words.t["organiser-even"]
            onClicked: head.survey.even()
        }

        LineButton {
            objectName: "openAnswers"
            glyph: Qt.resolvedUrl("../icons/folder.svg")
            text: head.words.t["organiser-open-answers"]
            onClicked: head.survey.chooseFile()
        }

        LineButton {
            objectName: "showCatalog"
            visible: head.survey.showsFile
            text: head.words.t["organiser-show-catalog"]
            onClicked: head.survey.refresh()
        }

        GoldButton {
            objectName: "keepShares"
            visible: head.survey.canKeep
            text: head.words.t["organiser-keep"]
            onClicked: head.survey.keep()
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The four questions. `goTo` brings a missing one into sight and gives it the keyboard.
ColumnLayout {
    id: questions

    required property FormViewModel form
    required property Words words
    signal revealAsked(Item item)

    spacing: Theme.wide

    function goTo(missing: string) {
        const section = { "mbti": mbti, "birth-date": birth, "analysis-consent": consent }[missing];
        const control = { "mbti": tiles, "birth-date": wheels, "analysis-consent": ticks }[missing];
        control.nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
        questions.revealAsked(section);
        section.call();
    }

    FormSection {
        id: mbti
        Layout.fillWidth: true
        title: questions.words.t["form-mbti"]
        answer: questions.form.mbti
        answered: true

        MbtiTiles {
            id: tiles
            Layout.fillWidth: true
            form: questions.form
        }
    }

    GridLayout {
        Layout.fillWidth: true
        columns: Theme.landscape && !Theme.largeText ? 2 : 1
        columnSpacing: Theme.wide
        rowSpacing: Theme.wide

        FormSection {
            id: birth
            Layout.fillWidth: true
            Layout.preferredWidth: 3
            Layout.alignment: Qt.AlignTop
            title: questions.words.t["form-birth"]
            answer: questions.form.birthText || questions.words.t["form-birth-empty"]
            answered: questions.form.hasBirthDate

            BirthWheels {
                id: wheels
                Layout.fillWidth: true
                form: questions.form
                words: questions.words
            }
        }

        FormSection {
            id: salary
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            Layout.alignment: Qt.AlignTop
            title: questions.words.t["form-salary"]
            answer: questions.words.t["form-salary-optional"]

            LineButton {
                objectName: "salary"
                Layout.fillWidth: true
                text: questions.form.salaryText || questions.words.t["form-salary-enter"]
                Accessible.description: questions.words.t["form-salary-optional"]
                onClicked: sheet.open()
            }

            Caption {
                Layout.fillWidth: true
                text: questions.words.t["form-salary-privacy"]
            }

            SalarySheet {
                id: sheet
                form: questions.form
                words: questions.words
            }
        }
    }

    FormSection {
        id: consent
        Layout.fillWidth: true
        title: questions.words.t["form-consent"]

        ConsentTicks {
            id: ticks
            Layout.fillWidth: true
            form: questions.form
            words: questions.words
        }
    }
}

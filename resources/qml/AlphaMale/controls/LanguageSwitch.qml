pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import AlphaMale
import AlphaMale.Model

// Two words, the chosen one in ivory over a gold line.
Row {
    id: languages

    required property Words words

    spacing: Theme.tiny
    Accessible.role: Accessible.Grouping
    Accessible.name: languages.words.t["main-language"]

    Repeater {
        model: ["ko", "en"]

        T.AbstractButton {
            id: choice

            required property string modelData

            objectName: "language-" + modelData
            implicitWidth: Math.max(Theme.touch * 1.2, label.implicitWidth + Theme.gap)
            implicitHeight: Theme.touch
            checkable: true
            autoExclusive: false
            checked: languages.words.language === modelData
            focusPolicy: Qt.StrongFocus
            text: modelData === "ko" ? languages.words.t["main-language-ko"] : languages.words.t["main-language-en"]
            Accessible.role: Accessible.RadioButton
            Accessible.name: text
            Accessible.checkable: true
            Accessible.checked: checked
            Accessible.onPressAction: choice.clicked()
            Keys.onReturnPressed: choice.clicked()
            onClicked: {
                languages.words.choose(choice.modelData);
                choice.checked = Qt.binding(() => languages.words.language === choice.modelData);
            }

            contentItem: Text {
                id: label
                text: choice.text
                color: choice.checked ? Theme.ink : Theme.quiet
                font.family: Theme.sans
                font.pixelSize: Math.min(Theme.caption, 34 * Theme.unit)
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
                Accessible.ignored: true
            }

            background: Item {
                Rectangle {
                    width: label.implicitWidth
                    height: Theme.hair
                    anchors.horizontalCenter: parent.horizontalCenter
                    anchors.bottom: parent.bottom
                    anchors.bottomMargin: Theme.small
                    color: choice.checked ? Theme.gold : "transparent"
                }

                FocusRing { around: choice }
            }
        }
    }
}

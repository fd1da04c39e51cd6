pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import AlphaMale

// One kept result: photo, type, points, when.
T.Button {
    id: card

    required property string photoUrl
    required property string typeName
    required property string localName
    required property string scoreText
    required property string dayText
    required property string timeText
    required property string spoken
    // Whether the keyboard points at this one.
    property bool current: false

    focusPolicy: Qt.NoFocus
    text: card.spoken
    Accessible.role: Accessible.ListItem
    Accessible.name: card.spoken
    Accessible.onPressAction: card.clicked()

    contentItem: ColumnLayout {
        spacing: Theme.tiny / 2

        Rectangle {
            Layout.fillWidth: true
            Layout.fillHeight: true
            color: Theme.surface

            Text {
                anchors.centerIn: parent
                text: card.typeName.charAt(0)
                color: Theme.line
                font.family: Theme.serif
                font.pixelSize: 0.5 * parent.height
                visible: photo.progress === 1 || card.photoUrl === ""
                Accessible.ignored: true
            }

            Image {
                id: photo
                anchors.fill: parent
                source: card.photoUrl
                sourceSize: Qt.size(Math.ceil(2 * width), Math.ceil(2 * height))
                fillMode: Image.PreserveAspectCrop
                asynchronous: true
                cache: false
                clip: true
                Accessible.ignored: true
            }

            Rectangle {
                anchors.fill: parent
                color: "transparent"
                border.width: Theme.hair
                border.color: card.hovered || card.down ? Theme.gold : Theme.line
            }
        }

        RowLayout {
            Layout.fillWidth: true
            Layout.topMargin: Theme.tiny
            spacing: Theme.tiny

            Text {
                Layout.fillWidth: true
                text: card.typeName
                color: Theme.gold
                font.family: Theme.serif
                font.pixelSize: Theme.lead
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: 12
                Accessible.ignored: true
            }

            Text {
                text: card.scoreText
                color: Theme.ink
                font.family: Theme.serif
                font.pixelSize: Theme.body
                font.features: ({ "lnum": 1 })
                Accessible.ignored: true
            }
        }

        Caption {
            Layout.fillWidth: true
            text: card.dayText + "  " + card.timeText
            lineHeight: 1.15
            Accessible.ignored: true
        }
    }

    background: Item {
        FocusRing {
            around: card
            visible: Theme.drawsFocus && card.current
        }
    }
}

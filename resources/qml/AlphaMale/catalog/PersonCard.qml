pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import AlphaMale

// One celebrity: picture, name, type and rank.
T.Button {
    id: card

    required property string pictureUrl
    required property string name
    required property string typeName
    required property string rankText
    required property string spoken
    // Whether the keyboard points at this one.
    property bool current: false

    focusPolicy: Qt.NoFocus
    text: card.spoken
    Accessible.role: Accessible.ListItem
    Accessible.name: card.spoken
    Accessible.onPressAction: card.clicked()

    contentItem: ColumnLayout {
        spacing: 0

        Rectangle {
            Layout.fillWidth: true
            Layout.fillHeight: true
            color: Theme.surface

            Image {
                anchors.fill: parent
                source: card.pictureUrl
                sourceSize: Qt.size(320, 320)
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

        Text {
            Layout.fillWidth: true
            Layout.topMargin: Theme.tiny
            text: card.name
            color: Theme.ink
            font.family: Theme.sans
            font.pixelSize: Theme.body
            font.weight: Font.DemiBold
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.tiny

            Caption {
                Layout.fillWidth: true
                text: card.typeName
                color: Theme.gold
                lineHeight: 1.1
                elide: Text.ElideRight
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }

            Caption {
                text: card.rankText
                lineHeight: 1.1
                Accessible.ignored: true
            }
        }
    }

    background: Item {
        FocusRing {
            around: card
            visible: Theme.drawsFocus && card.current
        }
    }
}

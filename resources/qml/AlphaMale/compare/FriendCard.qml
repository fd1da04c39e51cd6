pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale

// One friend's photo and answer; `beside` puts the answer next to the photo instead of below it.
GridLayout {
    id: card

    required property var friend
    required property string number
    required property string leading
    required property string points
    property bool beside: false
    // Many friends: smaller letters.
    property bool dense: false

    columns: card.beside ? 2 : 1
    columnSpacing: Theme.gap
    rowSpacing: Theme.small
    Accessible.role: Accessible.ListItem
    Accessible.name: card.friend.spoken

    PhotoFrame {
        objectName: "friendPhoto"
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: 6
        Layout.preferredHeight: 190 * Theme.unit
        source: card.friend.photo_url
        name: card.number
        focusY: card.friend.face_y
        Accessible.ignored: true

        Rectangle {
            anchors.fill: parent
            color: "transparent"
            visible: card.friend.is_leading
            border.width: 2 * Theme.hair
            border.color: Theme.gold
        }

        Rectangle {
            visible: card.friend.is_leading
            color: Theme.gold
            width: Math.min(parent.width, mark.implicitWidth + Theme.gap)
            height: mark.implicitHeight + Theme.small

            Text {
                id: mark
                anchors.centerIn: parent
                text: card.leading
                color: Theme.inkOnGold
                font.family: Theme.sans
                font.pixelSize: Theme.caption
                font.weight: Font.DemiBold
                Accessible.ignored: true
            }
        }
    }

    ColumnLayout {
        Layout.fillWidth: true
        Layout.preferredWidth: 6
        Layout.alignment: card.beside ? Qt.AlignVCenter : Qt.AlignTop
        spacing: 0

        RowLayout {
            Layout.fillWidth: true

            Caption {
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignBaseline
                text: card.number
                Accessible.ignored: true
            }

            Text {
                Layout.alignment: Qt.AlignBaseline
                text: card.friend.score_text
                color: Theme.ink
                font.family: Theme.serif
                font.pixelSize: Theme.lead
                font.features: ({ "lnum": 1 })
                Accessible.ignored: true
            }

            Caption {
                visible: card.points !== ""
                Layout.alignment: Qt.AlignBaseline
                text: card.points
                Accessible.ignored: true
            }
        }

        Text {
            objectName: "friendType"
            Layout.fillWidth: true
            text: card.friend.type_name
            color: card.friend.is_leading ? Theme.goldBright : Theme.gold
            font.family: Theme.serif
            font.pixelSize: Theme.giant * (card.beside ? 0.31 : card.dense ? 0.37 : 0.48)
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 20
            // As high as unfitted letters, so that neighbours stay level.
            Layout.preferredHeight: 1.2 * font.pixelSize
            verticalAlignment: Text.AlignVCenter
            Accessible.ignored: true
        }

        Body {
            Layout.fillWidth: true
            Layout.minimumHeight: card.dense && !card.beside ? 2.7 * Theme.body : 0
            text: card.friend.title
            font.weight: Font.DemiBold
            lineHeight: 1.15
            Accessible.ignored: true
        }

        Item { Layout.preferredHeight: Theme.tiny }

        Repeater {
            model: card.friend.parts

            Caption {
                required property string modelData

                Layout.fillWidth: true
                text: modelData
                lineHeight: 1.2
                Accessible.ignored: true
            }
        }
    }
}

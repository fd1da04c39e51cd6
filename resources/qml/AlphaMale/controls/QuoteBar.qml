pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The bar at the bottom of the first page: a quotation that changes quietly, and what happens to photos.
Item {
    id: bar

    required property Words words
    property string note
    property int turn: 0
    readonly property var quotes: [
        [bar.words.t["quote-face"], bar.words.t["quote-face.by"]],
        [bar.words.t["quote-know"], bar.words.t["quote-know.by"]],
        [bar.words.t["quote-beauty"], bar.words.t["quote-beauty.by"]]
    ]

    implicitHeight: grid.implicitHeight + 2 * Theme.gap

    Hairline { anchors { left: parent.left; right: parent.right; top: parent.top } }

    Timer {
        interval: 9000
        repeat: true
        running: Theme.motion && bar.visible
        onTriggered: change.restart()
    }

    SequentialAnimation {
        id: change
        NumberAnimation { target: quotation; property: "opacity"; to: 0; duration: Theme.calm }
        ScriptAction { script: bar.turn = (bar.turn + 1) % bar.quotes.length }
        NumberAnimation { target: quotation; property: "opacity"; to: 1; duration: Theme.calm }
    }

    GridLayout {
        id: grid
        anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter; leftMargin: Theme.margin; rightMargin: Theme.margin }
        columns: Theme.landscape ? 2 : 1
        columnSpacing: Theme.huge
        rowSpacing: Theme.small

        RowLayout {
            id: quotation
            // Large letters need the room for what a guest must know.
            visible: !Theme.largeText
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            spacing: Theme.gap

            Title {
                Layout.maximumWidth: quotation.width - by.implicitWidth - Theme.gap
                text: bar.quotes[bar.turn][0]
                font.pixelSize: Theme.lead * 0.9
                font.weight: Font.Normal
                font.italic: Theme.language === "en"
                Accessible.role: Accessible.StaticText
            }

            Caption {
                id: by
                Layout.fillWidth: true
                text: bar.quotes[bar.turn][1]
                color: Theme.gold
                wrapMode: Text.NoWrap
            }
        }

        Caption {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            text: bar.note
            horizontalAlignment: Theme.landscape ? Text.AlignRight : Text.AlignLeft
        }
    }
}

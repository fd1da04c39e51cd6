pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import AlphaMale
import AlphaMale.Model

// The newest notice, above every page; it covers no main action for long: a tap or twelve seconds take it away.
Pane {
    id: bar

    required property NoticeBoard board
    required property Words words
    required property url images

    visible: opacity > 0
    opacity: board.shown ? 1 : 0
    enabled: board.shown
    padding: Theme.gap
    Accessible.role: Accessible.AlertMessage
    Accessible.name: bar.board.text
    Accessible.description: bar.board.hint

    Behavior on opacity { NumberAnimation { duration: Theme.quick } }

    Timer {
        id: patience
        objectName: "noticePatience"
        interval: 12000
        running: bar.board.shown
        onTriggered: bar.board.dismiss()
    }

    // A sentence that takes another's place is shown as long as any.
    Connections {
        target: bar.board

        function onViewChanged() { if (bar.board.shown) patience.restart(); }
    }

    background: Rectangle {
        color: Theme.raised
        radius: Theme.radius
        border.width: Theme.hair
        border.color: bar.board.isTrouble ? Theme.trouble : Theme.gold
    }

    contentItem: Item {
        implicitHeight: Math.max(sentences.implicitHeight, close.implicitHeight)

        Column {
            id: sentences
            anchors.left: parent.left
            anchors.right: close.left
            anchors.rightMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.tiny

            Body {
                objectName: "noticeText"
                width: parent.width
                text: bar.board.text
                font.weight: Font.DemiBold
                color: bar.board.isTrouble ? Theme.trouble : Theme.ink
            }

            Caption {
                width: parent.width
                text: bar.board.hint
                visible: text !== ""
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            }
        }

        IconButton {
            id: close
            objectName: "noticeClose"
            text: bar.words.t["notice-close"]
            named: false
            glyph: Qt.resolvedUrl("../icons/close.svg")
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            onClicked: bar.board.dismiss()
        }
    }
}

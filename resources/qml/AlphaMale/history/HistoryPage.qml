pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale
import AlphaMale.Model

// Kept results, newest first: choose, look, erase.
Page {
    id: page

    required property ShellViewModel shell
    required property Words words
    required property HistoryViewModel history
    required property RecordViewModel record

    name: page.words.t["history-heading"]

    FocusScope {
        id: browse
        anchors.fill: parent
        visible: !page.record.isOpen
        focus: true
        Keys.onEscapePressed: page.shell.close()
        onVisibleChanged: if (visible) grid.forceActiveFocus()

        TopBar {
            id: bar
            anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: Theme.margin; rightMargin: Theme.margin; topMargin: Theme.small }
            backText: page.words.t["back"]
            backGlyph: Qt.resolvedUrl("../icons/back.svg")
            heading: page.words.t["history-heading"]
            onBackPressed: page.shell.close()
        }

        HistoryFilters {
            id: filters
            anchors { left: parent.left; right: parent.right; top: bar.bottom; leftMargin: Theme.margin; rightMargin: Theme.margin; topMargin: Theme.small }
            words: page.words
            history: page.history
            onDayWanted: sheet.open()
        }

        GridView {
            id: grid

            readonly property real wanted: 250 * Theme.unit * Math.max(1, 0.72 * Theme.textScale)
            readonly property int across: Math.max(2, Math.floor(width / (wanted + Theme.gap)))

            objectName: "kept"
            // Half a gap around each card, taken from the page's margins.
            anchors { left: parent.left; right: parent.right; top: filters.bottom; bottom: parent.bottom; leftMargin: Theme.margin - Theme.gap / 2; rightMargin: Theme.margin - Theme.gap / 2; topMargin: Theme.gap / 2 }
            topMargin: Theme.gap / 2
            bottomMargin: Theme.gap
            clip: true
            focus: true
            visible: count > 0
            activeFocusOnTab: true
            onCountChanged: if (currentIndex < 0 && count > 0) currentIndex = 0
            boundsBehavior: Flickable.StopAtBounds
            cellWidth: Math.floor(width / across)
            cellHeight: cellWidth * 1.24 + 3.6 * Theme.caption
            model: page.history.visits
            Accessible.role: Accessible.List
            Accessible.name: page.words.t["history-list"]
            Keys.onReturnPressed: page.history.openRecord(currentIndex)
            Keys.onEnterPressed: page.history.openRecord(currentIndex)

            delegate: Item {
                id: cell

                required property int index
                required property string photoUrl
                required property string typeName
                required property string localName
                required property string scoreText
                required property string dayText
                required property string timeText
                required property string spoken

                width: grid.cellWidth
                height: grid.cellHeight

                HistoryCard {
                    objectName: "kept-" + cell.index
                    anchors { fill: parent; margins: Theme.gap / 2 }
                    photoUrl: cell.photoUrl
                    typeName: cell.typeName
                    localName: cell.localName
                    scoreText: cell.scoreText
                    dayText: cell.dayText
                    timeText: cell.timeText
                    spoken: cell.spoken
                    current: cell.GridView.isCurrentItem && grid.activeFocus
                    onClicked: {
                        grid.currentIndex = cell.index;
                        page.history.openRecord(cell.index);
                    }
                }
            }
        }

        HistoryState {
            anchors { left: grid.left; right: grid.right; verticalCenter: grid.verticalCenter; margins: Theme.wide }
            words: page.words
            history: page.history
        }
    }

    DaySheet {
        id: sheet
        words: page.words
        history: page.history
    }

    Loader {
        anchors.fill: parent
        active: page.record.isOpen
        sourceComponent: opened
    }

    Component {
        id: opened

        RecordPane {
            words: page.words
            record: page.record
        }
    }
}

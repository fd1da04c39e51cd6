pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale
import AlphaMale.Model

// What stands where no results stand: that they are being looked for, that there are none, or that asking failed.
Column {
    id: told

    required property Words words
    required property HistoryViewModel history
    readonly property bool none: told.history.isEmpty

    visible: told.none || told.history.isBroken
    spacing: Theme.gap

    Rosette {
        anchors.horizontalCenter: parent.horizontalCenter
        width: 300 * Theme.unit
        strength: 0.3
    }

    Title {
        objectName: "told"
        width: parent.width
        text: told.history.isBroken ? told.words.t["history-broken"]
            : told.history.isFiltered ? told.words.t["history-none"] : told.words.t["history-empty"]
        font.pixelSize: Theme.heading
        horizontalAlignment: Text.AlignHCenter
    }

    Body {
        width: parent.width
        visible: told.none && !told.history.isFiltered
        text: told.words.t["history-empty-hint"]
        color: Theme.quiet
        horizontalAlignment: Text.AlignHCenter
    }

    LineButton {
        objectName: "clearFilter"
        anchors.horizontalCenter: parent.horizontalCenter
        visible: told.none && told.history.isFiltered
        text: told.words.t["history-clear"]
        onClicked: told.history.clearFilter()
    }

    LineButton {
        objectName: "again"
        anchors.horizontalCenter: parent.horizontalCenter
        visible: told.history.isBroken
        text: told.words.t["history-again"]
        glyph: Qt.resolvedUrl("../icons/retake.svg")
        onClicked: told.history.refresh()
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// How the delivery to the organiser's bucket fares, and the means to push it.
ScrollSection {
    id: section

    required property SyncViewModel model

    Component.onCompleted: section.model.refresh()

    Timer {
        interval: 3000
        repeat: true
        running: true
        onTriggered: section.model.refresh()
    }

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["sync-state"]
        detail: section.model.bucket

        Body {
            objectName: "syncState"
            text: section.model.state
            color: section.model.trouble === "" ? Theme.gold : Theme.trouble
        }
    }

    Body {
        objectName: "syncTrouble"
        Layout.fillWidth: true
        visible: text !== ""
        text: section.model.trouble
        color: Theme.trouble
    }

    Body {
        Layout.fillWidth: true
        visible: text !== ""
        text: section.model.hint
        color: Theme.quiet
    }

    Body {
        objectName: "syncClock"
        Layout.fillWidth: true
        visible: text !== ""
        text: section.model.clock
        color: Theme.trouble
    }

    Body {
        objectName: "syncCounts"
        Layout.fillWidth: true
        text: section.model.counts
    }

    Caption {
        objectName: "syncLast"
        Layout.fillWidth: true
        text: section.model.last
    }

    LineButton {
        objectName: "syncResume"
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.button
        visible: section.model.canResume
        edge: Theme.gold
        text: section.words.t["sync-resume"]
        onClicked: section.model.resume()
    }

    LineButton {
        objectName: "syncRetry"
        Layout.fillWidth: true
        Layout.preferredHeight: Theme.button
        text: section.words.t["sync-retry"]
        onClicked: section.model.retry()
    }
}

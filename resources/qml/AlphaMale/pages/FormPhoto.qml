pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The photo with a word on what happens, and the way to another one.
GridLayout {
    id: side

    required property ShellViewModel shell
    required property Words words
    required property VisitViewModel visit
    signal albumWanted

    columns: Theme.landscape ? 1 : 2
    columnSpacing: Theme.wide
    rowSpacing: Theme.gap

    PhotoFrame {
        objectName: "formPhoto"
        Layout.fillWidth: Theme.landscape
        Layout.fillHeight: Theme.landscape
        Layout.preferredWidth: 210 * Theme.unit
        Layout.preferredHeight: 280 * Theme.unit
        source: side.visit.photoUrl
        name: side.words.t["form-photo"]
    }

    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.gap

        Title {
            // Beside large letters the photo needs the room.
            visible: !(Theme.landscape && Theme.largeText)
            Layout.fillWidth: true
            text: side.words.t["form-intro"]
            font.pixelSize: Theme.lead
            color: Theme.ink
        }

        LineButton {
            objectName: "changePhoto"
            Layout.fillWidth: Theme.landscape
            visible: !side.shell.isKiosk
            text: side.words.t["form-photo-change"]
            glyph: Qt.resolvedUrl("../icons/album.svg")
            onClicked: side.albumWanted()
        }
    }
}

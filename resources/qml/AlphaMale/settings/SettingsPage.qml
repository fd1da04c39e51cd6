pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale
import AlphaMale.Model

// The owner's settings on a desktop.
Page {
    id: page

    required property ShellViewModel shell
    required property Words words
    required property SettingsViewModel settings
    property CameraViewModel camera: null
    property CameraListModel cameras: null

    name: page.words.t["settings-heading"]
    Keys.onEscapePressed: page.shell.close()

    TopBar {
        id: bar
        anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: Theme.margin; rightMargin: Theme.margin; topMargin: Theme.small }
        backText: page.words.t["back"]
        backGlyph: Qt.resolvedUrl("../icons/back.svg")
        heading: page.words.t["settings-heading"]
        onBackPressed: page.shell.close()
    }

    Scroller {
        objectName: "flick"
        anchors { left: parent.left; right: parent.right; top: bar.bottom; bottom: parent.bottom; leftMargin: Theme.margin - inset; rightMargin: Theme.margin - inset }

        SettingsBody {
            width: parent.width
            isKiosk: false
            words: page.words
            settings: page.settings
            camera: page.camera
            cameras: page.cameras
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale
import AlphaMale.Model

// Where every visit begins: on a desktop a place for a photo, on a kiosk one large touch target.
Page {
    id: page

    required property ShellViewModel shell
    required property Words words
    required property VisitViewModel visit
    required property CompareViewModel compare
    required property PhotoIntake intake
    required property bool dropHovers
    signal albumWanted

    name: page.words.t["main-prompt"]
    onArrived: page.intake.refreshRecent()

    Loader {
        anchors.fill: parent
        focus: true
        sourceComponent: page.shell.isKiosk ? kiosk : desktop
    }

    Component {
        id: desktop

        DesktopWelcome {
            shell: page.shell
            words: page.words
            visit: page.visit
            compare: page.compare
            intake: page.intake
            dropHovers: page.dropHovers
            onAlbumWanted: page.albumWanted()
        }
    }

    Component {
        id: kiosk

        KioskWelcome {
            shell: page.shell
            words: page.words
            visit: page.visit
        }
    }
}

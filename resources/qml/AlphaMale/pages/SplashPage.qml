pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale
import AlphaMale.Model

// Up at once; the models load behind it. A press or key skips it.
Page {
    id: page

    required property ShellViewModel shell
    required property Words words

    name: page.words.t["app-title"]
    Keys.onPressed: page.shell.enter()

    TapHandler { onTapped: page.shell.enter() }

    Timer {
        interval: Theme.motion ? 1500 : 1
        running: true
        onTriggered: page.shell.enter()
    }

    Rosette {
        anchors.centerIn: parent
        width: 0.9 * Math.min(parent.width, parent.height)
        strength: 0.16
    }

    Column {
        anchors.centerIn: parent
        spacing: Theme.gap

        Wordmark {
            anchors.horizontalCenter: parent.horizontalCenter
            size: Theme.display
        }

        Caption {
            text: page.words.t["splash-line"]
            anchors.horizontalCenter: parent.horizontalCenter
        }
    }
}

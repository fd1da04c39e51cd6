pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// Which camera.
Sheet {
    id: sheet

    required property Words words
    required property CameraListModel cameras

    onAboutToShow: sheet.cameras.look()

    contentItem: ColumnLayout {
        spacing: Theme.small

        Title {
            Layout.fillWidth: true
            Layout.bottomMargin: Theme.small
            text: sheet.words.t["camera-choose"]
            font.pixelSize: Theme.heading
        }

        CameraChoices {
            Layout.fillWidth: true
            words: sheet.words
            cameras: sheet.cameras
        }

        LineButton {
            objectName: "camerasClose"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.button
            focus: true
            edge: "transparent"
            text: sheet.words.t["camera-choose-close"]
            onClicked: sheet.close()
        }
    }
}

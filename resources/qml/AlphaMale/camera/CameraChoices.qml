pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The cameras by name, the present one in gold.
ColumnLayout {
    id: choices

    required property Words words
    required property CameraListModel cameras

    spacing: Theme.small

    Caption {
        objectName: "noCameras"
        Layout.fillWidth: true
        visible: choices.cameras.count === 0
        text: choices.cameras.isLooking ? choices.words.t["camera-choose-looking"] : choices.words.t["camera-choose-none"]
    }

    Repeater {
        model: choices.cameras.names

        Tile {
            required property int index
            required property string modelData

            objectName: "camera-" + index
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.button
            leftPadding: Theme.gap
            rightPadding: Theme.gap
            text: modelData
            font.letterSpacing: 0
            highlighted: choices.cameras.index === index
            onClicked: choices.cameras.choose(index)
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// Which camera, seen live on demand, and whether the photo takes itself.
ColumnLayout {
    id: section

    required property Words words
    required property SettingsViewModel settings
    required property CameraViewModel camera
    required property CameraListModel cameras
    property bool testing: false

    spacing: Theme.gap
    Component.onCompleted: section.cameras.look()
    Component.onDestruction: if (section.testing) section.camera.setTesting(false)

    function show(wanted: bool) {
        section.testing = wanted;
        section.camera.setTesting(wanted);
    }

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["settings-camera-which"]

        LineButton {
            objectName: "cameraTest"
            Layout.preferredHeight: Theme.touch
            text: section.testing ? section.words.t["settings-camera-test-end"] : section.words.t["settings-camera-test"]
            onClicked: section.show(!section.testing)
        }
    }

    CameraChoices {
        Layout.fillWidth: true
        words: section.words
        cameras: section.cameras
    }

    LiveView {
        objectName: "cameraTestView"
        Layout.alignment: Qt.AlignHCenter
        Layout.preferredWidth: Math.min(section.width, 640 * Theme.unit)
        Layout.preferredHeight: Layout.preferredWidth * 9 / 16
        visible: section.testing
        bare: true
        guided: false
        camera: section.camera
    }

    SettingRow {
        Layout.fillWidth: true
        title: section.words.t["settings-auto"]
        detail: section.words.t["settings-auto.detail"]

        SwitchKnob {
            objectName: "autoShutter"
            name: section.words.t["settings-auto"]
            on: section.settings.autoShutter
            onTurned: on => section.settings.setAutoShutter(on)
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// Which camera, seen live on demand, and whether the photo takes itself.
ScrollSection {
    id: section

    required property SettingsViewModel settings
    required property CameraViewModel camera
    required property CameraListModel cameras

    CameraSettings {
        Layout.fillWidth: true
        words: section.words
        settings: section.settings
        camera: section.camera
        cameras: section.cameras
    }
}

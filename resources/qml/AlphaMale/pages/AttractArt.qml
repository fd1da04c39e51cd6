pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// Three drawings over the rosette: a framed portrait, the questions, the five letters.
Item {
    id: art

    required property int step

    Accessible.ignored: true

    Rosette {
        anchors.fill: parent
        strength: 0.3

        RotationAnimation on rotation {
            from: 0
            to: 360
            duration: 240000
            loops: Animation.Infinite
            running: Theme.motion && art.visible
        }
    }

    Repeater {
        model: [Qt.resolvedUrl("../art/attract_photo.svg"), Qt.resolvedUrl("../art/attract_form.svg"), Qt.resolvedUrl("../art/attract_result.svg")]

        Image {
            required property url modelData
            required property int index

            anchors.centerIn: parent
            width: 0.52 * art.width
            height: width
            source: modelData
            sourceSize: Qt.size(width, height)
            asynchronous: true
            opacity: art.step === index ? 1 : 0
            scale: art.step === index ? 1 : 0.96

            Behavior on opacity { NumberAnimation { duration: Theme.slow } }
            Behavior on scale { NumberAnimation { duration: Theme.slow; easing.type: Easing.OutCubic } }
        }
    }
}

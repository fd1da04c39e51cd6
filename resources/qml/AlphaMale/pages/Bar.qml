pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// A bar that grows once: `fraction` of its track, which itself is `reach` of the width.
Item {
    id: bar

    required property real fraction
    property real reach: 1
    property bool bright: false
    property int order: 0

    implicitHeight: 10 * Theme.unit
    Accessible.ignored: true

    Rectangle {
        id: track
        width: bar.width * bar.reach
        height: parent.height
        color: Theme.raised
    }

    Rectangle {
        height: parent.height
        width: track.width * bar.fraction * grown
        color: bar.bright ? Theme.gold : Theme.quiet

        property real grown

        SequentialAnimation on grown {
            // Not while the page is made out of sight.
            running: bar.visible
            PropertyAction { value: Theme.motion ? 0 : 1 }
            PauseAnimation { duration: Theme.motion ? 200 + 90 * bar.order : 0 }
            NumberAnimation { to: 1; duration: Theme.slow; easing.type: Easing.OutCubic }
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// A gold ring around its parent while that has keyboard focus.
Rectangle {
    required property Item around

    anchors.fill: parent
    anchors.margins: -Theme.focusWidth * 1.5
    color: "transparent"
    radius: Theme.radius * 2
    border.width: Theme.focusWidth
    border.color: Theme.goldBright
    visible: Theme.drawsFocus && around.activeFocus && around.enabled
    z: 10
}

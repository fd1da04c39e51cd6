pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// An event's own picture, small above its name; no room where there is none.
Image {
    visible: status === Image.Ready
    width: Math.min(implicitWidth * height / Math.max(1, implicitHeight), 520 * Theme.unit)
    height: visible ? 120 * Theme.unit : 0
    fillMode: Image.PreserveAspectFit
    horizontalAlignment: Image.AlignLeft
    asynchronous: true
    sourceSize.height: 360
    Accessible.ignored: true
}

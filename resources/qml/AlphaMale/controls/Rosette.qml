pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// The engraved rosette behind a page: drawn elsewhere than on the window's own thread, and faded in when it is there.
Image {
    id: rosette

    property real strength: 0.2

    height: width
    source: Qt.resolvedUrl("../art/rosette.svg")
    sourceSize: Qt.size(Math.ceil(width), Math.ceil(height))
    asynchronous: true
    opacity: status === Image.Ready ? strength : 0
    Accessible.ignored: true

    Behavior on opacity { NumberAnimation { duration: Theme.calm } }
}

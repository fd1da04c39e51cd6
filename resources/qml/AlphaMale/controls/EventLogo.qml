pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// An event's own picture, small above its name; takes no room where there is none.
Item {
    id: logo

    property url source

    visible: picture.status === Image.Ready
    implicitHeight: 120 * Theme.unit
    implicitWidth: Math.min(520 * Theme.unit, implicitHeight * picture.implicitWidth / Math.max(1, picture.implicitHeight))

    Image {
        id: picture
        anchors.fill: parent
        source: logo.source
        fillMode: Image.PreserveAspectFit
        horizontalAlignment: Image.AlignLeft
        asynchronous: true
        sourceSize.height: 360
        Accessible.ignored: true
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// One of our line icons.
Image {
    property real size: Theme.heading

    width: size
    height: size
    sourceSize: Qt.size(Math.ceil(size * 1.5), Math.ceil(size * 1.5))
    fillMode: Image.PreserveAspectFit
    smooth: true
    mipmap: true
    Accessible.ignored: true
}

pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// A photo filling a thin frame; what does not fit is cut off on both sides.
Item {
    id: frame

    required property string source
    required property string name
    // How far down the picture lies what must stay in sight: it comes to the middle as far as the picture reaches.
    property real focusY: 0.5
    // Where the whole picture lies, also what is cut off.
    readonly property alias image: image

    clip: true
    Accessible.role: Accessible.Graphic
    Accessible.name: frame.name

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }

    Image {
        id: image

        readonly property real ratio: implicitWidth > 0 && implicitHeight > 0 ? implicitWidth / implicitHeight : frame.width / Math.max(1, frame.height)

        width: Math.max(frame.width, frame.height * ratio)
        height: width / ratio
        x: (frame.width - width) / 2
        y: Math.max(frame.height - height, Math.min(0, frame.height / 2 - frame.focusY * height))
        source: frame.source
        sourceSize: Qt.size(Math.ceil(2 * Math.max(1, frame.width)), Math.ceil(2 * Math.max(1, frame.height)))
        asynchronous: true
        cache: false
        mipmap: true
        Accessible.ignored: true
    }

    Rectangle {
        anchors.fill: parent
        color: "transparent"
        border.width: Theme.hair
        border.color: Theme.line
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// A photo filling a thin frame.
Item {
    id: frame

    required property string source
    required property string name
    property real focusY: 0.5
    readonly property alias image: image

    Accessible.role: Accessible.Graphic
    Accessible.name: frame.name

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }

    Image {
        id: image
        anchors.fill: parent
        source: frame.source
        sourceSize: Qt.size(Math.ceil(2 * Math.max(1, width)), Math.ceil(2 * Math.max(1, height)))
        fillMode: Image.PreserveAspectCrop
        asynchronous: true
        cache: false
        mipmap: true
        clip: true
        Accessible.ignored: true
    }

    Rectangle {
        anchors.fill: parent
        color: "transparent"
        border.width: Theme.hair
        border.color: Theme.line
    }
}

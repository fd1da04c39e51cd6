pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// A framed picture with its name below: the drawing of the right framing, or the guest's photo.
Item {
    id: example

    required property string caption
    required property bool good
    property url drawing
    property string photo

    implicitWidth: 360 * Theme.unit
    implicitHeight: (Theme.landscape ? 420 : 600) * Theme.unit + label.implicitHeight

    Rectangle {
        id: ground
        readonly property real room: example.height - label.height - Theme.small

        width: parent.width
        height: Math.min(room, 1.3 * width)
        y: (room - height) / 2
        color: Theme.surface
        border.width: example.good ? Theme.hair * 2 : Theme.hair
        border.color: example.good ? Theme.gold : Theme.line

        Image {
            anchors { fill: parent; margins: Theme.small }
            visible: example.good
            source: example.drawing
            sourceSize: Qt.size(Math.ceil(Math.max(1, width)), Math.ceil(Math.max(1, height)))
            fillMode: Image.PreserveAspectFit
            Accessible.role: Accessible.Graphic
            Accessible.name: example.caption
        }

        Image {
            anchors { fill: parent; margins: Theme.hair }
            visible: !example.good
            source: example.photo
            sourceSize: Qt.size(1000, 1000)
            fillMode: Image.PreserveAspectFit
            asynchronous: true
            cache: false
            mipmap: true
            Accessible.role: Accessible.Graphic
            Accessible.name: example.caption
        }
    }

    Row {
        id: label
        anchors { horizontalCenter: parent.horizontalCenter; top: ground.bottom; topMargin: Theme.small }
        height: Math.max(glyph.height, text.implicitHeight)
        spacing: Theme.tiny

        Glyph {
            id: glyph
            anchors.verticalCenter: parent.verticalCenter
            size: Theme.body
            source: example.good ? Qt.resolvedUrl("../icons/check.svg") : Qt.resolvedUrl("../icons/close.svg")
        }

        Caption {
            id: text
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, example.width - glyph.width - Theme.tiny)
            text: example.caption
            wrapMode: Text.NoWrap
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Math.floor(Theme.caption / Theme.textScale)
            color: example.good ? Theme.gold : Theme.quiet
        }
    }
}

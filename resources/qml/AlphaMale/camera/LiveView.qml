pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale
import AlphaMale.Model

// The live picture in a thin frame, or in its place what the camera waits for.
Item {
    id: live

    required property CameraViewModel camera
    property bool guided: true
    property bool bare: false

    Accessible.role: Accessible.Graphic
    Accessible.name: live.camera.text

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }

    CameraPreview {
        objectName: "preview"
        anchors.fill: parent
        visible: live.camera.isLive
        camera: live.camera
        fillColor: Theme.surface
    }

    CameraGuide {
        objectName: "guide"
        anchors.fill: parent
        visible: live.guided && live.camera.isLive && live.camera.count === 0
        good: live.camera.isGood
        opacity: good ? 1 : 0.75
    }

    Title {
        objectName: "count"
        anchors.centerIn: parent
        visible: live.camera.count > 0
        text: String(live.camera.count)
        font.family: Theme.serif
        font.weight: Font.Normal
        font.pixelSize: Math.min(live.height * 0.5, Theme.giant * 2)
        style: Text.Outline
        styleColor: "#80000000"
        Accessible.role: Accessible.AlertMessage
    }

    Rectangle {
        anchors.fill: parent
        color: "transparent"
        border.width: live.camera.isLive && live.camera.isGood ? Theme.focusWidth : Theme.hair
        border.color: live.camera.isLive && live.camera.isGood ? Theme.goldBright : Theme.line
    }

    Column {
        objectName: "cameraState"
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.wide, 620 * Theme.unit)
        visible: !live.camera.isLive
        spacing: Theme.gap

        Glyph {
            anchors.horizontalCenter: parent.horizontalCenter
            source: Qt.resolvedUrl("../icons/camera.svg")
            size: (live.bare ? 60 : 110) * Theme.unit
            opacity: 0.8

            SequentialAnimation on opacity {
                loops: Animation.Infinite
                running: Theme.motion && live.visible && !live.camera.isLive
                NumberAnimation { to: 0.3; duration: 900; easing.type: Easing.InOutSine }
                NumberAnimation { to: 0.9; duration: 900; easing.type: Easing.InOutSine }
            }
        }

        Title {
            objectName: "stateText"
            width: parent.width
            text: live.camera.text
            font.pixelSize: live.bare ? Theme.lead : Theme.heading
            horizontalAlignment: Text.AlignHCenter
        }

        Body {
            width: parent.width
            visible: text !== "" && !live.bare
            text: live.camera.hint
            color: Theme.quiet
            horizontalAlignment: Text.AlignHCenter
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The guest before the lens: a looking-glass, one sentence of advice, one round button.
Page {
    id: page

    required property ShellViewModel shell
    required property Words words
    required property VisitViewModel visit
    required property CameraViewModel camera
    required property CameraListModel cameras
    readonly property bool wide: Theme.landscape
    signal albumWanted

    name: page.words.t["camera-heading"]
    Keys.onEscapePressed: page.camera.isBusy ? page.camera.callOff() : page.visit.back()
    onArrived: if (!page.shell.isKiosk) page.cameras.look()

    LiveView {
        id: live
        camera: page.camera
        x: page.wide ? Theme.wide : Theme.margin
        y: page.wide ? Theme.wide : bar.y + bar.height + Theme.small
        height: page.wide ? page.height - 2 * Theme.wide
                          : Math.min((page.width - 2 * Theme.margin) * 4 / 3, page.height - y - 620 * Theme.unit)
        width: page.wide ? Math.min(height * 4 / 3, page.width * (Theme.largeText ? 0.56 : 0.66)) : page.width - 2 * Theme.margin

        LensArrow {
            anchors.horizontalCenter: parent.horizontalCenter
            y: Theme.gap
            visible: page.camera.isLive && page.camera.isBusy
            words: page.words.t["camera-lens"]
            urgent: true
        }
    }

    TopBar {
        id: bar
        x: page.wide ? live.x + live.width + Theme.wide : Theme.margin
        y: page.wide ? Theme.gap : Theme.small
        width: page.width - x - Theme.margin * (page.wide ? 0.8 : 1)
        backText: page.words.t["back"]
        backGlyph: Qt.resolvedUrl("../icons/back.svg")
        onBackPressed: page.visit.back()

        IconButton {
            objectName: "chooseCamera"
            visible: !page.shell.isKiosk && page.cameras.count > 1
            text: page.words.t["camera-choose-short"]
            glyph: Qt.resolvedUrl("../icons/camera.svg")
            onClicked: choice.open()
        }

        IconButton {
            objectName: "cameraAlbum"
            visible: !page.shell.isKiosk
            text: page.words.t["main-album"]
            glyph: Qt.resolvedUrl("../icons/album.svg")
            onClicked: page.albumWanted()
        }
    }

    ColumnLayout {
        x: page.wide ? bar.x : Theme.margin
        y: page.wide ? bar.y + bar.height : live.y + live.height
        width: page.wide ? bar.width : page.width - 2 * Theme.margin
        height: page.height - y - Theme.wide
        spacing: Theme.gap

        Title {
            objectName: "advice"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: 1
            visible: page.camera.isLive
            text: page.camera.text
            color: page.camera.isGood ? Theme.goldBright : Theme.ink
            font.pixelSize: page.wide ? Theme.heading * 1.15 : Theme.title * 0.92
            fontSizeMode: Text.Fit
            minimumPixelSize: Theme.body / Theme.textScale
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Theme.largeText ? Text.AlignVCenter : Text.AlignBottom
            Accessible.role: Accessible.AlertMessage
        }

        Caption {
            Layout.fillWidth: true
            visible: page.camera.isLive && !Theme.largeText
            text: page.camera.isAutomatic ? page.words.t["camera-automatic"] : page.words.t["camera-press"]
            horizontalAlignment: Text.AlignHCenter
        }

        Item {
            Layout.fillHeight: true
            Layout.preferredHeight: 1
            visible: !Theme.largeText || !page.camera.isLive
        }

        ShutterButton {
            objectName: "shutter"
            Layout.alignment: Qt.AlignHCenter
            visible: page.camera.isLive && !page.camera.isBusy
            focus: true
            text: page.words.t["camera-shutter"]
            steadiness: page.camera.steadiness
            onClicked: page.camera.press()
        }

        LineButton {
            objectName: "callOff"
            Layout.alignment: Qt.AlignHCenter
            Layout.preferredHeight: Theme.button
            Layout.preferredWidth: Math.max(360 * Theme.unit, implicitWidth)
            Layout.topMargin: (168 * Theme.unit - Theme.button) / 2
            Layout.bottomMargin: Layout.topMargin
            visible: page.camera.isLive && page.camera.isBusy
            text: page.words.t["camera-call-off"]
            onClicked: page.camera.callOff()
        }

        GoldButton {
            objectName: "cameraOpenFile"
            Layout.alignment: Qt.AlignHCenter
            Layout.fillWidth: page.wide
            visible: !page.camera.isLive && !page.shell.isKiosk
            text: page.words.t["main-open"]
            onClicked: page.albumWanted()
        }

        Item { Layout.preferredHeight: page.wide && !Theme.largeText ? Theme.huge : 0 }
    }

    // The light.
    Rectangle {
        objectName: "flash"
        anchors.fill: parent
        visible: page.camera.isFlash
        color: "#ffffff"
        Accessible.ignored: true
    }

    CameraSheet {
        id: choice
        words: page.words
        cameras: page.cameras
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The photo as it will be used, not mirrored: take it, or take another.
Page {
    id: page

    required property ShellViewModel shell
    required property Words words
    required property VisitViewModel visit
    required property CameraViewModel camera
    readonly property bool wide: Theme.landscape

    name: page.words.t["review-heading"]

    PhotoFrame {
        id: photo
        objectName: "reviewPhoto"
        x: page.wide ? Theme.wide : Theme.margin
        y: page.wide ? Theme.wide : bar.y + bar.height + Theme.small
        height: page.wide ? page.height - 2 * Theme.wide
                          : Math.min((page.width - 2 * Theme.margin) * 4 / 3, page.height - y - (Theme.largeText ? 800 : 620) * Theme.unit)
        width: page.wide ? Math.min(height * 4 / 3, page.width * (Theme.largeText ? 0.56 : 0.66)) : page.width - 2 * Theme.margin
        source: page.visit.photoUrl
        name: page.words.t["form-photo"]
    }

    TopBar {
        id: bar
        x: page.wide ? photo.x + photo.width + Theme.wide : Theme.margin
        y: page.wide ? Theme.gap : Theme.small
        width: page.width - x - Theme.margin * (page.wide ? 0.8 : 1)
        backText: page.words.t["home"]
        backGlyph: Qt.resolvedUrl("../icons/home.svg")
        onBackPressed: page.visit.finish()
    }

    ColumnLayout {
        x: page.wide ? bar.x : Theme.margin
        y: page.wide ? bar.y + bar.height : photo.y + photo.height
        width: page.wide ? bar.width : page.width - 2 * Theme.margin
        height: page.height - y - Theme.wide
        spacing: Theme.gap

        Title {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredHeight: 1
            text: page.words.t["review-heading"]
            font.pixelSize: page.wide ? Theme.heading * 1.15 : Theme.title
            fontSizeMode: Text.Fit
            minimumPixelSize: Theme.body / Theme.textScale
            horizontalAlignment: page.wide ? Text.AlignLeft : Text.AlignHCenter
            verticalAlignment: Theme.largeText ? Text.AlignVCenter : Text.AlignBottom
        }

        Caption {
            objectName: "reviewCount"
            Layout.fillWidth: true
            visible: page.camera.secondsLeft >= 0
            text: page.camera.reviewText
            horizontalAlignment: page.wide ? Text.AlignLeft : Text.AlignHCenter
        }

        Item {
            Layout.fillHeight: true
            Layout.preferredHeight: 1
            visible: !Theme.largeText
        }

        GoldButton {
            objectName: "usePhoto"
            Layout.fillWidth: true
            focus: true
            text: page.words.t["review-use"]
            onClicked: page.visit.acceptPhoto()
        }

        LineButton {
            objectName: "takeAnother"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.button
            visible: page.visit.mayRetake
            text: page.camera.retakeText
            glyph: Qt.resolvedUrl("../icons/retake.svg")
            onClicked: page.visit.retake()
        }

        Caption {
            objectName: "noRetake"
            Layout.fillWidth: true
            visible: !page.visit.mayRetake
            text: page.words.t["review-last"]
            horizontalAlignment: page.wide ? Text.AlignLeft : Text.AlignHCenter
        }
    }
}

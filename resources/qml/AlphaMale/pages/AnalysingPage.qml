pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import AlphaMale
import AlphaMale.Model

// Usually seen for a moment only: the analysis ran while the form was filled in.
Page {
    id: page

    required property Words words
    required property VisitViewModel visit

    name: page.words.t["analysing-heading"]
    Keys.onEscapePressed: page.visit.back()

    Rosette {
        anchors.centerIn: photo
        width: 1.42 * photo.height
        strength: 0.26

        RotationAnimation on rotation {
            from: 0
            to: 360
            duration: 90000
            loops: Animation.Infinite
            running: Theme.motion && page.visible
        }
    }

    PhotoFrame {
        id: photo
        objectName: "analysedPhoto"
        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height * (Theme.landscape ? 0.12 : 0.2)
        width: height * 0.75
        height: Math.min(Theme.landscape ? parent.height * 0.44 : 560 * Theme.unit, told.y - y - Theme.gap)
        source: page.visit.photoUrl
        name: page.words.t["form-photo"]
        clip: true

        Rectangle {
            id: ray
            width: parent.width
            height: Theme.hair * 2
            color: Theme.gold

            SequentialAnimation on y {
                loops: Animation.Infinite
                running: Theme.motion && page.visible
                NumberAnimation { from: 0; to: photo.height; duration: 1600; easing.type: Easing.InOutSine }
                NumberAnimation { from: photo.height; to: 0; duration: 1600; easing.type: Easing.InOutSine }
            }
        }
    }

    Column {
        id: told
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: Theme.margin; bottomMargin: parent.height * (Theme.landscape ? 0.06 : 0.14) }
        spacing: Theme.gap

        Title {
            objectName: "heading"
            width: parent.width
            text: page.words.t["analysing-heading"]
            horizontalAlignment: Text.AlignHCenter
        }

        Body {
            objectName: "stepText"
            width: parent.width
            text: page.visit.stepText
            color: Theme.quiet
            horizontalAlignment: Text.AlignHCenter
        }

        T.ProgressBar {
            id: progress
            objectName: "progress"
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width, 640 * Theme.unit)
            height: Theme.hair * 3
            value: page.visit.progress
            Accessible.role: Accessible.ProgressBar
            Accessible.name: page.words.t["analysing-progress"]

            background: Rectangle { color: Theme.raised }

            contentItem: Item {
                Rectangle {
                    width: progress.visualPosition * parent.width
                    height: parent.height
                    color: Theme.gold

                    Behavior on width { NumberAnimation { duration: Theme.calm; easing.type: Easing.OutCubic } }
                }
            }
        }

        LineButton {
            objectName: "cancel"
            anchors.horizontalCenter: parent.horizontalCenter
            text: page.words.t["analysing-cancel"]
            focus: true
            onClicked: page.visit.back()
        }
    }
}

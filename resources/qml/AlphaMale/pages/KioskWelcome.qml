pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import AlphaMale
import AlphaMale.Model

// One large touch target over an attract loop: what the booth does in three drawn steps. No guest's photo, ever.
FocusScope {
    id: welcome

    required property ShellViewModel shell
    required property Words words
    required property VisitViewModel visit
    property int step: 0
    readonly property var steps: [
        welcome.words.t["kiosk-step-photo"], welcome.words.t["kiosk-step-form"], welcome.words.t["kiosk-step-result"]
    ]

    Timer {
        interval: 3200
        repeat: true
        running: Theme.motion && welcome.visible
        onTriggered: welcome.step = (welcome.step + 1) % 3
    }

    T.Button {
        id: start
        objectName: "start"
        anchors.fill: parent
        focus: true
        focusPolicy: Qt.StrongFocus
        text: welcome.words.t["kiosk-start"]
        Accessible.role: Accessible.Button
        Accessible.name: text
        Accessible.description: welcome.shell.retentionText
        Accessible.onPressAction: start.clicked()
        Keys.onReturnPressed: start.clicked()
        onClicked: welcome.visit.openCamera()

        contentItem: Item {
            AttractArt {
                id: art
                objectName: "attractArt"
                step: welcome.step
                // Beside the title only the rosette's lines: the drawing within begins at its right.
                width: Theme.landscape ? Math.min(0.84 * parent.height, (parent.width - 2 * Theme.margin - Theme.gap - mark.width) / 0.76,
                                                  Theme.largeText ? call.y : parent.height)
                                       : Math.min(0.86 * parent.width, (call.y - head.y - head.height) / 0.54)
                height: width
                x: Theme.landscape ? parent.width - width - Theme.margin : (parent.width - width) / 2
                y: Theme.landscape ? Theme.largeText ? (call.y - height) / 2 : (parent.height - height) / 2 - Theme.wide
                                   : Math.min(parent.height * 0.33 - height * 0.16, (head.y + head.height + call.y - height) / 2)
            }

            Column {
                id: head
                x: Theme.margin
                y: Theme.landscape ? parent.height * (Theme.largeText ? 0.1 : 0.2) : parent.height * 0.09
                width: Theme.landscape ? parent.width * 0.5 : parent.width - 2 * Theme.margin
                spacing: Theme.gap

                EventLogo {
                    id: logo
                    source: welcome.shell.logo
                }

                Caption {
                    id: event
                    text: welcome.shell.eventName
                    visible: text !== ""
                    color: Theme.gold
                }

                Wordmark {
                    id: mark
                    objectName: "wordmark"
                    // As large as what stands below leaves room for.
                    readonly property real room: call.y - head.y - (logo.visible ? logo.height + Theme.gap : 0)
                                                 - (event.visible ? event.height + Theme.gap : 0) - Theme.gap

                    stacked: true
                    size: Math.min(Theme.giant, room / 2.05)
                }
            }

            Column {
                id: call
                objectName: "call"
                x: Theme.margin
                width: parent.width - 2 * Theme.margin
                anchors.bottom: parent.bottom
                anchors.bottomMargin: welcome.height - retention.y + Theme.wide
                spacing: Theme.gap

                Title {
                    width: parent.width
                    text: welcome.steps[welcome.step]
                    font.pixelSize: Theme.heading
                    color: Theme.quiet
                }

                Row {
                    width: parent.width
                    spacing: Theme.gap

                    Rectangle {
                        id: spot
                        width: Theme.touch
                        height: Theme.touch
                        radius: width / 2
                        color: "transparent"
                        border.width: Theme.hair * 2
                        border.color: Theme.gold
                        anchors.verticalCenter: parent.verticalCenter

                        Rectangle {
                            anchors.centerIn: parent
                            width: parent.width * 0.36
                            height: width
                            radius: width / 2
                            color: Theme.gold

                            SequentialAnimation on scale {
                                loops: Animation.Infinite
                                running: Theme.motion && welcome.visible
                                NumberAnimation { to: 1.35; duration: 1100; easing.type: Easing.InOutSine }
                                NumberAnimation { to: 1; duration: 1100; easing.type: Easing.InOutSine }
                            }
                        }
                    }

                    Title {
                        width: parent.width - spot.width - parent.spacing
                        text: welcome.words.t["kiosk-start"]
                        font.pixelSize: Theme.landscape ? Math.min(Theme.title, 104 * Theme.unit) : Theme.title
                        anchors.verticalCenter: parent.verticalCenter
                    }
                }
            }
        }

        background: Item { FocusRing { around: start; anchors.margins: Theme.small } }
    }

    LanguageSwitch {
        words: welcome.words
        anchors { right: parent.right; top: parent.top; margins: Theme.margin; topMargin: Theme.wide }
    }

    Caption {
        id: retention
        objectName: "retention"
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: Theme.margin; bottomMargin: Theme.wide }
        text: welcome.shell.retentionText
    }
}

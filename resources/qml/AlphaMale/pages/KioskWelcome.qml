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
                step: welcome.step
                width: (Theme.landscape ? 0.84 : 0.86) * Math.min(parent.width, parent.height)
                height: width
                x: Theme.landscape ? parent.width - width - Theme.margin : (parent.width - width) / 2
                y: Theme.landscape ? (parent.height - height) / 2 - Theme.wide : parent.height * 0.33 - height * 0.16
            }

            Column {
                x: Theme.margin
                y: Theme.landscape ? parent.height * 0.2 : parent.height * 0.09
                width: Theme.landscape ? parent.width * 0.5 : parent.width - 2 * Theme.margin
                spacing: Theme.gap

                EventLogo { source: welcome.shell.logo }

                Caption {
                    text: welcome.shell.eventName
                    visible: text !== ""
                    color: Theme.gold
                }

                Wordmark {
                    stacked: true
                    size: Theme.giant
                }
            }

            Column {
                x: Theme.margin
                width: Theme.landscape ? parent.width * 0.42 : parent.width - 2 * Theme.margin
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
                    spacing: Theme.gap

                    Rectangle {
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
                        text: welcome.words.t["kiosk-start"]
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
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: Theme.margin; bottomMargin: Theme.wide }
        text: welcome.shell.retentionText
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The photo cannot be used: the right framing, drawn, beside the guest's own photo, and the reason.
Page {
    id: page

    required property ShellViewModel shell
    required property Words words
    required property VisitViewModel visit
    required property url images
    signal albumWanted

    name: page.words.t["unusable-heading"]

    TopBar {
        id: bar
        anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: Theme.margin; rightMargin: Theme.margin; topMargin: Theme.small }
        backText: page.words.t["back"]
        backGlyph: Qt.resolvedUrl("../icons/back.svg")
        onBackPressed: page.visit.back()
    }

    Scroller {
        id: scroller
        objectName: "flick"
        anchors { left: parent.left; right: parent.right; top: bar.bottom; bottom: foot.top; leftMargin: Theme.margin - inset; rightMargin: Theme.margin - inset; bottomMargin: Theme.small }

        GridLayout {
            width: parent.width
            height: Theme.landscape ? Math.max(implicitHeight, scroller.height - 2 * Theme.small) : implicitHeight
            y: Math.max(0, (scroller.height - height) / 2 - Theme.wide)
            columns: Theme.landscape ? 2 : 1
            columnSpacing: Theme.huge
            rowSpacing: Theme.wide

            RowLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 11
                // Long words scroll; the pictures beside them stay where they are seen first.
                Layout.maximumHeight: Theme.landscape ? scroller.height - 2 * Theme.small : Infinity
                Layout.alignment: Qt.AlignTop
                spacing: Theme.gap

                FramingExample {
                    objectName: "example"
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredWidth: 1
                    caption: page.words.t["unusable-good"]
                    good: true
                    drawing: page.images + "framing_good.svg"
                }

                FramingExample {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredWidth: 1
                    caption: page.words.t["unusable-yours"]
                    good: false
                    photo: page.visit.photoUrl
                }
            }

            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 9
                Layout.alignment: Qt.AlignVCenter
                spacing: Theme.gap

                Title {
                    Layout.fillWidth: true
                    text: Theme.landscape ? page.words.t["unusable-heading-beside"] : page.words.t["unusable-heading"]
                    font.pixelSize: Theme.landscape && Theme.largeText ? Theme.heading : Theme.title * 0.9
                }

                Hairline {
                    Layout.preferredWidth: Theme.huge
                    color: Theme.gold
                }

                Body {
                    objectName: "reason"
                    Layout.fillWidth: true
                    text: page.visit.reasonText
                    font.pixelSize: Theme.lead
                    font.weight: Font.DemiBold
                }

                Body {
                    Layout.fillWidth: true
                    text: page.visit.reasonHint
                }

                Caption {
                    Layout.fillWidth: true
                    text: page.words.t["unusable-kept"]
                }
            }
        }
    }

    Item {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: actions.height + 2 * Theme.gap

        Hairline { anchors { left: parent.left; right: parent.right; top: parent.top } }

        RowLayout {
            id: actions
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.margin
            spacing: Theme.gap

            LineButton {
                objectName: "chooseOther"
                visible: !page.shell.isKiosk && page.shell.hasCamera
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.preferredHeight: main.height
                text: page.words.t["unusable-choose"]
                glyph: Qt.resolvedUrl("../icons/album.svg")
                onClicked: page.albumWanted()
            }

            GoldButton {
                id: main
                objectName: "retake"
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                focus: true
                text: page.shell.hasCamera ? page.words.t["unusable-retake"] : page.words.t["unusable-choose"]
                onClicked: page.shell.hasCamera ? page.visit.retake() : page.albumWanted()
            }
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import AlphaMale
import AlphaMale.Model

// The place for a photo: press it, drop on it, paste into it, or take one of the recent photos below.
ColumnLayout {
    id: frame

    required property Words words
    required property PhotoIntake intake
    required property bool dropHovers
    signal albumWanted

    spacing: Theme.gap

    T.Button {
        id: target
        objectName: "dropFrame"
        Layout.fillWidth: true
        Layout.fillHeight: true
        focusPolicy: Qt.StrongFocus
        text: frame.words.t["main-open"]
        Accessible.role: Accessible.Button
        Accessible.name: text
        Accessible.description: frame.words.t["main-drop"]
        Accessible.onPressAction: target.clicked()
        Keys.onReturnPressed: target.clicked()
        onClicked: frame.albumWanted()

        background: Rectangle {
            color: frame.dropHovers || target.down ? Theme.raised : Theme.surface
            radius: Theme.radius
            border.width: Theme.hair
            border.color: frame.dropHovers || target.hovered ? Theme.gold : Theme.line

            Behavior on border.color { ColorAnimation { duration: Theme.quick } }

            Rosette {
                anchors.centerIn: parent
                width: 0.94 * Math.min(parent.width, parent.height)
                strength: frame.dropHovers ? 0.42 : 0.2
            }

            FocusRing { around: target }
        }

        contentItem: Item {
            Column {
                anchors.centerIn: parent
                width: parent.width - 2 * Theme.gap
                spacing: Theme.small

                Glyph {
                    anchors.horizontalCenter: parent.horizontalCenter
                    source: Qt.resolvedUrl("../icons/frame.svg")
                    size: 104 * Theme.unit
                }

                Text {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: frame.intake.isBusy ? frame.words.t["main-busy"]
                        : frame.dropHovers ? frame.words.t["main-drop-release"] : frame.words.t["main-open"]
                    color: Theme.ink
                    font.family: Theme.sans
                    font.pixelSize: Theme.lead
                    font.weight: Font.DemiBold
                    wrapMode: Text.Wrap
                    Accessible.ignored: true
                }

                Text {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: frame.words.t["main-drop"]
                    color: Theme.quiet
                    font.family: Theme.sans
                    font.pixelSize: Theme.caption
                    wrapMode: Text.Wrap
                    Accessible.ignored: true
                }
            }
        }
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.small

        Repeater {
            id: recents
            model: frame.intake.recent

            T.Button {
                id: recent

                required property string modelData
                required property int index

                objectName: "recent-" + index
                Layout.preferredWidth: Theme.button
                Layout.preferredHeight: Theme.button
                focusPolicy: Qt.StrongFocus
                text: frame.words.t["main-recent"]
                Accessible.role: Accessible.Button
                Accessible.name: text + " " + (index + 1)
                Accessible.onPressAction: recent.clicked()
                Keys.onReturnPressed: recent.clicked()
                onClicked: frame.intake.openRecent(index)

                background: Rectangle {
                    color: Theme.surface
                    border.width: Theme.hair
                    border.color: recent.hovered ? Theme.gold : Theme.line

                    Image {
                        anchors { fill: parent; margins: Theme.hair }
                        source: recent.modelData
                        sourceSize: Qt.size(2 * width, 2 * height)
                        fillMode: Image.PreserveAspectCrop
                        asynchronous: true
                        cache: false
                        Accessible.ignored: true
                    }

                    FocusRing { around: recent }
                }
            }
        }

        Item { Layout.fillWidth: true }

        LineButton {
            objectName: "paste"
            text: frame.words.t["main-paste"]
            glyph: Qt.resolvedUrl("../icons/paste.svg")
            onClicked: frame.intake.paste()
        }
    }
}

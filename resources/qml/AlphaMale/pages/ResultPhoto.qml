pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import AlphaMale
import AlphaMale.Model

// The photo; a press shows the three parts that were read.
T.Button {
    id: photo

    required property Words words
    required property string photoUrl
    required property ResultFigures result
    property bool showsParts: false

    objectName: "resultPhoto"
    implicitWidth: 300 * Theme.unit
    implicitHeight: 400 * Theme.unit
    focusPolicy: Qt.StrongFocus
    text: photo.words.t["result-photo"]
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: photo.words.t["result-photo-boxes"]
    Accessible.onPressAction: photo.clicked()
    Keys.onReturnPressed: photo.clicked()
    onClicked: photo.showsParts = !photo.showsParts

    contentItem: Item {
        clip: true

        PhotoFrame {
            id: frame
            anchors.fill: parent
            source: photo.photoUrl
            name: photo.words.t["result-photo"]
            focusY: photo.result.faceY
        }

        Repeater {
            model: photo.result.frames

            PartBox {
                required property var modelData
                required property int index

                part: modelData.part
                shown: photo.showsParts
                order: index
                x: frame.image.x + modelData.x * frame.image.width
                y: frame.image.y + modelData.y * frame.image.height
                width: modelData.width * frame.image.width
                height: modelData.height * frame.image.height
            }
        }

        Rectangle {
            anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: Theme.hair }
            height: hint.implicitHeight + Theme.small
            color: Theme.veil
            visible: !photo.showsParts

            Caption {
                id: hint
                anchors.centerIn: parent
                width: parent.width - Theme.gap
                text: photo.words.t["result-photo-boxes"]
                color: Theme.ink
                horizontalAlignment: Text.AlignHCenter
                lineHeight: 1.1
                Accessible.ignored: true
            }
        }
    }

    background: Item { FocusRing { around: photo } }
}

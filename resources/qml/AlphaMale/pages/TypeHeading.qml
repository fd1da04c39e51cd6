pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale
import AlphaMale.Model

// The type in huge serif letters, its name, its title, three lines.
Column {
    id: heading

    required property ResultFigures result

    spacing: Theme.tiny

    Text {
        id: letters
        objectName: "typeLetters"
        width: parent.width
        text: heading.result.typeName
        color: Theme.gold
        font.family: Theme.serif
        font.pixelSize: Math.min(Theme.giant * 0.94, heading.width / 2.85)
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 24
        topPadding: -0.14 * font.pixelSize
        lineHeight: 0.92
        Accessible.role: Accessible.Heading
        Accessible.name: text

        NumberAnimation on opacity { running: heading.visible; from: Theme.motion ? 0 : 1; to: 1; duration: Theme.slow; easing.type: Easing.OutCubic }
        NumberAnimation on leftPadding { running: heading.visible; from: Theme.motion ? Theme.wide : 0; to: 0; duration: Theme.slow; easing.type: Easing.OutCubic }
    }

    Title {
        width: parent.width
        text: heading.result.title
        font.pixelSize: Theme.heading
    }

    Item {
        width: 1
        height: Theme.tiny
    }

    Repeater {
        model: heading.result.lines

        Body {
            id: line

            required property string modelData
            required property int index

            width: heading.width
            text: modelData
            color: Theme.quiet

            SequentialAnimation on opacity {
                running: heading.visible
                PropertyAction { value: Theme.motion ? 0 : 1 }
                PauseAnimation { duration: Theme.motion ? 260 + 160 * line.index : 0 }
                NumberAnimation { to: 1; duration: Theme.calm }
            }
        }
    }
}

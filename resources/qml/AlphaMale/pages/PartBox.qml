pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// One part's box with its name.
Rectangle {
    id: box

    required property string part
    required property bool shown
    required property int order

    color: "transparent"
    border.width: Math.max(2, Theme.hair * 1.6)
    border.color: box.order === 0 ? Theme.gold : Theme.ink
    opacity: box.shown ? 1 : 0
    visible: opacity > 0
    Accessible.ignored: true

    Behavior on opacity { NumberAnimation { duration: Theme.calm } }

    Rectangle {
        // The T-zone's name would cover the whole face's: it hangs below its own upper edge, on the right.
        x: box.order === 1 ? parent.width - width : 0
        y: box.order === 2 ? parent.height - height : 0
        width: name.implicitWidth + Theme.small
        height: name.implicitHeight + Theme.tiny
        color: box.border.color

        Text {
            id: name
            anchors.centerIn: parent
            text: box.part
            color: Theme.inkOnGold
            font.family: Theme.sans
            font.weight: Font.DemiBold
            font.pixelSize: Math.min(Theme.caption, 30 * Theme.unit)
            Accessible.ignored: true
        }
    }
}

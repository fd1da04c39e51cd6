pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// "Alpha / Male" on one line or two, the stroke in gold.
Item {
    id: mark

    property real size: Theme.display
    property bool stacked: false

    implicitWidth: mark.stacked ? Math.max(alpha.width, stroke.width + mark.size * 0.24 + male.width + mark.size * 0.62)
                                : alpha.width + stroke.width + male.width + mark.size * 0.44
    implicitHeight: mark.stacked ? mark.size * 2.05 : mark.size * 1.2
    Accessible.role: Accessible.Heading
    Accessible.name: "Alpha / Male"

    Text {
        id: alpha
        text: "Alpha"
        color: Theme.ink
        font.family: Theme.serif
        font.pixelSize: mark.size
        y: -0.12 * mark.size
        Accessible.ignored: true
    }

    Text {
        id: stroke
        text: "/"
        color: Theme.gold
        font.family: Theme.serif
        font.italic: true
        font.pixelSize: mark.size
        x: mark.stacked ? mark.size * 0.62 : alpha.width + mark.size * 0.22
        y: mark.stacked ? 0.82 * mark.size : alpha.y
        Accessible.ignored: true
    }

    Text {
        id: male
        text: "Male"
        color: Theme.ink
        font.family: Theme.serif
        font.pixelSize: mark.size
        x: stroke.x + stroke.width + mark.size * (mark.stacked ? 0.24 : 0.22)
        y: stroke.y
        Accessible.ignored: true
    }
}

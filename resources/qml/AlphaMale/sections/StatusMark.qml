pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// How things stand, by form and colour: a ring with a tick, a ring with "!", a full disc with "!".
Rectangle {
    id: mark

    // "none", "ok", "warning" or "failed"
    required property string status
    required property string name
    readonly property bool fine: mark.status === "ok"

    implicitWidth: 34 * Theme.unit
    implicitHeight: implicitWidth
    width: implicitWidth
    height: implicitHeight
    radius: width / 2
    visible: mark.status !== "none"
    color: mark.status === "failed" ? Theme.trouble : "transparent"
    border.width: Theme.hair * 1.5
    border.color: mark.fine ? Theme.gold : Theme.trouble
    Accessible.role: Accessible.Graphic
    Accessible.name: mark.name

    Glyph {
        anchors.centerIn: parent
        visible: mark.fine
        source: Qt.resolvedUrl("../icons/check.svg")
        size: parent.width * 0.62
    }

    Text {
        anchors.centerIn: parent
        visible: !mark.fine
        text: "!"
        color: mark.status === "failed" ? Theme.inkOnGold : Theme.trouble
        font.family: Theme.sans
        font.pixelSize: parent.width * 0.68
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
}

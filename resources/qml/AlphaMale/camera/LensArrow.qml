pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// Points up, to the lens above the screen.
Column {
    id: arrow

    required property string words
    property bool urgent: false

    spacing: Theme.tiny
    Accessible.role: Accessible.StaticText
    Accessible.name: arrow.words

    Glyph {
        anchors.horizontalCenter: parent.horizontalCenter
        source: Qt.resolvedUrl("../icons/up.svg")
        size: Theme.heading

        SequentialAnimation on anchors.verticalCenterOffset {
            loops: Animation.Infinite
            running: Theme.motion && arrow.visible
            NumberAnimation { to: -Theme.tiny; duration: 700; easing.type: Easing.InOutSine }
            NumberAnimation { to: 0; duration: 700; easing.type: Easing.InOutSine }
        }
    }

    Caption {
        anchors.horizontalCenter: parent.horizontalCenter
        text: arrow.words
        color: arrow.urgent ? Theme.goldBright : Theme.ink
        font.weight: Font.DemiBold
        Accessible.ignored: true
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import AlphaMale

// One key. It never takes the focus: that stays in the field.
T.Button {
    id: cap

    property url glyph
    property string name: cap.text

    implicitHeight: Theme.touch
    implicitWidth: Theme.touch
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.Button
    Accessible.name: cap.name
    Accessible.onPressAction: cap.clicked()

    contentItem: Item {
        Text {
            anchors.fill: parent
            text: cap.text
            color: cap.highlighted ? Theme.inkOnGold : Theme.ink
            font.family: Theme.sans
            font.pixelSize: Math.min(cap.height * 0.42, 1.3 * Theme.lead)
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 12
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            Accessible.ignored: true
        }

        Glyph {
            anchors.centerIn: parent
            visible: cap.glyph.toString() !== ""
            source: cap.glyph
            size: Math.min(cap.height * 0.46, 44 * Theme.unit)
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: cap.highlighted ? Theme.gold : cap.down ? Theme.line : Theme.raised
        border.width: Theme.hair
        border.color: cap.down ? Theme.gold : Theme.line
    }
}

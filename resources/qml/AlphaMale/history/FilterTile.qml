pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import AlphaMale

// One choice of a group; the chosen one is ivory over a gold edge.
T.Button {
    id: tile

    required property string group

    implicitHeight: Math.max(Theme.touch, label.implicitHeight + Theme.small)
    implicitWidth: Math.max(Theme.touch, label.implicitWidth + 1.6 * Theme.gap)
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.RadioButton
    Accessible.name: tile.group + ": " + tile.text
    Accessible.checkable: true
    Accessible.checked: tile.highlighted
    Accessible.onPressAction: tile.clicked()
    Keys.onReturnPressed: tile.clicked()
    Keys.onEnterPressed: tile.clicked()

    contentItem: Text {
        id: label
        text: tile.text
        color: tile.highlighted ? Theme.ink : Theme.quiet
        font.family: Theme.sans
        font.pixelSize: Theme.caption
        font.weight: tile.highlighted ? Font.DemiBold : Font.Normal
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }

    background: Rectangle {
        radius: Theme.radius
        color: tile.highlighted || tile.down ? Theme.raised : tile.hovered ? Theme.surface : "transparent"
        border.width: Theme.hair
        border.color: tile.highlighted ? Theme.gold : Theme.line

        FocusRing { around: tile }
    }
}

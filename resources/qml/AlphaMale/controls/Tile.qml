pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import AlphaMale

// One choice of several; the chosen one is gold.
T.Button {
    id: tile

    implicitHeight: Theme.touch
    implicitWidth: Theme.touch
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.RadioButton
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: highlighted
    Accessible.onPressAction: tile.clicked()
    Keys.onReturnPressed: tile.clicked()
    Keys.onEnterPressed: tile.clicked()

    contentItem: Text {
        text: tile.text
        color: tile.highlighted ? Theme.inkOnGold : Theme.ink
        font.family: Theme.sans
        font.pixelSize: Theme.body
        font.weight: Font.DemiBold
        font.letterSpacing: 0.06 * Theme.body
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 12
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }

    background: Rectangle {
        radius: Theme.radius
        color: tile.highlighted ? Theme.gold : tile.down ? Theme.raised : tile.hovered ? Theme.raised : Theme.surface
        border.width: Theme.hair
        border.color: tile.highlighted || tile.hovered ? Theme.gold : Theme.line

        FocusRing { around: tile }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import AlphaMale

// The page's one main action. `ready` false looks grey but still answers a press: it says what is missing.
T.Button {
    id: control

    property bool ready: true

    implicitWidth: Math.max(320 * Theme.unit, contentItem.implicitWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.button, contentItem.implicitHeight + 2 * Theme.small)
    leftPadding: Theme.wide
    rightPadding: Theme.wide
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: control.clicked()
    Keys.onReturnPressed: control.clicked()
    Keys.onEnterPressed: control.clicked()

    contentItem: Text {
        text: control.text
        color: control.ready ? Theme.inkOnGold : Theme.quiet
        font.family: Theme.sans
        font.pixelSize: Theme.lead
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }

    background: Rectangle {
        radius: Theme.radius
        color: !control.ready ? Theme.raised : control.down ? Theme.goldBright : control.hovered ? Theme.goldBright : Theme.gold
        border.width: control.ready ? 0 : Theme.hair
        border.color: Theme.line

        Behavior on color { ColorAnimation { duration: Theme.quick } }

        FocusRing { around: control }
    }
}

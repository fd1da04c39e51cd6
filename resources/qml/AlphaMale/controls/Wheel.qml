pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import AlphaMale

// Whole numbers on a wheel: flick, tap a neighbour, turn the mouse wheel, or use the arrow keys.
T.Control {
    id: wheel

    required property string name
    required property int from
    required property int count
    required property int value
    property bool chosen: true
    property real rowHeight: Math.max(Theme.touch, 1.7 * Theme.lead)
    signal picked(int value)

    implicitHeight: 3 * rowHeight
    implicitWidth: 4 * Theme.lead
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.SpinBox
    Accessible.name: wheel.name + " " + wheel.value
    Accessible.focusable: true
    Accessible.onIncreaseAction: wheel.step(1)
    Accessible.onDecreaseAction: wheel.step(-1)
    Keys.onUpPressed: wheel.step(-1)
    Keys.onDownPressed: wheel.step(1)
    Keys.onReturnPressed: wheel.step(0)
    Keys.onPressed: event => {
        const far = { [Qt.Key_PageUp]: -10, [Qt.Key_PageDown]: 10, [Qt.Key_Home]: -wheel.count, [Qt.Key_End]: wheel.count }[event.key];
        if (far === undefined) return;
        event.accepted = true;
        wheel.step(far);
    }
    onValueChanged: wheel.follow()
    onCountChanged: Qt.callLater(wheel.follow)
    Component.onCompleted: {
        list.positionViewAtIndex(wheel.value - wheel.from, ListView.SnapPosition);
        wheel.follow();
    }

    function step(by: int) {
        wheel.picked(Math.max(wheel.from, Math.min(wheel.from + wheel.count - 1, wheel.value + by)));
    }

    function follow() {
        if (!list.moving) list.currentIndex = wheel.value - wheel.from;
    }

    contentItem: ListView {
        id: list
        clip: true
        model: wheel.count
        snapMode: ListView.SnapToItem
        highlightRangeMode: ListView.StrictlyEnforceRange
        preferredHighlightBegin: wheel.rowHeight
        preferredHighlightEnd: 2 * wheel.rowHeight
        highlightMoveDuration: Theme.quick
        boundsBehavior: Flickable.StopAtBounds
        maximumFlickVelocity: 1600 * Theme.unit
        keyNavigationEnabled: false
        onMovementEnded: wheel.picked(wheel.from + currentIndex)

        delegate: T.AbstractButton {
            id: row

            required property int index
            readonly property bool current: ListView.isCurrentItem

            width: list.width
            height: wheel.rowHeight
            focusPolicy: Qt.NoFocus
            Accessible.role: Accessible.ListItem
            Accessible.name: wheel.from + row.index
            onClicked: wheel.picked(wheel.from + row.index)

            contentItem: Text {
                text: wheel.from + row.index
                color: !row.current ? Theme.off : wheel.chosen ? Theme.ink : Theme.quiet
                font.family: Theme.sans
                font.pixelSize: row.current ? Theme.lead * 1.12 : Theme.body
                font.weight: row.current && wheel.chosen ? Font.DemiBold : Font.Normal
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
                Accessible.ignored: true
            }
        }
    }

    background: Rectangle {
        color: Theme.surface
        radius: Theme.radius
        border.width: Theme.hair
        border.color: Theme.line

        Rectangle {
            width: parent.width
            height: wheel.rowHeight
            y: wheel.rowHeight
            color: Theme.raised
            border.width: Theme.hair
            border.color: wheel.chosen ? Theme.gold : Theme.line
        }

        FocusRing { around: wheel }
    }
}

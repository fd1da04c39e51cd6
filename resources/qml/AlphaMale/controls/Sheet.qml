pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import AlphaMale

// A panel over the page: from below on a tall screen, in the middle of a wide one. Esc or a tap beside it closes it.
T.Popup {
    id: sheet

    readonly property real room: parent.height - Theme.keyboardRoom

    parent: T.Overlay.overlay
    modal: true
    focus: true
    padding: Theme.wide
    width: Theme.landscape ? Math.min(parent.width - 2 * Theme.margin, 760 * Theme.unit) : parent.width
    height: Math.min(implicitHeight, room - 2 * Theme.gap)
    implicitHeight: contentHeight + topPadding + bottomPadding
    x: (parent.width - width) / 2
    y: Theme.landscape ? (room - height) / 2 : room - height
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside

    enter: Transition { NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.quick } }
    exit: Transition { NumberAnimation { property: "opacity"; from: 1; to: 0; duration: Theme.quick } }

    T.Overlay.modal: Rectangle { color: Theme.veil }

    background: Rectangle {
        color: Theme.surface
        border.width: Theme.hair
        border.color: Theme.line
        radius: Theme.radius
    }
}

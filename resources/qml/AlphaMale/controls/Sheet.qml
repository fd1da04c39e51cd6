pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import AlphaMale

// A panel over the page: from below on a tall screen, in the middle of a wide one. Esc or a tap beside it closes it.
T.Popup {
    id: sheet

    // There is none while the page that the sheet belongs to leaves the window.
    readonly property real across: parent?.width ?? 0
    readonly property real room: (parent?.height ?? 0) - Theme.keyboardRoom

    parent: T.Overlay.overlay
    modal: true
    focus: true
    padding: Theme.wide
    width: Theme.landscape ? Math.min(across - 2 * Theme.margin, 760 * Theme.unit) : across
    height: Math.min(implicitHeight, room - 2 * Theme.gap)
    implicitHeight: contentHeight + topPadding + bottomPadding
    x: (across - width) / 2
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

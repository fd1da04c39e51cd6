pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import AlphaMale

// Content that may be taller than its place; what gets the keyboard is scrolled into sight.
Flickable {
    id: scroller

    default property alias content: holder.data
    // Room for the focus ring and the scroll bar, taken from the page's margins.
    readonly property real inset: Theme.gap
    readonly property Item focused: scroller.Window.activeFocusItem

    Layout.leftMargin: -inset
    Layout.rightMargin: -inset
    contentWidth: width
    contentHeight: holder.childrenRect.height + 2 * Theme.small
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    flickableDirection: Flickable.VerticalFlick

    onFocusedChanged: if (holder.contains(holder.mapFromItem(focused, 1, 1)) && isInside(focused)) reveal(focused)

    // The keyboard came up, or the window changed: what is typed into stays in sight.
    onHeightChanged: if (focused && isInside(focused)) Qt.callLater(reveal, focused)

    function isInside(item: Item): bool {
        for (let ancestor = item; ancestor; ancestor = ancestor.parent)
            if (ancestor === holder) return true;
        return false;
    }

    function reveal(item: Item) {
        const top = item.mapToItem(holder, 0, 0).y - Theme.wide;
        const bottom = top + item.height + 2 * Theme.wide;
        const wanted = top < contentY ? top : bottom > contentY + height ? bottom - height : contentY;
        contentY = Math.max(0, Math.min(wanted, contentHeight - height));
    }

    Item {
        id: holder
        x: scroller.inset
        y: Theme.small
        width: scroller.width - 2 * scroller.inset
        height: childrenRect.height
    }

    T.ScrollBar.vertical: T.ScrollBar {
        id: bar
        implicitWidth: Theme.small
        padding: Theme.tiny / 2
        visible: size < 1
        Accessible.ignored: true

        contentItem: Rectangle {
            implicitWidth: Theme.tiny
            radius: width / 2
            color: bar.pressed ? Theme.gold : Theme.line
        }
    }
}

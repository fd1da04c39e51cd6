pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale

// Back or home on the left, a name in the middle, the page's own actions on the right.
Item {
    id: bar

    property string backText
    property url backGlyph
    property string heading
    default property alias actions: tools.data
    signal backPressed

    // The name stands between the icons where it fits, otherwise below them.
    readonly property real middle: width - 2 * Math.max(back.width, tools.width) - Theme.gap
    readonly property bool below: title.text !== "" && title.implicitWidth > bar.middle
    readonly property real rowHeight: Math.max(Theme.touch * 1.4, tools.implicitHeight)

    implicitHeight: bar.rowHeight + (bar.below ? title.implicitHeight + Theme.tiny : 0)

    IconButton {
        id: back
        objectName: "back"
        visible: bar.backText !== ""
        text: bar.backText
        glyph: bar.backGlyph
        anchors.left: parent.left
        anchors.leftMargin: -Theme.small
        y: (bar.rowHeight - height) / 2
        onClicked: bar.backPressed()
    }

    Overline {
        id: title
        objectName: "heading"
        text: bar.heading
        x: (parent.width - width) / 2
        y: bar.below ? bar.rowHeight : (bar.rowHeight - height) / 2
        width: bar.below ? parent.width : Math.max(0, bar.middle)
        horizontalAlignment: Text.AlignHCenter
        elide: Text.ElideRight
        wrapMode: Text.NoWrap
        visible: text !== ""
    }

    RowLayout {
        id: tools
        anchors.right: parent.right
        anchors.rightMargin: -Theme.small
        y: (bar.rowHeight - height) / 2
        spacing: Theme.tiny
    }
}

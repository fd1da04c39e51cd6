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

    implicitHeight: Math.max(Theme.touch * 1.4, tools.implicitHeight)

    IconButton {
        id: back
        objectName: "back"
        visible: bar.backText !== ""
        text: bar.backText
        glyph: bar.backGlyph
        anchors.left: parent.left
        anchors.leftMargin: -Theme.small
        anchors.verticalCenter: parent.verticalCenter
        onClicked: bar.backPressed()
    }

    Overline {
        text: bar.heading
        anchors.centerIn: parent
        width: Math.max(0, parent.width - 2 * Math.max(back.width, tools.width) - Theme.gap)
        horizontalAlignment: Text.AlignHCenter
        elide: Text.ElideRight
        wrapMode: Text.NoWrap
        visible: text !== "" && implicitWidth <= width
    }

    RowLayout {
        id: tools
        anchors.right: parent.right
        anchors.rightMargin: -Theme.small
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.tiny
    }
}

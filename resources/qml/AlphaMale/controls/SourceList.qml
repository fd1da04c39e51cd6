pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale

// Files or folders to choose one from.
ColumnLayout {
    id: list

    required property var sources
    required property string emptyText
    signal picked(int row)

    spacing: Theme.tiny

    Repeater {
        model: list.sources

        LineButton {
            required property string modelData
            required property int index

            objectName: "source-" + index
            Layout.fillWidth: true
            text: modelData
            onClicked: list.picked(index)
        }
    }

    Body {
        Layout.fillWidth: true
        visible: list.sources.length === 0
        text: list.emptyText
        color: Theme.quiet
    }
}

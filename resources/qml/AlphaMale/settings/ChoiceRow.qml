pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// A few choices side by side, the present one in gold. `choices` are pairs of a value and its name.
Row {
    id: row

    required property string name
    required property var choices
    required property string value
    signal picked(string value)

    spacing: Theme.tiny
    Accessible.role: Accessible.Grouping
    Accessible.name: row.name

    Repeater {
        model: row.choices

        Tile {
            required property var modelData

            objectName: row.objectName + "-" + (modelData[0] || "none")
            implicitWidth: Math.max(Theme.touch * 1.6, contentItem.implicitWidth + 2 * Theme.small)
            text: modelData[1]
            highlighted: row.value === modelData[0]
            onClicked: row.picked(modelData[0])
        }
    }
}

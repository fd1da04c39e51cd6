pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale

// A section whose content stands in one column that scrolls.
SectionPage {
    id: section

    default property alias content: column.data
    readonly property alias column: column

    Scroller {
        id: flick
        objectName: "flick"
        anchors { fill: parent; leftMargin: -flick.inset; rightMargin: -flick.inset }

        ColumnLayout {
            id: column
            width: parent.width
            spacing: Theme.wide
        }

        // Air below the last line.
        Item {
            y: column.height
            height: Theme.wide
            width: 1
        }
    }
}

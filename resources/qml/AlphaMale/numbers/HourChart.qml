pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale

// Standing bars, one an hour.
ColumnLayout {
    id: chart

    required property string title
    required property var bars

    visible: chart.bars.length > 0
    spacing: Theme.gap

    Overline {
        Layout.fillWidth: true
        text: chart.title
    }

    Row {
        id: row
        readonly property real slot: width / Math.max(8, chart.bars.length)

        Layout.fillWidth: true
        Layout.preferredHeight: 320 * Theme.unit

        Repeater {
            model: chart.bars

            Item {
                id: hour

                required property var modelData
                required property int index
                // Names of hours that would touch are left out.
                readonly property int every: Math.ceil(label.implicitWidth * 1.4 / row.slot)

                width: row.slot
                height: row.height
                Accessible.role: Accessible.StaticText
                Accessible.name: hour.modelData.label + ": " + hour.modelData.value

                Caption {
                    anchors { horizontalCenter: parent.horizontalCenter; bottom: stem.top; bottomMargin: Theme.tiny / 2 }
                    visible: implicitWidth < row.slot
                    text: hour.modelData.value
                    Accessible.ignored: true
                }

                Rectangle {
                    id: stem
                    anchors { horizontalCenter: parent.horizontalCenter; bottom: label.top; bottomMargin: Theme.tiny }
                    width: row.slot * 0.62
                    height: Math.max(Theme.hair * 2, (row.height - 2.6 * Theme.caption - 2 * Theme.small) * hour.modelData.fraction)
                    color: Theme.gold
                    radius: Theme.radius
                }

                Caption {
                    id: label
                    anchors { horizontalCenter: parent.horizontalCenter; bottom: parent.bottom }
                    opacity: hour.index % Math.max(1, hour.every) === 0 ? 1 : 0
                    text: hour.modelData.label
                    Accessible.ignored: true
                }
            }
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale

// Lying bars, each with its name and number; a fine line marks what to compare with.
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

    Repeater {
        model: chart.bars

        ColumnLayout {
            id: row

            required property var modelData

            Layout.fillWidth: true
            spacing: Theme.tiny

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap

                Body {
                    Layout.fillWidth: true
                    text: row.modelData.label
                    lineHeight: 1.15
                }

                Caption {
                    text: row.modelData.value
                }
            }

            Rectangle {
                Layout.fillWidth: true
                Layout.preferredHeight: 14 * Theme.unit
                color: Theme.raised
                radius: Theme.radius

                Rectangle {
                    width: parent.width * row.modelData.fraction
                    height: parent.height
                    color: Theme.gold
                    radius: Theme.radius
                }

                Rectangle {
                    visible: row.modelData.mark >= 0
                    x: parent.width * Math.max(0, row.modelData.mark) - width / 2
                    y: -Theme.tiny / 2
                    width: Theme.hair * 3
                    height: parent.height + Theme.tiny
                    color: Theme.ink
                }
            }
        }
    }
}

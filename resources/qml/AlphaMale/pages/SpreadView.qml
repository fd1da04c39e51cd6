pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// How likely each of the five types is.
ColumnLayout {
    id: spread

    required property Words words
    required property ResultFigures result

    spacing: Theme.small * 0.75

    GridLayout {
        Layout.fillWidth: true
        columns: Theme.largeText ? 1 : 2

        Overline {
            Layout.fillWidth: true
            text: spread.words.t["result-spread"]
        }

        Caption {
            text: spread.result.sureText
        }
    }

    Repeater {
        model: spread.result.spread

        RowLayout {
            id: row

            required property var modelData
            required property int index

            Layout.fillWidth: true
            spacing: Theme.small
            Accessible.role: Accessible.StaticText
            Accessible.name: modelData.name + " " + modelData.percent_text

            Caption {
                Layout.preferredWidth: 5 * Theme.caption
                text: row.modelData.name
                color: row.modelData.is_chosen ? Theme.ink : Theme.quiet
                font.weight: row.modelData.is_chosen ? Font.DemiBold : Font.Normal
                lineHeight: 1.05
                Accessible.ignored: true
            }

            Bar {
                Layout.fillWidth: true
                fraction: row.modelData.fraction
                bright: row.modelData.is_chosen
                order: row.index + 3
            }

            Caption {
                Layout.preferredWidth: 2.4 * Theme.caption
                text: row.modelData.percent_text
                color: row.modelData.is_chosen ? Theme.ink : Theme.quiet
                horizontalAlignment: Text.AlignRight
                lineHeight: 1.05
                Accessible.ignored: true
            }
        }
    }
}

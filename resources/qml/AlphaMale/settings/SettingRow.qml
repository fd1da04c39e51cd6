pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale

// One setting: its name and what it means on the left, the means to change it on the right or, in large letters, below.
GridLayout {
    id: row

    required property string title
    property string detail
    property string note
    default property alias control: place.data

    columns: Theme.largeText ? 1 : 2
    columnSpacing: Theme.wide
    rowSpacing: Theme.small

    ColumnLayout {
        Layout.fillWidth: true
        Layout.minimumWidth: 8 * Theme.body
        spacing: Theme.tiny / 2

        Body {
            Layout.fillWidth: true
            text: row.title
            font.weight: Font.DemiBold
            lineHeight: 1.2
        }

        Caption {
            Layout.fillWidth: true
            visible: text !== ""
            text: row.detail
            lineHeight: 1.2
        }

        Caption {
            Layout.fillWidth: true
            visible: text !== ""
            text: row.note
            color: Theme.gold
            lineHeight: 1.2
        }
    }

    RowLayout {
        id: place
        Layout.alignment: Theme.largeText ? Qt.AlignLeft : Qt.AlignRight | Qt.AlignVCenter
        spacing: Theme.small
    }
}

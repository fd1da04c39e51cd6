pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale

// A group of settings under its name.
ColumnLayout {
    id: section

    required property string title

    spacing: Theme.gap

    Overline {
        Layout.fillWidth: true
        text: section.title
    }

    Hairline { Layout.fillWidth: true }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

GridLayout {
    id: tiles

    required property FormViewModel form

    columns: Theme.largeText || width < 800 * Theme.unit ? 4 : 8
    columnSpacing: Theme.small * 0.75
    rowSpacing: Theme.small * 0.75
    uniformCellWidths: true
    Accessible.role: Accessible.Grouping

    Repeater {
        model: tiles.form.mbtiCodes

        Tile {
            required property string modelData

            objectName: "mbti-" + modelData
            Layout.fillWidth: true
            text: modelData
            highlighted: tiles.form.mbti === modelData
            onClicked: tiles.form.chooseMbti(modelData)
        }
    }
}

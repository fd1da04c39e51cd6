pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale
import AlphaMale.Model

// The list of sections. Up and Down go from one to the next.
Scroller {
    id: list

    required property SectionsViewModel sections
    required property string name
    property bool leads: false

    function focusRow(index: int) {
        const row = rows.itemAt(index) as SectionRow;
        if (row) row.forceActiveFocus(Qt.TabFocusReason);
    }

    Column {
        width: parent.width
        spacing: Theme.tiny / 2
        Accessible.role: Accessible.PageTabList
        Accessible.name: list.name

        Repeater {
            id: rows
            model: list.sections.sections

            SectionRow {
                id: row

                required property var modelData
                required property int index

                objectName: "section-" + row.modelData.id
                width: parent?.width ?? 0
                text: row.modelData.title
                glyph: row.modelData.icon
                beginsGroup: row.modelData.beginsGroup
                status: list.sections.badges[row.modelData.id].status
                statusText: list.sections.badges[row.modelData.id].text
                current: list.sections.current === row.modelData.id
                leads: list.leads
                onClicked: list.sections.open(row.modelData.id)
                Keys.onUpPressed: list.focusRow(row.index - 1)
                Keys.onDownPressed: list.focusRow(row.index + 1)
            }
        }
    }
}

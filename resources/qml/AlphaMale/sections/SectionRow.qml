pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import AlphaMale

// One section in the list: icon, name, badge. On a narrow page it also says the badge in words, and leads on.
T.AbstractButton {
    id: row

    required property string glyph
    required property string status
    required property string statusText
    property bool current: false
    property bool leads: false
    property bool beginsGroup: false

    topInset: row.beginsGroup ? Theme.gap : 0
    topPadding: topInset
    implicitHeight: topInset + Math.max(row.leads ? Theme.button : Theme.touch * 1.12, contentItem.implicitHeight + Theme.small)
    leftPadding: Theme.small
    rightPadding: Theme.small
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.PageTab
    Accessible.name: row.text
    Accessible.description: row.statusText
    Accessible.selectable: true
    Accessible.selected: row.current
    Accessible.onPressAction: row.clicked()
    Keys.onReturnPressed: row.clicked()
    Keys.onEnterPressed: row.clicked()

    contentItem: RowLayout {
        spacing: Theme.small

        Glyph {
            source: Qt.resolvedUrl("../icons/" + row.glyph + ".svg")
            size: (row.leads ? 44 : 36) * Theme.unit
            opacity: row.current || row.leads || row.hovered ? 1 : 0.7
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            Text {
                Layout.fillWidth: true
                text: row.text
                color: row.current || row.leads || row.hovered ? Theme.ink : Theme.quiet
                font.family: Theme.sans
                font.pixelSize: Theme.body
                font.weight: row.current || row.leads ? Font.DemiBold : Font.Normal
                elide: Text.ElideRight
                Accessible.ignored: true
            }

            Caption {
                Layout.fillWidth: true
                visible: row.leads && text !== ""
                text: row.statusText
                lineHeight: 1.1
                color: row.status === "ok" ? Theme.quiet : Theme.trouble
                Accessible.ignored: true
            }
        }

        StatusMark {
            status: row.status
            name: row.statusText
            Accessible.ignored: true
        }

        Glyph {
            visible: row.leads
            source: Qt.resolvedUrl("../icons/right.svg")
            size: Theme.lead
            opacity: 0.7
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: row.down || row.current ? Theme.raised : row.hovered ? Theme.surface : "transparent"

        Rectangle {
            visible: row.current && !row.leads
            width: 4 * Theme.unit
            height: parent.height
            color: Theme.gold
        }

        FocusRing { around: row }
    }

    Hairline {
        anchors { left: parent.left; right: parent.right }
        y: row.topInset / 2
        visible: row.beginsGroup
    }
}

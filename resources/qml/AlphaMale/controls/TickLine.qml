pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import AlphaMale

// A consent: a box to tick, what it is about, and what that means in plain words.
T.AbstractButton {
    id: tick

    required property string title
    required property string detail
    required property bool ticked

    implicitHeight: Math.max(Theme.touch, words.implicitHeight + Theme.small)
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: tick.title
    Accessible.description: tick.detail
    Accessible.checkable: true
    Accessible.checked: tick.ticked
    Accessible.onPressAction: tick.clicked()
    Accessible.onToggleAction: tick.clicked()
    Keys.onReturnPressed: tick.clicked()
    Keys.onEnterPressed: tick.clicked()

    contentItem: Item {
        implicitHeight: words.implicitHeight
        opacity: tick.enabled ? 1 : 0.7

        Rectangle {
            id: box
            width: 42 * Theme.unit
            height: width
            radius: Theme.radius
            anchors.verticalCenter: parent.verticalCenter
            color: tick.ticked ? Theme.gold : "transparent"
            border.width: Theme.hair * 1.5
            border.color: tick.ticked || tick.hovered ? Theme.gold : Theme.off

            Glyph {
                anchors.centerIn: parent
                visible: tick.ticked
                source: Qt.resolvedUrl("../icons/check_dark.svg")
                size: parent.width * 0.74
            }
        }

        Column {
            id: words
            anchors { left: box.right; leftMargin: Theme.gap; right: parent.right; verticalCenter: parent.verticalCenter }
            spacing: Theme.tiny / 2

            Body {
                width: parent.width
                text: tick.title
                lineHeight: 1.2
                Accessible.ignored: true
            }

            Caption {
                width: parent.width
                text: tick.detail
                lineHeight: 1.2
                Accessible.ignored: true
            }
        }
    }

    background: Item { FocusRing { around: tick } }
}

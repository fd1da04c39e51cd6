pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import AlphaMale

// One person of the ranking as a bar; pointing at it or a tap tells more.
T.AbstractButton {
    id: bar

    required property string rank
    required property string name
    required property string score
    required property real length
    required property color colour
    required property string spoken
    required property bool pointed
    signal pointedAt

    implicitHeight: Theme.touch
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: bar.spoken
    Accessible.onPressAction: bar.clicked()
    onHoveredChanged: if (bar.hovered) bar.pointedAt()
    onClicked: bar.pointedAt()

    contentItem: RowLayout {
        spacing: Theme.small

        Caption {
            Layout.preferredWidth: 2.4 * Theme.caption
            text: bar.rank
            horizontalAlignment: Text.AlignRight
            Accessible.ignored: true
        }

        Text {
            Layout.preferredWidth: 7 * Theme.body
            text: bar.name
            color: bar.pointed ? Theme.gold : Theme.ink
            font.family: Theme.sans
            font.pixelSize: Theme.body
            elide: Text.ElideRight
            Accessible.ignored: true
        }

        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.max(Theme.hair, parent.width * bar.length)
                height: parent.height * 0.62
                radius: Theme.radius
                color: bar.colour
                opacity: bar.pointed ? 1 : 0.82
            }
        }

        Caption {
            Layout.preferredWidth: 2.6 * Theme.caption
            visible: bar.score !== ""
            text: bar.score
            Accessible.ignored: true
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: bar.pointed ? Theme.surface : "transparent"
    }
}

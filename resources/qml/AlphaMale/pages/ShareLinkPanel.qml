pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The way of the card to the guest's phone, and what has become of it.
GridLayout {
    id: panel

    required property Words words
    required property ShareLinkViewModel link
    // The words beside the codes rather than below them.
    property bool beside: false
    // Whether this is the place for it on the present page.
    property bool here: true
    readonly property bool asks: panel.link !== null && panel.link.step === "ask"

    objectName: "linkPanel"
    visible: panel.here && panel.link !== null && panel.link.isShown
    columns: panel.beside ? 2 : 1
    columnSpacing: Theme.wide
    rowSpacing: Theme.small

    Flow {
        Layout.fillWidth: !panel.beside
        Layout.preferredWidth: panel.beside ? codes.count * (codes.cell + spacing) - spacing : -1
        spacing: Theme.gap
        visible: codes.count > 0

        Repeater {
            id: codes

            readonly property real side: 232 * Theme.unit
            // Below a narrow photo two codes share its width; otherwise words get the room that they need.
            readonly property real cell: panel.beside || Theme.largeText ? Math.max(side, 7.5 * Theme.caption)
                                         : count > 1 ? Math.min(side, (panel.width - Theme.gap) / 2) : side

            model: panel.link !== null ? panel.link.codes : []

            Column {
                id: one

                required property var modelData

                spacing: Theme.tiny

                QrCode {
                    address: one.modelData.url
                    modules: one.modelData.modules
                    name: one.modelData.name
                    wanted: Math.min(codes.side, codes.cell)
                }

                Caption {
                    width: codes.cell
                    text: one.modelData.label
                    color: Theme.ink
                    lineHeight: 1.15
                }
            }
        }
    }

    ColumnLayout {
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignTop
        spacing: Theme.small

        Overline {
            Layout.fillWidth: true
            visible: panel.beside || panel.asks
            text: panel.words.t["link-heading"]
        }

        LineButton {
            objectName: "linkAsk"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.button
            visible: panel.asks
            text: panel.words.t["link-ask"]
            glyph: Qt.resolvedUrl("../icons/share.svg")
            Accessible.description: panel.words.t["link-ask.detail"]
            onClicked: panel.link.ask()
        }

        Caption {
            Layout.fillWidth: true
            visible: panel.asks
            text: panel.words.t["link-ask.detail"]
            lineHeight: 1.2
        }

        RowLayout {
            Layout.fillWidth: true
            visible: state.text !== ""
            spacing: Theme.small

            Rectangle {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: 0.36 * Theme.caption
                implicitWidth: 0.5 * Theme.caption
                implicitHeight: implicitWidth
                radius: width / 2
                color: panel.link !== null && panel.link.isGood ? Theme.gold : "transparent"
                border.width: Theme.hair
                border.color: Theme.gold
            }

            Caption {
                id: state
                objectName: "linkState"
                Layout.fillWidth: true
                text: panel.link === null ? "" : panel.link.stateText
                color: Theme.ink
                lineHeight: 1.2
            }
        }

        Caption {
            Layout.fillWidth: true
            visible: text !== ""
            text: panel.link === null ? "" : panel.link.untilText
            lineHeight: 1.2
        }
    }
}

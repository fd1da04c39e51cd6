pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// One celebrity to edit: name, type, and away with him.
Sheet {
    id: sheet

    required property Words words
    required property CatalogViewModel catalog
    readonly property bool wanted: sheet.catalog.hasChosen
    readonly property var kinds: sheet.catalog.types
    property bool asks: false

    onWantedChanged: if (sheet.wanted) sheet.open(); else sheet.close()
    onAboutToShow: sheet.asks = false
    onClosed: sheet.catalog.unchoose()

    contentItem: Scroller {
        id: scroller
        implicitHeight: contentHeight

        ColumnLayout {
            width: parent.width
            spacing: Theme.gap

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.gap

                Image {
                    Layout.preferredWidth: 180 * Theme.unit
                    Layout.preferredHeight: 180 * Theme.unit
                    source: sheet.catalog.chosenPicture
                    sourceSize: Qt.size(320, 320)
                    fillMode: Image.PreserveAspectCrop
                    asynchronous: true
                    cache: false
                    Accessible.ignored: true
                }

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: Theme.small

                    EntryField {
                        objectName: "personName"
                        Layout.fillWidth: true
                        name: sheet.words.t["organiser-name"]
                        text: sheet.catalog.chosenName
                        maximumLength: 80
                        onEntered: text => sheet.catalog.rename(text)
                    }

                    Caption {
                        Layout.fillWidth: true
                        text: sheet.catalog.chosenFacts
                    }
                }
            }

            Flow {
                Layout.fillWidth: true
                spacing: Theme.tiny
                Accessible.role: Accessible.Grouping
                Accessible.name: sheet.words.t["organiser-type"]

                Repeater {
                    model: 5

                    FilterTile {
                        id: tile

                        required property int index
                        readonly property var kind: sheet.kinds[tile.index]

                        objectName: "personType-" + tile.kind[0]
                        group: sheet.words.t["organiser-type"]
                        text: tile.kind[1]
                        highlighted: sheet.catalog.chosenType === tile.kind[0]
                        onClicked: sheet.catalog.retype(tile.kind[0])
                    }
                }
            }

            Body {
                Layout.fillWidth: true
                visible: sheet.asks
                text: sheet.words.t["organiser-remove-ask"]
            }

            LineButton {
                objectName: "personRemove"
                Layout.fillWidth: true
                edge: Theme.trouble
                text: sheet.words.t["organiser-remove"]
                onClicked: if (sheet.asks) sheet.catalog.remove(); else sheet.asks = true
            }

            GoldButton {
                objectName: "personClose"
                Layout.fillWidth: true
                text: sheet.asks ? sheet.words.t["organiser-remove-no"] : sheet.words.t["organiser-close"]
                onClicked: sheet.close()
            }
        }
    }
}

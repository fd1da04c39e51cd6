pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The celebrities as a grid to look at; a tap opens one to edit.
SectionPage {
    id: section

    required property CatalogViewModel catalog
    required property CatalogImportViewModel importing
    readonly property var kinds: section.catalog.filters

    Component.onCompleted: section.catalog.refresh()
    Component.onDestruction: { section.importing.close(); section.catalog.unchoose(); }

    Connections {
        target: section.importing
        function onImported() { section.catalog.refresh(); }
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: Theme.small

        Flow {
            Layout.fillWidth: true
            spacing: Theme.tiny
            Accessible.role: Accessible.Grouping
            Accessible.name: section.words.t["organiser-type"]

            Repeater {
                // A number, so that a tile lives on when its own press changes what is shown.
                model: 6

                FilterTile {
                    id: tile

                    required property int index
                    readonly property var kind: section.kinds[tile.index]

                    objectName: "catalogType-" + (tile.kind[0] || "all")
                    group: section.words.t["organiser-type"]
                    text: tile.kind[1]
                    highlighted: section.catalog.typeCode === tile.kind[0]
                    onClicked: section.catalog.pickType(tile.kind[0])
                }
            }

            LineButton {
                objectName: "catalogImport"
                glyph: Qt.resolvedUrl("../icons/folder.svg")
                text: section.words.t["organiser-import"]
                onClicked: section.importing.open()
            }
        }

        GridView {
            id: flick

            readonly property real wanted: 190 * Theme.unit * Math.max(1, 0.8 * Theme.textScale)
            readonly property int across: Math.max(2, Math.floor(width / (wanted + Theme.small)))

            objectName: "flick"
            Layout.fillWidth: true
            Layout.fillHeight: true
            // Half a gap around each card, taken from the page's margins.
            Layout.leftMargin: -Theme.small / 2
            Layout.rightMargin: -Theme.small / 2
            clip: true
            focus: true
            activeFocusOnTab: true
            onCountChanged: if (currentIndex < 0 && count > 0) currentIndex = 0
            boundsBehavior: Flickable.StopAtBounds
            bottomMargin: Theme.wide
            cellWidth: Math.floor(width / across)
            cellHeight: cellWidth + 2.9 * Theme.body
            model: section.catalog.people
            Accessible.role: Accessible.List
            Accessible.name: section.words.t["organiser-list"]
            Keys.onReturnPressed: section.catalog.choose(currentIndex)
            Keys.onEnterPressed: section.catalog.choose(currentIndex)

            delegate: Item {
                id: cell

                required property int index
                required property string pictureUrl
                required property string name
                required property string typeName
                required property string rankText
                required property string spoken

                width: flick.cellWidth
                height: flick.cellHeight

                PersonCard {
                    objectName: "person-" + cell.index
                    anchors { fill: parent; margins: Theme.small / 2 }
                    pictureUrl: cell.pictureUrl
                    name: cell.name
                    typeName: cell.typeName
                    rankText: cell.rankText
                    spoken: cell.spoken
                    current: cell.GridView.isCurrentItem && flick.activeFocus
                    onClicked: {
                        flick.currentIndex = cell.index;
                        section.catalog.choose(cell.index);
                    }
                }
            }
        }
    }

    Body {
        anchors.centerIn: parent
        visible: section.catalog.isEmpty && !section.catalog.isBusy
        text: section.words.t["organiser-empty"]
        color: Theme.quiet
    }

    PersonSheet {
        words: section.words
        catalog: section.catalog
    }

    ImportSheet {
        words: section.words
        importing: section.importing
        hasDialogs: !section.shell.isKiosk
    }
}

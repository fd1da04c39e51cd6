pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// Four celebrities of the type: all at once where there is room, otherwise to be leafed through.
ColumnLayout {
    id: stars

    required property Words words
    required property ResultFigures result
    // The name beside the portrait rather than below it.
    property bool beside: false
    readonly property real share: (list.width - 3 * list.spacing) / 4
    // Smaller where a long name would not find room beside it.
    readonly property real small: Math.max(64 * Theme.unit, Math.min(104 * Theme.unit, share - Theme.small - 5.2 * Theme.caption))
    readonly property real face: beside ? small : step
    readonly property real cell: beside ? small + Theme.small + 3.6 * Theme.caption : Math.max(168 * Theme.unit, 6.4 * Theme.caption)
    readonly property real step: Math.max(cell, share)
    readonly property bool fits: 4 * cell + 3 * list.spacing <= list.width

    visible: list.count > 0
    spacing: Theme.small

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.small

        Overline {
            Layout.fillWidth: true
            text: stars.words.t["result-stars"]
        }

        IconButton {
            objectName: "starPrevious"
            visible: !stars.fits
            enabled: list.currentIndex > 0
            text: stars.words.t["result-star-previous"]
            named: false
            glyph: Qt.resolvedUrl("../icons/left.svg")
            onClicked: list.decrementCurrentIndex()
        }

        IconButton {
            objectName: "starNext"
            visible: !stars.fits
            enabled: list.currentIndex < list.count - 1
            text: stars.words.t["result-star-next"]
            named: false
            glyph: Qt.resolvedUrl("../icons/right.svg")
            onClicked: list.incrementCurrentIndex()
        }
    }

    ListView {
        id: list
        objectName: "stars"
        Layout.fillWidth: true
        Layout.preferredHeight: stars.beside ? Math.max(stars.face, 2.5 * Theme.caption) : stars.step + Theme.small + 2.5 * Theme.caption
        orientation: ListView.Horizontal
        spacing: Theme.gap
        clip: true
        interactive: !stars.fits
        snapMode: ListView.SnapToItem
        highlightMoveDuration: Theme.calm
        model: stars.result.stars
        Accessible.role: Accessible.List
        Accessible.name: stars.words.t["result-stars"]

        delegate: Grid {
            id: star

            required property var modelData
            required property int index

            width: stars.step
            columns: stars.beside ? 2 : 1
            spacing: Theme.small
            verticalItemAlignment: Grid.AlignVCenter
            Accessible.role: Accessible.ListItem
            Accessible.name: modelData.name

            Image {
                width: stars.face
                height: width
                source: star.modelData.portrait_url
                sourceSize: Qt.size(Math.ceil(width), Math.ceil(width))
                asynchronous: true
                cache: false
                Accessible.ignored: true
            }

            Body {
                width: stars.beside ? star.width - stars.face - Theme.small : star.width
                height: stars.beside ? list.height : implicitHeight
                verticalAlignment: Text.AlignVCenter
                // A name's own hyphen is no place to break it.
                text: star.modelData.name.replace(/-/g, "\u2011")
                font.pixelSize: Theme.caption
                horizontalAlignment: stars.beside ? Text.AlignLeft : Text.AlignHCenter
                // No word is broken: the longest are written smaller.
                wrapMode: Text.WordWrap
                fontSizeMode: stars.beside ? Text.Fit : Text.FixedSize
                minimumPixelSize: 0.7 * Theme.caption
                maximumLineCount: stars.beside ? 3 : 2
                elide: Text.ElideRight
                lineHeight: 1.15
                Accessible.ignored: true
            }

            SequentialAnimation on opacity {
                running: stars.visible
                PropertyAction { value: Theme.motion ? 0 : 1 }
                PauseAnimation { duration: Theme.motion ? 420 + 130 * star.index : 0 }
                NumberAnimation { to: 1; duration: Theme.calm }
            }
        }
    }
}

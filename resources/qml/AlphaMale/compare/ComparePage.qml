pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// A group's results side by side. Nothing of it outlives the group.
Page {
    id: page

    required property ShellViewModel shell
    required property Words words
    required property VisitViewModel visit
    required property CompareViewModel compare

    readonly property bool fromResult: page.visit.stage === "result"
    readonly property bool alone: page.compare.count === 1
    readonly property int places: page.compare.count + (page.alone ? 1 : 0)
    // On a tall screen three rows have room for the answer beside the photo only.
    readonly property bool beside: Theme.largeText || (!Theme.landscape && page.places > 4)
    readonly property int across: Theme.largeText ? (Theme.landscape ? 2 : 1)
                                                  : Theme.landscape ? page.places : 2

    name: page.words.t["compare-heading"]
    Keys.onEscapePressed: page.shell.close()

    TopBar {
        id: bar
        anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: Theme.margin; rightMargin: Theme.margin; topMargin: Theme.small }
        backText: page.fromResult ? page.words.t["compare-result"] : page.words.t["back"]
        backGlyph: Qt.resolvedUrl("../icons/back.svg")
        heading: page.words.t["compare-heading"]
        onBackPressed: page.shell.close()
    }

    Scroller {
        id: scroller
        objectName: "flick"
        anchors { left: parent.left; right: parent.right; top: bar.bottom; bottom: foot.top; leftMargin: Theme.margin - inset; rightMargin: Theme.margin - inset; topMargin: Theme.small }

        GridLayout {
            id: grid

            readonly property real widest: Theme.landscape && !Theme.largeText ? 470 * Theme.unit : scroller.width
            readonly property real tallest: page.beside ? 560 * Theme.unit : 1120 * Theme.unit
            readonly property int rows_: Math.ceil(page.places / page.across)

            width: Math.min(parent.width, page.across * widest + (page.across - 1) * columnSpacing)
            height: Math.max(implicitHeight, Math.min(Math.floor(scroller.height - 2 * Theme.small), rows_ * tallest))
            x: (parent.width - width) / 2
            y: Math.max(0, Math.floor((scroller.height - 2 * Theme.small - height) / 2))
            columns: page.across
            columnSpacing: page.places > 4 ? Theme.gap : Theme.wide
            rowSpacing: Theme.wide
            uniformCellWidths: true
            uniformCellHeights: true
            Accessible.role: Accessible.List
            Accessible.name: page.words.t["compare-heading"]

            Repeater {
                model: page.compare.friends

                FriendCard {
                    required property var modelData
                    required property int index

                    objectName: "friend-" + index
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    friend: modelData
                    number: modelData.who
                    leading: page.words.t["compare-leading"]
                    points: Theme.largeText || page.places > 4 ? "" : page.words.t["compare-points"]
                    beside: page.beside
                    dense: page.places > 4
                }
            }

            FriendSlot {
                objectName: "slot"
                visible: page.alone
                Layout.fillWidth: true
                Layout.fillHeight: true
                text: page.words.t["compare-next"]
                hint: page.words.t["compare-next-hint"]
                onClicked: page.compare.nextFriend()
            }
        }
    }

    Item {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: actions.implicitHeight + 2 * Theme.gap

        Hairline { anchors { left: parent.left; right: parent.right; top: parent.top } }

        GridLayout {
            id: actions
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.margin
            columns: Theme.landscape ? 3 : 2
            columnSpacing: Theme.gap
            rowSpacing: Theme.small

            Caption {
                objectName: "privacy"
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.columnSpan: Theme.landscape ? 1 : 2
                text: page.compare.hasRoom ? page.words.t["compare-privacy"]
                                           : page.words.t["compare-full"] + " " + page.words.t["compare-privacy"]
            }

            LineButton {
                objectName: "finish"
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.preferredHeight: Theme.button
                focus: !next.visible
                text: page.words.t["compare-finish"]
                glyph: Qt.resolvedUrl("../icons/home.svg")
                onClicked: page.compare.finish()
            }

            GoldButton {
                id: next
                objectName: "next"
                visible: page.compare.hasRoom
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                focus: true
                text: page.words.t["compare-next"]
                onClicked: page.compare.nextFriend()
            }
        }
    }
}

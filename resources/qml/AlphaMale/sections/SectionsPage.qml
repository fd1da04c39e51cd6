pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale
import AlphaMale.Model

// A list of sections and the open one: side by side where there is room, otherwise one after the other.
Page {
    id: page

    required property Words words
    required property ShellViewModel shell
    required property SectionsViewModel sections
    required property string backText
    readonly property bool wide: Theme.landscape && !Theme.largeText
    readonly property bool inSection: page.sections.current !== ""
    signal leaveWanted

    Keys.onEscapePressed: page.back()
    onWideChanged: if (page.wide) page.sections.openFirst()
    Component.onCompleted: if (page.wide) page.sections.openFirst()

    function back() {
        if (page.wide || !page.inSection) page.leaveWanted();
        else page.sections.close();
    }

    TopBar {
        id: bar
        anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: Theme.margin; rightMargin: Theme.margin; topMargin: Theme.small }
        backText: !page.wide && page.inSection ? page.words.t["section-list"] : page.backText
        backGlyph: Qt.resolvedUrl("../icons/back.svg")
        heading: !page.wide && page.inSection ? page.sections.title : page.name
        onBackPressed: page.back()
    }

    SectionList {
        id: list
        objectName: "sectionList"
        visible: page.wide || !page.inSection
        leads: !page.wide
        sections: page.sections
        name: page.name
        anchors { left: parent.left; top: bar.bottom; bottom: parent.bottom; leftMargin: Theme.margin - list.inset - (page.wide ? Theme.small : 0); bottomMargin: Theme.small; topMargin: Theme.small }
        width: (page.wide ? 380 * Theme.unit : parent.width - 2 * Theme.margin) + 2 * list.inset
    }

    Rectangle {
        visible: page.wide
        anchors { left: list.right; top: bar.bottom; bottom: parent.bottom; topMargin: Theme.small }
        width: Theme.hair
        color: Theme.line
    }

    SectionHost {
        objectName: "sectionHost"
        words: page.words
        shell: page.shell
        sections: page.sections
        heading: page.wide ? page.sections.title : ""
        anchors { left: page.wide ? list.right : parent.left; right: parent.right; top: bar.bottom; bottom: parent.bottom; leftMargin: page.wide ? Theme.wide : Theme.margin; rightMargin: Theme.margin; topMargin: Theme.small }
    }
}

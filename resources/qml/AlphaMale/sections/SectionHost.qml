pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale
import AlphaMale.Model

// Makes the open section from its file, with its view-models as required properties; a closed one is gone.
FocusScope {
    id: host

    required property Words words
    required property ShellViewModel shell
    required property SectionsViewModel sections
    required property string heading
    readonly property string source: host.sections.source

    onSourceChanged: host.load()
    Component.onCompleted: host.load()

    function load() {
        if (host.source === "") {
            loader.source = "";
            return;
        }
        const given = host.sections.models();
        given.words = host.words;
        given.shell = host.shell;
        loader.setSource(Qt.resolvedUrl("../" + host.source), given);
        appear.restart();
    }

    Title {
        id: title
        objectName: "sectionTitle"
        anchors { left: parent.left; right: parent.right; top: parent.top }
        visible: text !== ""
        text: host.heading
        font.pixelSize: Theme.heading
        elide: Text.ElideRight
        maximumLineCount: 1
    }

    Loader {
        id: loader
        objectName: "section"
        anchors { left: parent.left; right: parent.right; top: title.visible ? title.bottom : parent.top; bottom: parent.bottom; topMargin: title.visible ? Theme.gap : 0 }
        focus: true
    }

    NumberAnimation {
        id: appear
        target: loader
        property: "opacity"
        from: Theme.motion ? 0 : 1
        to: 1
        duration: Theme.quick
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// Shows one page at a time. The old page is gone before the new one hears: a press cannot begin on one page and end
// on the next, and taps queued behind the change find a deaf page.
FocusScope {
    id: host

    required property Component content
    readonly property bool settled: loader.status === Loader.Ready && !beat.running
    readonly property Item page: loader.item as Item

    onContentChanged: arrive()


    function arrive() {
        beat.restart();
        loader.sourceComponent = null;
        loader.sourceComponent = host.content;
        appear.restart();
    }

    Loader {
        id: loader
        anchors.fill: parent
        focus: true
        enabled: !beat.running
        onLoaded: (item as Item).forceActiveFocus()
    }

    Timer {
        id: beat
        interval: Theme.settle
        onTriggered: if (host.page) host.page.forceActiveFocus()
    }

    NumberAnimation {
        id: appear
        target: loader
        property: "opacity"
        from: Theme.motion ? 0 : 1
        to: 1
        duration: Theme.calm
        easing.type: Easing.OutCubic
    }
}

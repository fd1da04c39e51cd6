pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// Shows one page at a time. The old page is gone before the new one hears: a press cannot begin on one page and end
// on the next, and taps queued behind the change find a deaf page.
//
// The page that probably comes next is made out of sight, a little at a time, so that it stands at once and nothing
// stutters when it does.
FocusScope {
    id: host

    required property Component content
    property Component ahead: null
    readonly property bool settled: front.status === Loader.Ready && !beat.running
    readonly property Item page: front.item as Item
    property Loader front: one
    readonly property Loader back: host.front === one ? two : one

    onContentChanged: arrive()
    onAheadChanged: {
        // Otherwise not before the page changed: this may be the very page that is about to come.
        if (!host.ahead) host.back.sourceComponent = null;
        rest.restart();
    }

    function arrive() {
        beat.restart();
        const left = host.front;
        if (host.back.sourceComponent === host.content && host.back.status === Loader.Ready) host.front = host.back;
        left.sourceComponent = null;
        if (left === host.front) left.sourceComponent = host.content;
        else host.page.forceActiveFocus();
        appear.restart();
        rest.restart();
    }

    component Place: Loader {
        readonly property bool isFront: host.front === this

        anchors.fill: parent
        visible: isFront
        focus: isFront
        enabled: isFront && !beat.running
        asynchronous: !isFront
        opacity: isFront ? host.clarity : 1
        onLoaded: if (isFront) (item as Item).forceActiveFocus()
    }

    property real clarity: 1

    Place { id: one }
    Place { id: two }

    Timer {
        id: beat
        interval: Theme.settle
        onTriggered: if (host.page) host.page.forceActiveFocus()
    }

    // Not while the present page is still arriving.
    Timer {
        id: rest
        interval: 2 * Theme.settle
        onTriggered: host.back.sourceComponent = host.ahead !== host.content ? host.ahead : null
    }

    NumberAnimation {
        id: appear
        target: host
        property: "clarity"
        from: Theme.motion ? 0 : 1
        to: 1
        duration: Theme.calm
        easing.type: Easing.OutCubic
    }
}

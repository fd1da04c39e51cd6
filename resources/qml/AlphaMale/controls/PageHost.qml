pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// Shows one page at a time. A page is gone before the next one hears: a press cannot begin on one page and end on the
// next, and taps queued behind the change find a deaf page.
//
// Pages that may come next are made out of sight, a little at a time while the guest looks at the present one, so that
// they stand at once when they are wanted. A page that was seen is never shown again: it is made anew. A page that is half
// made when it is no longer wanted is made to its end and dropped then: what stops halfway leaves bindings without parents.
FocusScope {
    id: host

    // Components by name.
    required property var pages
    required property string current
    // The names of the pages that each page leads to, the likeliest first.
    required property var next
    readonly property bool settled: host.page !== null && !beat.running
    property Page page: null
    property list<string> made: []
    property string seen: ""

    onCurrentChanged: {
        beat.restart();
        rest.restart();
        host.made = host.made.filter(name => name !== host.seen);
        host.seen = host.current;
        host.tidy();
        appear.restart();
    }

    function ahead(): list<string> {
        return host.next[host.current] ?? [];
    }

    // Drops what is made and leads nowhere from here.
    function tidy() {
        const kept = [host.current, ...host.ahead()];
        const names = Object.keys(host.pages);
        const isHalfMade = name => (places.itemAt(names.indexOf(name)) as Loader)?.status === Loader.Loading;
        host.made = host.made.filter(name => kept.includes(name) || isHalfMade(name));
    }

    function show(page: Page) {
        host.page = page;
        if (!page) return;
        page.forceActiveFocus();
        page.arrived();
    }

    Item {
        id: room
        anchors.fill: parent

        Repeater {
            id: places
            model: Object.keys(host.pages)

            Loader {
                id: place

                required property string modelData
                readonly property bool isFront: host.current === place.modelData
                readonly property Page shown: place.isFront && place.status === Loader.Ready ? place.item as Page : null

                anchors.fill: parent
                sourceComponent: host.pages[place.modelData]
                active: place.isFront || host.made.includes(place.modelData)
                asynchronous: !place.isFront
                visible: place.isFront
                focus: place.isFront
                enabled: place.isFront && !beat.running
                onLoaded: Qt.callLater(host.tidy)
                onShownChanged: if (place.isFront) host.show(place.shown)
            }
        }
    }

    Timer {
        id: beat
        interval: Theme.settle
        onTriggered: if (host.page) host.page.forceActiveFocus()
    }

    // Not while the present page still arrives.
    Timer {
        id: rest
        interval: 2 * Theme.settle
        onTriggered: host.made = [...host.made, ...host.ahead().filter(name => !host.made.includes(name))]
    }

    NumberAnimation {
        id: appear
        target: room
        property: "opacity"
        from: Theme.motion ? 0 : 1
        to: 1
        duration: Theme.calm
        easing.type: Easing.OutCubic
    }
}

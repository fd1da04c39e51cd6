pragma ComponentBehavior: Bound

import QtQuick

// What every page is: a focus scope with a name that a screen reader tells on arrival.
FocusScope {
    id: page

    required property string name
    // Whether presses count yet; the host sets it a beat after the page came.
    property bool awake: true
    // The page is in front; it may have been made long before.
    signal arrived

    Accessible.role: Accessible.Pane
    Accessible.name: page.name
    enabled: awake
}

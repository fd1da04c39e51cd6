pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import AlphaMale
import AlphaMale.Model

// What lies over every page of a kiosk: the question for guests who left, and the operator's corner and PIN pad.
Item {
    id: overlay

    required property Words words
    required property KioskViewModel kiosk
    required property OperatorViewModel operator

    // Nothing to see: an operator knows where it is. It takes its touches, so that no page acts on them.
    Item {
        objectName: "corner"
        width: Theme.touch
        height: Theme.touch
        Accessible.ignored: true

        TapHandler {
            gesturePolicy: TapHandler.WithinBounds
            onPressedChanged: pressed ? overlay.operator.cornerPressed() : overlay.operator.cornerReleased()
        }
    }

    Shortcut {
        sequence: "Ctrl+Shift+O"
        onActivated: overlay.operator.open()
    }

    StillThere {
        words: overlay.words
        kiosk: overlay.kiosk
    }

    PinPad {
        words: overlay.words
        operator: overlay.operator
    }
}

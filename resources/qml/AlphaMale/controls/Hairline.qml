pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

Rectangle {
    implicitHeight: Theme.hair
    color: Theme.line
    Accessible.ignored: true
}

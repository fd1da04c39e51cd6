pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

Body {
    color: Theme.quiet
    font.pixelSize: Theme.caption
}

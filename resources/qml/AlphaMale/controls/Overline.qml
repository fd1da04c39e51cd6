pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// A small gold line above a group.
Body {
    color: Theme.gold
    font.pixelSize: Theme.caption
    font.weight: Font.DemiBold
    font.letterSpacing: Theme.language === "ko" ? 0.02 * Theme.caption : 0.16 * Theme.caption
    font.capitalization: Font.AllUppercase
    Accessible.role: Accessible.Heading
}

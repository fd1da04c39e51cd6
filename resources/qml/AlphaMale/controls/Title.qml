pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

Text {
    color: Theme.ink
    font.family: Theme.localSerif
    font.pixelSize: Theme.title
    font.weight: Theme.language === "ko" ? Font.Bold : Font.Normal
    wrapMode: Text.Wrap
    lineHeight: Theme.language === "ko" ? 1.22 : 1.08
    textFormat: Text.PlainText
    Accessible.role: Accessible.Heading
    Accessible.name: text
}

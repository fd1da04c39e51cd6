pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

Text {
    color: Theme.ink
    font.family: Theme.sans
    font.pixelSize: Theme.body
    wrapMode: Text.Wrap
    lineHeight: 1.32
    textFormat: Text.PlainText
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}

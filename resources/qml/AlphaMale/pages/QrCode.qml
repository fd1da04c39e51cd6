pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale

// A QR code, every module a whole number of pixels: blurred edges make phones look longer.
Image {
    id: code

    required property string address
    // Modules on a side, the quiet zone included.
    required property int modules
    required property string name
    property real wanted: 232 * Theme.unit
    readonly property int pixels: Math.max(2, Math.floor(wanted / Math.max(1, modules)))

    objectName: "qrCode"
    width: pixels * modules
    height: width
    sourceSize: Qt.size(modules, modules)
    source: address
    smooth: false
    mipmap: false
    cache: false
    fillMode: Image.Stretch
    Accessible.role: Accessible.Graphic
    Accessible.name: name
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import AlphaMale

// The outline of a head and shoulders, where the face should be; gold when it is there. Lengths in thousandths of the
// height, as the coaching measures.
Shape {
    id: guide

    property bool good: false
    readonly property real mille: height / 1000
    readonly property real middle: width / 2 / mille

    preferredRendererType: Shape.GeometryRenderer
    Accessible.ignored: true

    ShapePath {
        strokeColor: guide.good ? Theme.goldBright : Theme.ink
        strokeWidth: (guide.good ? 5 : 3) * Theme.unit
        fillColor: "transparent"
        capStyle: ShapePath.RoundCap
        scale: Qt.size(guide.mille, guide.mille)

        PathAngleArc {
            centerX: guide.middle
            centerY: 440
            radiusX: 158
            radiusY: 212
            startAngle: 0
            sweepAngle: 360
        }

        PathMove { x: guide.middle - 94; y: 632 }
        PathCubic { control1X: guide.middle - 94; control1Y: 706; control2X: guide.middle - 128; control2Y: 728; x: guide.middle - 196; y: 752 }
        PathCubic { control1X: guide.middle - 296; control1Y: 788; control2X: guide.middle - 346; control2Y: 852; x: guide.middle - 362; y: 985 }
        PathMove { x: guide.middle + 94; y: 632 }
        PathCubic { control1X: guide.middle + 94; control1Y: 706; control2X: guide.middle + 128; control2Y: 728; x: guide.middle + 196; y: 752 }
        PathCubic { control1X: guide.middle + 296; control1Y: 788; control2X: guide.middle + 346; control2Y: 852; x: guide.middle + 362; y: 985 }
    }
}

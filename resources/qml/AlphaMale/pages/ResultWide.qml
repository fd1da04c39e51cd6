import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// Photo, answer and figures side by side.
RowLayout {
    id: wide

    required property Words words
    required property VisitViewModel visit
    required property ResultViewModel result

    spacing: Theme.wide * 1.4

    ResultPhoto {
        Layout.fillHeight: true
        Layout.bottomMargin: Theme.wide
        Layout.topMargin: Theme.small
        Layout.preferredWidth: (Theme.largeText ? 0.24 : 0.3) * wide.width
        words: wide.words
        visit: wide.visit
        result: wide.result
    }

    Scroller {
        id: scroller
        objectName: "flick"
        Layout.fillWidth: true
        Layout.fillHeight: true

        GridLayout {
            width: parent.width
            height: Math.max(implicitHeight, scroller.height - Theme.wide - Theme.small)
            columns: Theme.largeText ? 1 : 2
            columnSpacing: Theme.wide * 1.4
            rowSpacing: Theme.wide

            ColumnLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 11
                spacing: Theme.gap

                TypeHeading {
                    Layout.fillWidth: true
                    result: wide.result
                }

                Item { Layout.fillHeight: true }

                StarRow {
                    Layout.fillWidth: true
                    words: wide.words
                    result: wide.result
                }
            }

            ColumnLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 9
                spacing: Theme.gap

                ScoreCardView {
                    Layout.fillWidth: true
                    words: wide.words
                    result: wide.result
                }

                Item { Layout.fillHeight: true }

                SpreadView {
                    Layout.fillWidth: true
                    words: wide.words
                    result: wide.result
                }

                Caption {
                    Layout.fillWidth: true
                    text: wide.words.t["for-fun"]
                }
            }
        }
    }
}

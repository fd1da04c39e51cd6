pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The answer from top to bottom.
Item {
    id: tall

    required property Words words
    required property string photoUrl
    property string note
    required property ResultFigures result
    // The link to the card; a kept visit's page has none.
    property ShareLinkViewModel link: null

    Scroller {
        id: scroller
        objectName: "flick"
        anchors { fill: parent; leftMargin: -inset; rightMargin: -inset }

        ColumnLayout {
            width: parent.width
            height: Math.max(implicitHeight, scroller.height - 2 * Theme.small)
            spacing: Theme.small

            GridLayout {
                Layout.fillWidth: true
                columns: Theme.largeText ? 1 : 2
                columnSpacing: Theme.wide
                rowSpacing: Theme.gap

                ResultPhoto {
                    Layout.preferredWidth: 384 * Theme.unit
                    Layout.preferredHeight: 512 * Theme.unit
                    words: tall.words
                    photoUrl: tall.photoUrl
                    result: tall.result
                }

                TypeHeading {
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignBottom
                    result: tall.result
                }
            }

            Item {
                Layout.fillHeight: true
                visible: panel.visible
            }

            ShareLinkPanel {
                id: panel
                Layout.fillWidth: true
                beside: !Theme.largeText
                words: tall.words
                link: tall.link
            }

            Item { Layout.fillHeight: true }

            ScoreCardView {
                Layout.fillWidth: true
                words: tall.words
                result: tall.result
            }

            Item { Layout.fillHeight: true }

            SpreadView {
                Layout.fillWidth: true
                words: tall.words
                result: tall.result
            }

            Item { Layout.fillHeight: true }

            StarRow {
                Layout.fillWidth: true
                beside: panel.visible && !Theme.largeText
                words: tall.words
                result: tall.result
            }

            Caption {
                Layout.fillWidth: true
                text: [tall.words.t["for-fun"], tall.note].join("\n").trim()
            }
        }
    }
}

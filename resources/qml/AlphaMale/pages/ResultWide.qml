pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// Photo, answer and figures side by side.
RowLayout {
    id: wide

    required property Words words
    required property string photoUrl
    property string note
    required property ResultFigures result
    // The link to the card; a kept visit's page has none.
    property ShareLinkViewModel link: null

    spacing: Theme.wide * 1.4

    ColumnLayout {
        Layout.fillHeight: true
        Layout.topMargin: Theme.small
        Layout.bottomMargin: Theme.gap
        Layout.preferredWidth: (Theme.largeText ? 0.24 : 0.3) * wide.width
        Layout.maximumWidth: Layout.preferredWidth
        spacing: Theme.small

        ResultPhoto {
            Layout.fillWidth: true
            Layout.fillHeight: true
            words: wide.words
            photoUrl: wide.photoUrl
            result: wide.result
        }

        ShareLinkPanel {
            Layout.fillWidth: true
            here: !Theme.largeText
            words: wide.words
            link: wide.link
        }

        Caption {
            // Large letters would leave the photo no room.
            visible: !Theme.largeText
            Layout.fillWidth: true
            text: [wide.words.t["for-fun"], wide.note].join("\n").trim()
            lineHeight: 1.15
        }
    }

    Scroller {
        id: scroller
        objectName: "flick"
        Layout.fillWidth: true
        Layout.fillHeight: true

        ColumnLayout {
            width: parent.width
            height: Math.max(implicitHeight, scroller.height - 2 * Theme.small)
            spacing: Theme.gap

            GridLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                columns: Theme.largeText ? 1 : 2
                columnSpacing: Theme.wide * 1.4
                rowSpacing: Theme.wide
                uniformCellWidths: true

                ColumnLayout {
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignTop
                    spacing: Theme.gap

                    TypeHeading {
                        Layout.fillWidth: true
                        result: wide.result
                    }

                    ShareLinkPanel {
                        Layout.fillWidth: true
                        here: Theme.largeText
                        words: wide.words
                        link: wide.link
                    }
                }

                ColumnLayout {
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignTop
                    spacing: Theme.wide

                    ScoreCardView {
                        Layout.fillWidth: true
                        words: wide.words
                        result: wide.result
                    }

                    SpreadView {
                        Layout.fillWidth: true
                        words: wide.words
                        result: wide.result
                    }
                }
            }

            Hairline { Layout.fillWidth: true }

            StarRow {
                Layout.fillWidth: true
                beside: true
                words: wide.words
                result: wide.result
            }

            Caption {
                visible: Theme.largeText
                Layout.fillWidth: true
                text: [wide.words.t["for-fun"], wide.note].join("\n").trim()
            }
        }
    }
}

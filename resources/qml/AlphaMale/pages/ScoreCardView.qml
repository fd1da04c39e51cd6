pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// Three parts, each with its weight, its points and a bar as long as its weight; the total beside the name.
ColumnLayout {
    id: card

    required property Words words
    required property ResultFigures result

    spacing: Theme.small

    RowLayout {
        Layout.fillWidth: true

        Overline {
            Layout.fillWidth: true
            text: card.words.t["result-score-card"]
        }

        Text {
            objectName: "score"
            text: card.result.scoreText
            color: Theme.ink
            font.family: Theme.serif
            font.pixelSize: Theme.title
            font.features: ({ "lnum": 1 })
            Accessible.role: Accessible.StaticText
            Accessible.name: card.words.t["result-score"] + " " + text
        }
    }

    Repeater {
        model: card.result.rows

        ColumnLayout {
            id: row

            required property var modelData
            required property int index

            Layout.fillWidth: true
            spacing: Theme.tiny
            Accessible.role: Accessible.StaticText
            Accessible.name: [modelData.part, modelData.type_name, modelData.points_text, modelData.weight_text].join(", ")

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.small

                Body {
                    text: row.modelData.part
                    font.weight: row.modelData.is_driving ? Font.DemiBold : Font.Normal
                    lineHeight: 1.1
                    Accessible.ignored: true
                }

                Caption {
                    Layout.fillWidth: true
                    text: row.modelData.type_name
                    color: row.modelData.is_driving ? Theme.gold : Theme.quiet
                    lineHeight: 1.1
                    wrapMode: Text.NoWrap
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }

                Body {
                    text: row.modelData.points_text
                    font.weight: Font.DemiBold
                    lineHeight: 1.1
                    Accessible.ignored: true
                }

                Caption {
                    text: row.modelData.weight_text
                    lineHeight: 1.1
                    Accessible.ignored: true
                }
            }

            Bar {
                Layout.fillWidth: true
                fraction: row.modelData.fraction
                reach: row.modelData.weight_fraction
                bright: row.modelData.is_driving
                order: row.index
            }
        }
    }

    Caption {
        Layout.fillWidth: true
        text: card.result.drivingText
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// Every kiosk of the fleet: when it was last seen, and how it is.
ScrollSection {
    id: section

    required property FleetViewModel model

    Component.onCompleted: section.model.watch()
    Component.onDestruction: section.model.rest()

    Body {
        Layout.fillWidth: true
        visible: section.model.isLoading
        text: section.words.t["fleet-asking"]
        color: Theme.quiet
    }

    Body {
        objectName: "fleetNote"
        Layout.fillWidth: true
        visible: text !== ""
        text: section.model.note
    }

    Caption {
        Layout.fillWidth: true
        visible: text !== ""
        text: section.model.hint
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
    }

    Repeater {
        model: section.model.kiosks

        ColumnLayout {
            id: kiosk

            required property var modelData
            readonly property bool fine: kiosk.modelData.state === "fine"

            objectName: "kiosk-" + kiosk.modelData.state
            Layout.fillWidth: true
            spacing: Theme.tiny

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.small

                Rectangle {
                    Layout.preferredWidth: 16 * Theme.unit
                    Layout.preferredHeight: 16 * Theme.unit
                    radius: width / 2
                    color: kiosk.fine ? Theme.gold : "transparent"
                    border.width: Theme.hair * 2
                    border.color: kiosk.fine ? Theme.gold : Theme.trouble
                }

                Body {
                    Layout.fillWidth: true
                    text: kiosk.modelData.name
                    font.weight: Font.DemiBold
                    lineHeight: 1.2
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                }

                Caption {
                    text: kiosk.modelData.stateText
                    color: kiosk.fine ? Theme.gold : Theme.trouble
                }
            }

            Caption {
                Layout.fillWidth: true
                text: kiosk.modelData.seenText
            }

            Caption {
                Layout.fillWidth: true
                text: kiosk.modelData.facts
            }

            Caption {
                Layout.fillWidth: true
                visible: text !== ""
                text: kiosk.modelData.trouble
                color: Theme.trouble
            }

            Hairline {
                Layout.fillWidth: true
                Layout.topMargin: Theme.small
            }
        }
    }
}

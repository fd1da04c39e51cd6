pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// The kiosk cannot serve guests just now; it checks itself and comes back.
Page {
    id: page

    required property Words words
    required property KioskViewModel kiosk

    name: page.words.t["order-heading"]

    Rosette {
        anchors.centerIn: parent
        width: Math.min(parent.width, parent.height) * 0.92
        strength: 0.16

        RotationAnimation on rotation {
            from: 0
            to: 360
            duration: 120000
            loops: Animation.Infinite
            running: Theme.motion
        }
    }

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.margin, 860 * Theme.unit)
        spacing: Theme.largeText ? Theme.gap : Theme.wide

        Wordmark {
            visible: !Theme.largeText
            Layout.alignment: Qt.AlignHCenter
            size: Theme.title
        }

        Title {
            Layout.fillWidth: true
            text: page.words.t["order-heading"]
            font.pixelSize: Math.min(Theme.title * 1.2, 110 * Theme.unit)
            horizontalAlignment: Text.AlignHCenter
        }

        Body {
            Layout.fillWidth: true
            text: page.words.t["order-text"]
            font.pixelSize: Theme.lead
            horizontalAlignment: Text.AlignHCenter
        }

        Hairline {
            Layout.preferredWidth: Theme.huge
            Layout.alignment: Qt.AlignHCenter
            color: Theme.gold
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.tiny

            Caption {
                objectName: "troubleCode"
                Layout.fillWidth: true
                text: page.words.t["order-code"] + ": " + page.kiosk.troubleCode
                color: Theme.gold
                horizontalAlignment: Text.AlignHCenter
            }

            Caption {
                Layout.fillWidth: true
                text: page.kiosk.troubleText
                horizontalAlignment: Text.AlignHCenter
            }

            Caption {
                Layout.fillWidth: true
                text: page.words.t["order-checking"]
                color: Theme.off
                horizontalAlignment: Text.AlignHCenter
            }
        }
    }
}

pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import AlphaMale
import AlphaMale.Model

// Asks a guest who does nothing whether he is still there. Any input is an answer.
Sheet {
    id: sheet

    required property Words words
    required property KioskViewModel kiosk

    objectName: "stillThere"
    visible: sheet.kiosk.isAsking
    closePolicy: T.Popup.NoAutoClose
    y: (parent.height - height) / 2
    padding: Theme.largeText ? Theme.gap : Theme.wide

    contentItem: ColumnLayout {
        spacing: Theme.largeText ? Theme.gap : Theme.wide

        Title {
            Layout.fillWidth: true
            text: sheet.words.t["kiosk-asking"]
            font.pixelSize: Math.min(Theme.title, 84 * Theme.unit)
            horizontalAlignment: Text.AlignHCenter
            Accessible.role: Accessible.AlertMessage
        }

        Body {
            Layout.fillWidth: true
            text: sheet.kiosk.question
            color: Theme.quiet
            horizontalAlignment: Text.AlignHCenter
        }

        GoldButton {
            objectName: "stay"
            Layout.fillWidth: true
            focus: true
            text: sheet.words.t["kiosk-stay"]
            onClicked: sheet.kiosk.stay()
        }

        LineButton {
            objectName: "leave"
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.button
            edge: "transparent"
            text: sheet.words.t["kiosk-leave"]
            onClicked: sheet.kiosk.leave()
        }
    }
}

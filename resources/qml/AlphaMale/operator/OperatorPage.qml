pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

// Behind the PIN: the settings of this kiosk, its health, and the way out.
Page {
    id: page

    required property ShellViewModel shell
    required property Words words
    required property SettingsViewModel settings
    required property OperatorViewModel operator
    property CameraViewModel camera: null
    property CameraListModel cameras: null

    name: page.words.t["operator-heading"]
    Keys.onEscapePressed: page.operator.done()

    TopBar {
        id: bar
        anchors { left: parent.left; right: parent.right; top: parent.top; leftMargin: Theme.margin; rightMargin: Theme.margin; topMargin: Theme.small }
        backText: page.words.t["operator-done"]
        backGlyph: Qt.resolvedUrl("../icons/back.svg")
        heading: page.words.t["operator-heading"]
        onBackPressed: page.operator.done()
    }

    Scroller {
        objectName: "flick"
        anchors { left: parent.left; right: parent.right; top: bar.bottom; bottom: foot.top; leftMargin: Theme.margin - inset; rightMargin: Theme.margin - inset }

        SettingsBody {
            width: parent.width
            isKiosk: true
            words: page.words
            settings: page.settings
            camera: page.camera
            cameras: page.cameras
        }
    }

    Item {
        id: foot
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: actions.height + 2 * Theme.gap

        Hairline { anchors { left: parent.left; right: parent.right; top: parent.top } }

        GridLayout {
            id: actions
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.margin
            columns: Theme.largeText && !Theme.landscape ? 1 : 3
            columnSpacing: Theme.gap
            rowSpacing: Theme.small

            LineButton {
                objectName: "changePin"
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.preferredHeight: Theme.button
                text: page.words.t["operator-change-pin"]
                onClicked: page.operator.changePin()
            }

            LineButton {
                objectName: "restartKiosk"
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.preferredHeight: Theme.button
                edge: page.settings.needsRestart ? Theme.gold : Theme.line
                text: page.words.t["operator-restart"]
                onClicked: page.operator.restartKiosk()
            }

            LineButton {
                objectName: "exitKiosk"
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.preferredHeight: Theme.button
                text: page.words.t["operator-exit"]
                onClicked: sure.open()
            }
        }
    }

    Sheet {
        id: sure

        contentItem: ColumnLayout {
            spacing: Theme.gap

            Title {
                Layout.fillWidth: true
                text: page.words.t["operator-exit-sure"]
                font.pixelSize: Theme.heading
            }

            Body {
                Layout.fillWidth: true
                text: page.words.t["operator-exit-text"]
                color: Theme.quiet
            }

            GoldButton {
                objectName: "exitSure"
                Layout.fillWidth: true
                text: page.words.t["operator-exit"]
                onClicked: page.operator.leaveKiosk()
            }

            LineButton {
                objectName: "exitNot"
                Layout.fillWidth: true
                Layout.preferredHeight: Theme.button
                focus: true
                edge: "transparent"
                text: page.words.t["operator-close"]
                onClicked: sure.close()
            }
        }
    }
}

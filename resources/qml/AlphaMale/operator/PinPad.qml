pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import AlphaMale
import AlphaMale.Model

// Digits for the operator's PIN; a keyboard's work as well. Shows how many were entered, never which.
Sheet {
    id: pad

    required property Words words
    required property OperatorViewModel operator

    visible: pad.operator.isOpen
    closePolicy: T.Popup.NoAutoClose
    padding: Theme.largeText ? Theme.gap : Theme.wide
    width: Math.min(parent.width - 2 * Theme.gap, (Theme.largeText ? 760 : 620) * Theme.unit)
    y: (parent.height - height) / 2
    onOpened: keys.forceActiveFocus()

    contentItem: FocusScope {
        id: keys
        implicitHeight: column.implicitHeight
        focus: true
        Keys.onEscapePressed: pad.operator.close()
        Keys.onReturnPressed: pad.operator.submit()
        Keys.onEnterPressed: pad.operator.submit()
        Keys.onPressed: event => {
            const key = event.key === Qt.Key_Backspace ? "back" : event.text;
            if (key !== "back" && !/^[0-9]$/.test(key)) return;
            event.accepted = true;
            pad.operator.key(key);
        }

        ColumnLayout {
            id: column
            width: parent.width
            spacing: Theme.largeText ? Theme.small : Theme.gap

            Title {
                objectName: "pinHeading"
                Layout.fillWidth: true
                text: pad.operator.heading
                font.pixelSize: Math.min(Theme.heading, 56 * Theme.unit)
                horizontalAlignment: Text.AlignHCenter
            }

            Row {
                Layout.alignment: Qt.AlignHCenter
                Layout.preferredHeight: Theme.lead
                spacing: Theme.small
                Accessible.role: Accessible.StaticText
                Accessible.name: pad.words.t["operator-pin-digits"] + " " + pad.operator.digits

                Repeater {
                    model: Math.max(4, pad.operator.digits)

                    Rectangle {
                        required property int index
                        readonly property bool entered: index < pad.operator.digits

                        width: 20 * Theme.unit
                        height: width
                        radius: width / 2
                        anchors.verticalCenter: parent.verticalCenter
                        color: entered ? Theme.gold : "transparent"
                        border.width: Theme.hair
                        border.color: entered ? Theme.gold : Theme.off
                    }
                }
            }

            Caption {
                objectName: "pinText"
                Layout.fillWidth: true
                Layout.minimumHeight: 2 * Math.min(Theme.caption, 34 * Theme.unit)
                text: pad.operator.text
                color: pad.operator.isTrouble ? Theme.trouble : Theme.quiet
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
            }

            GridLayout {
                Layout.fillWidth: true
                columns: 3
                columnSpacing: Theme.small
                rowSpacing: Theme.small
                uniformCellWidths: true
                enabled: !pad.operator.isBusy && pad.operator.waitSeconds === 0

                Repeater {
                    model: ["1", "2", "3", "4", "5", "6", "7", "8", "9"]

                    Tile {
                        required property string modelData

                        objectName: "pin-" + modelData
                        Layout.fillWidth: true
                        Layout.preferredHeight: Theme.largeText ? Theme.touch * 1.15 : Theme.button
                        Accessible.role: Accessible.Button
                        text: modelData
                        onClicked: pad.operator.key(modelData)
                    }
                }

                IconButton {
                    objectName: "pin-back"
                    Layout.fillWidth: true
                    Layout.preferredHeight: Theme.largeText ? Theme.touch * 1.15 : Theme.button
                    text: pad.words.t["operator-back"]
                    named: false
                    glyph: Qt.resolvedUrl("../icons/backspace.svg")
                    onClicked: pad.operator.key("back")
                }

                Tile {
                    objectName: "pin-0"
                    Layout.fillWidth: true
                    Layout.preferredHeight: Theme.largeText ? Theme.touch * 1.15 : Theme.button
                    Accessible.role: Accessible.Button
                    text: "0"
                    onClicked: pad.operator.key("0")
                }

                Tile {
                    objectName: "pin-ok"
                    Layout.fillWidth: true
                    Layout.preferredHeight: Theme.largeText ? Theme.touch * 1.15 : Theme.button
                    Accessible.role: Accessible.Button
                    highlighted: pad.operator.digits > 3
                    text: pad.words.t["operator-ok"]
                    onClicked: pad.operator.submit()
                }
            }

            LineButton {
                objectName: "pinClose"
                Layout.fillWidth: true
                Layout.preferredHeight: Theme.touch
                edge: "transparent"
                text: pad.words.t["operator-close"]
                onClicked: pad.operator.close()
            }
        }
    }
}

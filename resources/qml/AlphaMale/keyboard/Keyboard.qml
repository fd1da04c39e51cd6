pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import AlphaMale
import AlphaMale.Model

// The kiosk's own keyboard: up while a finger stands in a text field. The page above makes room.
T.Popup {
    id: board

    required property Words words
    required property KeyboardViewModel keyboard
    // The field that is typed into; null puts the keyboard away.
    required property TextInput field
    // There is no parent while the window goes.
    readonly property real down: board.parent?.height ?? 0
    readonly property real room: board.visible ? board.height : 0
    readonly property real keyHeight: Math.max(Theme.touch, Math.min(104 * Theme.unit, board.down * 0.085))
    signal done

    parent: T.Overlay.overlay
    modal: false
    focus: false
    closePolicy: T.Popup.NoAutoClose
    visible: board.field !== null
    width: board.parent?.width ?? 0
    y: board.down - board.height
    padding: Theme.small
    implicitHeight: keys.implicitHeight + topPadding + bottomPadding
    onFieldChanged: if (board.field) board.keyboard.attach(board.field.inputMethodHints)

    function press(key: string) {
        const field = board.field;
        const edit = board.keyboard.type(key, field.text, field.selectionStart, field.selectionEnd, field.maximumLength);
        field.remove(edit.start, edit.end);
        field.insert(edit.start, edit.text);
    }

    background: Rectangle {
        color: Theme.surface

        Hairline { anchors { left: parent.left; right: parent.right; top: parent.top } }

        // A finger beside the keys is no finger on the page.
        TapHandler { gesturePolicy: TapHandler.WithinBounds }
    }

    contentItem: Item {
        implicitHeight: keys.implicitHeight

        ColumnLayout {
            id: keys
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width, 1500 * Theme.unit)
            spacing: Theme.tiny

            Repeater {
                model: board.keyboard.rows

                RowLayout {
                    id: row

                    required property var modelData
                    required property int index
                    readonly property bool last: row.index === 3

                    Layout.alignment: Qt.AlignHCenter
                    Layout.fillWidth: row.last || row.modelData.length > 9
                    Layout.preferredWidth: keys.width * (row.modelData.length > 9 ? 1 : row.modelData.length / 10)
                    spacing: Theme.tiny

                    KeyCap {
                        objectName: "keyShift"
                        Layout.fillWidth: true
                        Layout.preferredWidth: 1.4
                        Layout.preferredHeight: board.keyHeight
                        visible: row.last && board.keyboard.hasShift
                        highlighted: board.keyboard.isShifted
                        text: "\u21e7"
                        name: board.words.t["keyboard-shift"]
                        onClicked: board.keyboard.turnShift()
                    }

                    Repeater {
                        model: row.modelData

                        KeyCap {
                            required property string modelData

                            objectName: "key-" + modelData
                            Layout.fillWidth: true
                            Layout.preferredWidth: 1
                            Layout.preferredHeight: board.keyHeight
                            text: modelData
                            onClicked: board.press(modelData)
                        }
                    }

                    KeyCap {
                        objectName: "keyBackspace"
                        Layout.fillWidth: true
                        Layout.preferredWidth: 1.4
                        Layout.preferredHeight: board.keyHeight
                        visible: row.last
                        autoRepeat: true
                        glyph: Qt.resolvedUrl("../icons/backspace.svg")
                        name: board.words.t["keyboard-backspace"]
                        onClicked: board.press("\b")
                    }
                }
            }

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.tiny

                KeyCap {
                    objectName: "keyLanguage"
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1.6
                    Layout.preferredHeight: board.keyHeight
                    text: board.keyboard.letters === "ko" ? "ABC" : "\uac00\ub098\ub2e4"
                    name: board.words.t["keyboard-language"]
                    onClicked: board.keyboard.turnLanguage()
                }

                KeyCap {
                    objectName: "keySymbols"
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1.4
                    Layout.preferredHeight: board.keyHeight
                    highlighted: board.keyboard.isSymbols
                    text: "!#%"
                    name: board.words.t["keyboard-symbols"]
                    onClicked: board.keyboard.turnSymbols()
                }

                Repeater {
                    model: ["-", " ", ".", "/"]

                    KeyCap {
                        required property string modelData

                        objectName: "key-" + modelData
                        Layout.fillWidth: true
                        Layout.preferredWidth: modelData === " " ? 4 : 0.9
                        Layout.preferredHeight: board.keyHeight
                        text: modelData
                        name: modelData === " " ? board.words.t["keyboard-space"] : modelData
                        onClicked: board.press(modelData)
                    }
                }

                KeyCap {
                    objectName: "keyDone"
                    Layout.fillWidth: true
                    Layout.preferredWidth: 2
                    Layout.preferredHeight: board.keyHeight
                    highlighted: true
                    text: board.words.t["keyboard-done"]
                    onClicked: board.done()
                }
            }
        }
    }
}

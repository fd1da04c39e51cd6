pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
import AlphaMale
import AlphaMale.Model

// The one window. Each page is a Component here, so that its required properties are checked; `shell.page` chooses.
ApplicationWindow {
    id: window

    required property Words words
    required property ShellViewModel shell
    required property VisitViewModel visit
    required property FormViewModel form
    required property ResultViewModel result
    required property KeptViewModel kept
    required property ShareLinkViewModel link
    required property CompareViewModel compare
    required property HistoryViewModel history
    required property RecordViewModel record
    required property PhotoIntake intake
    required property NoticeBoard board
    required property InputWatch input
    required property SectionsViewModel sections
    required property url images
    // What a window need not have.
    property CameraViewModel camera: null
    property CameraListModel cameras: null
    property SettingsViewModel settings: null
    property KioskViewModel kiosk: null
    property OperatorViewModel operator: null
    property KeyboardViewModel keyboard: null
    readonly property alias settled: host.settled

    // A photo may come at any time from outside, where the journey can take one.
    readonly property bool acceptsPhotos: !window.shell.isKiosk && host.settled
                                          && ["welcome", "form", "unusable"].includes(window.shell.page)

    // Where a finger put the cursor; a guest with a keyboard of his own needs none of ours.
    readonly property TextInput typedInto: window.input.isKeyboard ? null : window.writable(window.activeFocusItem as TextInput)

    function writable(field: TextInput): TextInput {
        return field && !field.readOnly && field.enabled ? field : null;
    }

    readonly property var pages: ({
        "splash": splashPage,
        "welcome": welcomePage,
        "form": formPage,
        "analysing": analysingPage,
        "unusable": unusablePage,
        "result": resultPage,
        "camera": cameraPage,
        "review": reviewPage,
        "settings": settingsPage,
        "operator": operatorPage,
        "outOfOrder": outOfOrderPage,
        "compare": comparePage,
        "history": historyPage
    })

    // Where each page leads, the likeliest first: made out of sight meanwhile. Not where lists of unknown length stand.
    readonly property var next: ({
        "splash": ["welcome"],
        "welcome": window.shell.isKiosk ? window.withCamera : ["form", ...window.withCamera],
        "camera": ["review", "welcome", "form"],
        "review": ["form", "camera", "welcome"],
        "form": ["result", "analysing", "welcome"],
        "analysing": ["result", "form", "unusable"],
        "unusable": [...window.withCamera, "form"],
        "result": ["welcome", "compare"],
        "compare": ["welcome", ...window.withCamera],
        "history": ["welcome"],
        "settings": ["welcome"],
        "operator": ["welcome"],
        "outOfOrder": ["welcome"]
    })
    readonly property list<string> withCamera: window.camera !== null ? ["camera"] : []

    width: 1280
    height: 800
    minimumWidth: 480
    minimumHeight: 560
    visible: true
    title: window.words.t["app-title"]
    color: Theme.ground
    font.family: Theme.sans

    Binding { target: Theme; property: "windowWidth"; value: window.width }
    Binding { target: Theme; property: "windowHeight"; value: window.height }
    Binding { target: Theme; property: "textScale"; value: window.shell.textScale }
    Binding { target: Theme; property: "highContrast"; value: window.shell.isHighContrast }
    Binding { target: Theme; property: "accent"; value: window.shell.accent }
    Binding { target: Theme; property: "motion"; value: window.shell.hasMotion }
    Binding { target: Theme; property: "drawsFocus"; value: window.input.isKeyboard }
    Binding { target: Theme; property: "language"; value: window.words.language }

    PageHost {
        id: host
        objectName: "host"
        anchors.fill: parent
        anchors.bottomMargin: Theme.keyboardRoom
        focus: true
        pages: window.pages
        current: window.shell.page in window.pages ? window.shell.page : "welcome"
        next: window.next
    }

    NoticeBar {
        objectName: "notice"
        board: window.board
        words: window.words
        images: window.images
        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.gap
        width: Math.min(parent.width - 2 * Theme.gap, 1000 * Theme.unit)
        z: 5
    }

    Loader {
        anchors.fill: parent
        active: window.kiosk !== null && window.operator !== null
        z: 4
        sourceComponent: KioskOverlay {
            words: window.words
            kiosk: window.kiosk
            operator: window.operator
        }
    }

    Loader {
        id: keys
        active: window.keyboard !== null
        sourceComponent: Keyboard {
            words: window.words
            keyboard: window.keyboard
            field: window.typedInto
            onRoomChanged: Theme.keyboardRoom = room
            onDone: window.typedInto.focus = false
        }
    }

    DropArea {
        id: drop
        anchors.fill: parent
        enabled: window.acceptsPhotos
        onDropped: event => window.intake.drop(event.urls)
    }

    Shortcut {
        sequences: [StandardKey.Paste]
        enabled: window.acceptsPhotos
        onActivated: window.intake.paste()
    }

    FileDialog {
        id: album
        objectName: "album"
        nameFilters: [window.words.t["dialog-pictures"] + " (*.jpg *.jpeg *.png *.webp *.heic *.heif *.bmp *.gif *.tif *.tiff)"]
        onAccepted: window.intake.openFile(album.selectedFile)
    }

    Component {
        id: splashPage

        SplashPage {
            shell: window.shell
            words: window.words
        }
    }

    Component {
        id: welcomePage

        WelcomePage {
            shell: window.shell
            words: window.words
            visit: window.visit
            compare: window.compare
            intake: window.intake
            dropHovers: drop.containsDrag
            onAlbumWanted: album.open()
        }
    }

    Component {
        id: formPage

        FormPage {
            shell: window.shell
            words: window.words
            visit: window.visit
            form: window.form
            onAlbumWanted: album.open()
        }
    }

    Component {
        id: analysingPage

        AnalysingPage {
            words: window.words
            visit: window.visit
        }
    }

    Component {
        id: unusablePage

        UnusablePage {
            shell: window.shell
            words: window.words
            visit: window.visit
            images: window.images
            onAlbumWanted: album.open()
        }
    }

    Component {
        id: resultPage

        ResultPage {
            shell: window.shell
            words: window.words
            visit: window.visit
            result: window.result
            kept: window.kept
            link: window.link
        }
    }

    Component {
        id: comparePage

        ComparePage {
            shell: window.shell
            words: window.words
            visit: window.visit
            compare: window.compare
        }
    }

    Component {
        id: historyPage

        HistoryPage {
            shell: window.shell
            words: window.words
            history: window.history
            record: window.record
        }
    }

    Component {
        id: cameraPage

        CameraPage {
            shell: window.shell
            words: window.words
            visit: window.visit
            camera: window.camera
            cameras: window.cameras
            onAlbumWanted: album.open()
        }
    }

    Component {
        id: reviewPage

        ReviewPage {
            shell: window.shell
            words: window.words
            visit: window.visit
            camera: window.camera
        }
    }

    Component {
        id: settingsPage

        SectionsPage {
            objectName: "settingsPage"
            name: window.words.t["settings-heading"]
            backText: window.words.t["back"]
            shell: window.shell
            words: window.words
            sections: window.sections
            onLeaveWanted: window.shell.close()
        }
    }

    Component {
        id: operatorPage

        SectionsPage {
            objectName: "operatorPage"
            name: window.words.t["operator-heading"]
            backText: window.words.t["operator-done"]
            shell: window.shell
            words: window.words
            sections: window.sections
            onLeaveWanted: window.operator.done()
        }
    }

    Component {
        id: outOfOrderPage

        OutOfOrderPage {
            words: window.words
            kiosk: window.kiosk
        }
    }
}

pragma Singleton

import QtQuick

// Every size and colour. Lengths are for a screen whose shorter side is 1080; `unit` fits them to the window.
QtObject {
    id: theme

    // Set by the window.
    property real windowWidth: 1080
    property real windowHeight: 1920
    property real textScale: 1
    property bool highContrast: false
    property bool motion: true
    property string language: "ko"
    // An event's colour in the place of gold; readable on the grounds. Empty: gold.
    property string accent: ""
    // Whether the keyboard is in use: only then focus rings are drawn.
    property bool drawsFocus: false

    // What the kiosk's own keyboard covers at the bottom.
    property real keyboardRoom: 0

    readonly property bool landscape: windowWidth > windowHeight
    readonly property real unit: Math.max(0.6, Math.min(Math.min(windowWidth, windowHeight) / 1080,
                                                        Math.max(windowWidth, windowHeight) / 1500))
    // Letters grow with the guest's wish; gaps stay.
    readonly property real letters: unit * textScale
    readonly property bool largeText: textScale > 1.3

    // Colours
    readonly property color ground: highContrast ? "#000000" : "#0c0b0a"
    readonly property color surface: highContrast ? "#000000" : "#161412"
    readonly property color raised: highContrast ? "#1a1a1a" : "#211e1a"
    readonly property color line: highContrast ? "#bdbdbd" : "#38332c"
    readonly property color ink: highContrast ? "#ffffff" : "#f5f0e6"
    readonly property color quiet: highContrast ? "#e8e8e8" : "#b3aa9b"
    readonly property color gold: highContrast ? "#ffd978" : accent !== "" ? accent : "#cfae70"
    readonly property color goldBright: highContrast ? "#ffe7a8" : accent !== "" ? Qt.lighter(gold, 1.15) : "#e6cb93"
    readonly property color inkOnGold: "#14110c"
    readonly property color trouble: highContrast ? "#ffb59b" : "#eba083"
    readonly property color off: highContrast ? "#9a9a9a" : "#857d71"
    readonly property color veil: "#d9080706"

    // Letters
    readonly property string sans: "Pretendard"
    readonly property string serif: "Playfair Display"
    readonly property string localSerif: language === "ko" ? "NanumMyeongjo" : serif
    readonly property real caption: 24 * letters
    readonly property real body: 29 * letters
    readonly property real lead: 36 * letters
    readonly property real heading: 46 * letters
    readonly property real title: 66 * letters
    readonly property real display: 112 * Math.min(letters, 1.4 * unit)
    readonly property real giant: 230 * unit

    // Space
    readonly property real hair: Math.max(1, Math.round(1.5 * unit))
    readonly property real tiny: 8 * unit
    readonly property real small: 16 * unit
    readonly property real gap: 28 * unit
    readonly property real wide: 48 * unit
    readonly property real huge: 80 * unit
    readonly property real margin: (landscape ? 88 : 72) * unit
    readonly property real touch: Math.max(72 * unit, 44)
    readonly property real button: Math.max(104 * unit, 60)
    readonly property real radius: 4 * unit
    readonly property real focusWidth: Math.max(2, 4 * unit)

    // Time in milliseconds
    readonly property int quick: motion ? 140 : 0
    readonly property int calm: motion ? 420 : 0
    readonly property int slow: motion ? 900 : 0
    // After a page change the new page is deaf for this long: ghost taps die here.
    readonly property int settle: 280
}

pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale
import AlphaMale.Model

// Two rows of choices: which type, and when.
Flow {
    id: filters

    required property Words words
    required property HistoryViewModel history
    signal dayWanted

    spacing: Theme.small

    Repeater {
        model: [
            { code: "", label: filters.words.t["history-type-all"] },
            { code: "alpha", label: filters.words.t["type-alpha"] },
            { code: "beta", label: filters.words.t["type-beta"] },
            { code: "gamma", label: filters.words.t["type-gamma"] },
            { code: "delta", label: filters.words.t["type-delta"] },
            { code: "omega", label: filters.words.t["type-omega"] }
        ]

        FilterTile {
            required property var modelData

            objectName: "type-" + modelData.code
            group: filters.words.t["history-type"]
            text: modelData.label
            highlighted: filters.history.typeCode === modelData.code
            onClicked: filters.history.chooseType(modelData.code)
        }
    }

    Item {
        width: Theme.landscape && !Theme.largeText ? Theme.gap : 0
        height: Theme.touch
    }

    Repeater {
        model: [
            { code: "all", label: filters.words.t["history-period-all"] },
            { code: "today", label: filters.words.t["history-period-today"] },
            { code: "week", label: filters.words.t["history-period-week"] },
            { code: "month", label: filters.words.t["history-period-month"] },
            { code: "day", label: filters.history.dayText || filters.words.t["history-period-day"] }
        ]

        FilterTile {
            required property var modelData

            objectName: "period-" + modelData.code
            group: filters.words.t["history-period"]
            text: modelData.label
            highlighted: filters.history.period === modelData.code
            onClicked: modelData.code === "day" ? filters.dayWanted() : filters.history.choosePeriod(modelData.code)
        }
    }
}

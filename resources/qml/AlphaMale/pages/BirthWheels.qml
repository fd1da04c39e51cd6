pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import AlphaMale
import AlphaMale.Model

RowLayout {
    id: wheels

    required property FormViewModel form
    required property Words words

    spacing: Theme.small
    Accessible.role: Accessible.Grouping
    Accessible.name: wheels.words.t["form-birth"]

    Wheel {
        objectName: "wheel-year"
        Layout.fillWidth: true
        Layout.preferredWidth: 5
        name: wheels.words.t["form-year"]
        from: wheels.form.firstYear
        count: wheels.form.yearCount
        value: wheels.form.year
        chosen: wheels.form.hasBirthDate
        onPicked: year => wheels.form.turnTo(year, wheels.form.month, wheels.form.day)
    }

    Wheel {
        objectName: "wheel-month"
        Layout.fillWidth: true
        Layout.preferredWidth: 4
        name: wheels.words.t["form-month"]
        from: 1
        count: wheels.form.monthCount
        value: wheels.form.month
        chosen: wheels.form.hasBirthDate
        onPicked: month => wheels.form.turnTo(wheels.form.year, month, wheels.form.day)
    }

    Wheel {
        objectName: "wheel-day"
        Layout.fillWidth: true
        Layout.preferredWidth: 4
        name: wheels.words.t["form-day"]
        from: 1
        count: wheels.form.dayCount
        value: wheels.form.day
        chosen: wheels.form.hasBirthDate
        onPicked: day => wheels.form.turnTo(wheels.form.year, wheels.form.month, day)
    }
}

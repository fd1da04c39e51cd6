pragma ComponentBehavior: Bound

import QtQuick
import AlphaMale.Model

// What every section is: it fills its place beside or instead of the list. Its own view-models are further required
// properties, named as the section's `build` names them.
FocusScope {
    id: section

    required property Words words
    required property ShellViewModel shell

    Accessible.role: Accessible.Pane
}

"""One sentence at a time above every page: what went wrong and the way out, or what was done."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.ui.job import Failure
from alphamale_desktop.ui.words import Words

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class Notice:
    """Attributes: text: empty when nothing is to say; is_trouble: something failed."""

    text: str = ""
    hint: str = ""
    is_trouble: bool = False


@QmlElement
@QmlUncreatable("built in composition")
class NoticeBoard(QObject):  # type: ignore[operator]  # PySide's stub
    """Holds the newest notice. GUI thread."""

    viewChanged = Signal()

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._notice = Notice()
        # A sentence in the language of before would stay.
        words.languageChanged.connect(self.dismiss)

    @property
    def notice(self) -> Notice:
        return self._notice

    @Property(bool, notify=viewChanged)
    def shown(self) -> bool:
        return bool(self._notice.text)

    @Property(str, notify=viewChanged)
    def text(self) -> str:
        return self._notice.text

    @Property(str, notify=viewChanged)
    def hint(self) -> str:
        return self._notice.hint

    @Property(bool, notify=viewChanged)
    def isTrouble(self) -> bool:
        return self._notice.is_trouble

    @Slot()
    def dismiss(self) -> None:
        self._show(Notice())

    def tell(self, text: str, hint: str = "") -> None:
        self._show(Notice(text, hint))

    def warn(self, text: str, hint: str = "") -> None:
        self._show(Notice(text, hint, is_trouble=True))

    def complain(self, failure: Failure) -> None:
        """Says what failed and what to do."""
        text, hint = self._words.error(failure.code, failure.details)
        self.warn(text, hint)

    def _show(self, notice: Notice) -> None:
        if notice != self._notice:
            self._notice = notice
            self.viewChanged.emit()

"""One kept visit that is looked at: its result page, its card painted anew, and its end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.ports import CardContent, MediaFile
from alphamale_desktop.domain.celebrity import Celebrity, TypeDescription
from alphamale_desktop.domain.errors import MediaDamagedError
from alphamale_desktop.domain.stored_visit import StoredVisit
from alphamale_desktop.ui.card_actions import CardActions
from alphamale_desktop.ui.card_printer import CardPrinter
from alphamale_desktop.ui.history_pictures import photo_address
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.notice_board import NoticeBoard
from alphamale_desktop.ui.picture_shelf import PictureShelf
from alphamale_desktop.ui.pools import Pools
from alphamale_desktop.ui.result_view import ResultView, result_view
from alphamale_desktop.ui.services import BoothServices
from alphamale_desktop.ui.star_portraits import stars_of
from alphamale_desktop.ui.words import LANGUAGES, Words

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """A kept visit with what its page shows beside the stored values; descriptions in every language."""

    visit: StoredVisit
    celebrities: tuple[Celebrity, ...]
    descriptions: tuple[TypeDescription, ...]


@dataclass(frozen=True, slots=True)
class RecordView:
    """Empty when nothing is looked at."""

    is_open: bool = False
    photo_url: str = ""
    when_text: str = ""
    until_text: str = ""


def day_text(words: Words, day: date) -> str:
    return words.say("history-date", year=str(day.year), month=str(day.month), day=str(day.day))


@QmlElement
@QmlUncreatable("built in composition")
class RecordViewModel(CardActions):  # type: ignore[operator]  # PySide's stub
    """GUI thread.

    Signals:
        erased: The ``StoredVisit`` that is gone.
        vanished: It was gone already, or the database no longer answers.
    """

    recordChanged = Signal()
    erased = Signal(object)
    vanished = Signal()

    def __init__(
        self,
        services: BoothServices,
        words: Words,
        board: NoticeBoard,
        shelf: PictureShelf,
        pools: Pools,
        printer: CardPrinter,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(services, words, board, pools, printer, parent=parent)
        self._shelf = shelf
        self._record: Record | None = None
        self._record_view = RecordView()
        self._opening: Job | None = None
        words.languageChanged.connect(self._derive)

    @Property(bool, notify=recordChanged)
    def isOpen(self) -> bool:
        return self._record_view.is_open

    @Property(str, notify=recordChanged)
    def photoUrl(self) -> str:
        return self._record_view.photo_url

    @Property(str, notify=recordChanged)
    def whenText(self) -> str:
        return self._record_view.when_text

    @Property(str, notify=recordChanged)
    def untilText(self) -> str:
        """When it will be erased by itself."""
        return self._record_view.until_text

    def card_content(self) -> Callable[[], CardContent] | None:
        """The card as it was, from the kept visit and its photo, in the present language. None unless one is open; the
        callable raises MediaDamagedError where the photo is gone."""
        record, archive = self._record, self._services.archive
        if record is None or archive is None:
            return None
        visit, language, event = record.visit, self._words.spoken, self._services.event_name
        described = next((each for each in record.descriptions if each.language == language), None)
        if described is None:
            return None

        def content() -> CardContent:
            if visit.photo_digest is None or visit.photo_suffix is None:
                raise MediaDamagedError(digest="")
            photo = archive.photo(MediaFile(visit.photo_digest, visit.photo_suffix))
            return CardContent(photo, visit.result, described, record.celebrities, language, event)

        return content

    def open(self, visit: StoredVisit) -> None:
        """Reads what belongs to ``visit``, then shows it; a second call meanwhile does nothing."""
        archive, describe = self._services.archive, self._services.describe
        if archive is None or self._opening is not None:
            return

        def read() -> Record:
            descriptions = tuple(describe(visit.result.face_type, language) for language in LANGUAGES)
            return Record(visit, archive.celebrities(visit.celebrity_ids), descriptions)

        self._opening = job = Job(lambda _: read(), self)
        job.succeeded.connect(self._on_read)
        job.failed.connect(self._on_not_read)
        job.start(self._pools.files)

    @Slot()
    def close(self) -> None:
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None
        self._record = None
        self.forget_card()
        self._derive()

    @Slot()
    def erase(self) -> None:
        """Row and photo, for good; the page asked before."""
        record, archive = self._record, self._services.archive
        if record is None or archive is None:
            return
        visit = record.visit
        job = Job(lambda _: archive.erase(visit.visit_id), self)
        job.succeeded.connect(lambda _: self._on_erased(visit))
        job.failed.connect(self._on_not_erased)
        job.start(self._pools.files)

    @Slot(object)
    def _on_read(self, record: Record) -> None:
        self._opening = None
        self._record = record
        self._derive()

    @Slot(object)
    def _on_not_read(self, failure: Failure) -> None:
        self._opening = None
        self._board.complain(failure)

    def _on_erased(self, visit: StoredVisit) -> None:
        self.close()
        self.erased.emit(visit)
        self._board.tell(self._words.say("history-erased"))

    @Slot(object)
    def _on_not_erased(self, failure: Failure) -> None:
        self.close()
        self.vanished.emit()
        self._board.complain(failure)

    def _derive(self) -> None:
        record = self._record
        if record is None:
            self.show_view(ResultView())
            self._show_record(RecordView())
            return
        visit = record.visit
        stars = stars_of(record.celebrities, self._words.spoken, self._services.portraits, self._shelf)
        self.show_view(result_view(visit.result, record.descriptions, stars, self._words))
        created = visit.created_at.astimezone()
        told = [day_text(self._words, created), f"{created:%H:%M}"]
        if visit.mbti is not None:
            told.append(visit.mbti.value)
        until = day_text(self._words, visit.expires_at.astimezone())
        self._show_record(
            RecordView(True, photo_address(visit), " · ".join(told), self._words.say("history-until", day=until))
        )

    def _show_record(self, view: RecordView) -> None:
        if view != self._record_view:
            self._record_view = view
            self.recordChanged.emit()

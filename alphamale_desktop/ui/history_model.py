"""Kept results for QML: searched, looked at, erased. Desktop only."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.stored_visit import StoredVisit
from alphamale_desktop.ui.history_filter import HistoryFilter, Period, day_of
from alphamale_desktop.ui.history_list import HistoryCard, HistoryList
from alphamale_desktop.ui.history_pictures import HistoryPictures, photo_address
from alphamale_desktop.ui.history_record import RecordViewModel, day_text
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.notice_board import NoticeBoard
from alphamale_desktop.ui.pools import Pools
from alphamale_desktop.ui.services import BoothServices
from alphamale_desktop.ui.shell_model import Place, ShellViewModel
from alphamale_desktop.ui.words import Words

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

PAGE = 48
"""Visits asked for at once: a few screens full."""

_YEARS_BACK = 9


@dataclass(frozen=True, slots=True)
class HistoryView:
    """Attributes: is_broken: the last question failed; is_empty: nothing is there, or nothing that fits."""

    is_busy: bool = False
    is_broken: bool = False
    is_empty: bool = False
    type_code: str = ""
    period: str = Period.ALL.value
    day_text: str = ""
    is_filtered: bool = False
    wheels: date = date.min


@QmlElement
@QmlUncreatable("built in composition")
class HistoryViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """Asks the database page by page, off the GUI thread; holds nothing while its page is closed. GUI thread."""

    viewChanged = Signal()

    def __init__(
        self,
        services: BoothServices,
        shell: ShellViewModel,
        record: RecordViewModel,
        pictures: HistoryPictures,
        words: Words,
        board: NoticeBoard,
        pools: Pools,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._shell = shell
        self._record = record
        self._pictures = pictures
        self._words = words
        self._board = board
        self._pools = pools
        self._list = HistoryList(self._card_of, self)
        self._filter = HistoryFilter()
        self._wheels = self._today
        self._view = HistoryView(wheels=self._wheels)
        self._is_broken = False
        self._asking: Job | None = None
        self._list.moreWanted.connect(self._ask_more)
        record.erased.connect(self._on_erased)
        record.vanished.connect(self.refresh)
        shell.pageChanged.connect(self._on_page)
        words.languageChanged.connect(self._on_language)

    @Property(QObject, constant=True)
    def visits(self) -> HistoryList:
        """A list model; its roles: photoUrl, typeName, localName, scoreText, dayText, timeText, spoken."""
        return self._list

    @property
    def visits_held(self) -> Sequence[StoredVisit]:
        """What the list holds so far, newest first."""
        return self._list.visits

    @Property(bool, notify=viewChanged)
    def isBusy(self) -> bool:
        return self._view.is_busy

    @Property(bool, notify=viewChanged)
    def isBroken(self) -> bool:
        return self._view.is_broken

    @Property(bool, notify=viewChanged)
    def isEmpty(self) -> bool:
        return self._view.is_empty

    @Property(str, notify=viewChanged)
    def typeCode(self) -> str:
        """Empty for all types."""
        return self._view.type_code

    @Property(str, notify=viewChanged)
    def period(self) -> str:
        return self._view.period

    @Property(str, notify=viewChanged)
    def dayText(self) -> str:
        """The one day that is asked for, otherwise empty."""
        return self._view.day_text

    @Property(bool, notify=viewChanged)
    def isFiltered(self) -> bool:
        return self._view.is_filtered

    @Property(int, constant=True)
    def firstYear(self) -> int:
        return self._today.year - _YEARS_BACK

    @Property(int, constant=True)
    def yearCount(self) -> int:
        return _YEARS_BACK + 1

    @Property(int, notify=viewChanged)
    def wheelYear(self) -> int:
        return self._view.wheels.year

    @Property(int, notify=viewChanged)
    def wheelMonth(self) -> int:
        return self._view.wheels.month

    @Property(int, notify=viewChanged)
    def wheelDay(self) -> int:
        return self._view.wheels.day

    @Property(int, notify=viewChanged)
    def monthCount(self) -> int:
        """Months of the wheels' year up to today."""
        today = self._today
        return today.month if self._view.wheels.year == today.year else 12

    @Property(int, notify=viewChanged)
    def dayCount(self) -> int:
        """Days of the wheels' month up to today."""
        wheels = self._view.wheels
        return day_of(wheels.year, wheels.month, 31, self._today).day

    @Slot(str)
    def chooseType(self, code: str) -> None:
        """Empty for all types."""
        self._narrow(replace(self._filter, face_type=FaceType.from_code(code) if code else None))

    @Slot(str)
    def choosePeriod(self, period: str) -> None:
        self._narrow(replace(self._filter, period=Period(period), day=None))

    @Slot(int, int, int)
    def turnTo(self, year: int, month: int, day: int) -> None:
        """The wheels turned; nothing is asked yet."""
        self._wheels = day_of(year, month, day, self._today)
        self._derive()

    @Slot()
    def chooseDay(self) -> None:
        """The day on the wheels."""
        self._narrow(replace(self._filter, period=Period.DAY, day=self._wheels))

    @Slot()
    def clearFilter(self) -> None:
        self._narrow(HistoryFilter())

    @Slot()
    def refresh(self) -> None:
        """Asks anew from the newest on."""
        self._ask(None)

    @Slot(int)
    def openRecord(self, row: int) -> None:
        if 0 <= row < len(self._list.visits):
            self._record.open(self._list.visits[row])

    @property
    def _today(self) -> date:
        return self._services.clock.now().astimezone().date()

    def _on_page(self) -> None:
        if self._shell.property("page") == Place.HISTORY:
            self.refresh()
            return
        self._drop_question()
        self._record.close()
        self._filter = HistoryFilter()
        self._is_broken = False
        self._list.begin((), has_more=False)
        self._pictures.forget()
        self._derive()

    def _narrow(self, wanted: HistoryFilter) -> None:
        if wanted != self._filter:
            self._filter = wanted
            self._list.begin((), has_more=False)
            self.refresh()

    def _drop_question(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None

    def _ask_more(self) -> None:
        if self._asking is None and self._list.visits:
            self._ask(self._list.visits[-1].visit_id)

    def _ask(self, before: UUID | None) -> None:
        archive = self._services.archive
        if archive is None:
            return
        self._drop_question()
        query = self._filter.query(self._today, PAGE, before)
        self._asking = job = Job(lambda _: archive.find(query), self)
        job.succeeded.connect(lambda visits: self._on_found(visits, before))
        job.failed.connect(self._on_not_found)
        job.start(self._pools.files)
        self._derive()

    def _on_found(self, visits: Sequence[StoredVisit], before: UUID | None) -> None:
        self._asking = None
        self._is_broken = False
        has_more = len(visits) == PAGE
        if before is None:
            self._list.begin(visits, has_more)
        else:
            self._list.append(visits, has_more)
        self._derive()

    @Slot(object)
    def _on_not_found(self, failure: Failure) -> None:
        self._asking = None
        self._is_broken = True
        self._derive()
        self._board.complain(failure)

    @Slot(object)
    def _on_erased(self, visit: StoredVisit) -> None:
        self._list.remove(visit.visit_id)
        self._pictures.forget(f"{visit.photo_digest}.{visit.photo_suffix}")
        self._derive()

    def _on_language(self) -> None:
        self._list.reword()
        self._derive()

    def _card_of(self, visit: StoredVisit) -> HistoryCard:
        face_type = visit.result.face_type
        local = visit.created_at.astimezone()
        name = self._words.say(f"type-{face_type.code}")
        score = f"{visit.result.score_card.score_percent:.1f}"
        day, hour = day_text(self._words, local), f"{local:%H:%M}"
        return HistoryCard(
            photo_url=photo_address(visit),
            type_name=face_type.name.capitalize(),
            local_name=name,
            score_text=score,
            day_text=day,
            time_text=hour,
            spoken=", ".join((name, score, day, hour)),
        )

    def _derive(self) -> None:
        wanted = self._filter
        view = HistoryView(
            is_busy=self._asking is not None,
            is_broken=self._is_broken and not self._list.visits,
            is_empty=self._asking is None and not self._is_broken and not self._list.visits,
            type_code=wanted.face_type.code if wanted.face_type is not None else "",
            period=wanted.period.value,
            day_text=day_text(self._words, wanted.day) if wanted.day is not None else "",
            is_filtered=wanted.is_narrow,
            wheels=self._wheels,
        )
        if view != self._view:
            self._view = view
            self.viewChanged.emit()

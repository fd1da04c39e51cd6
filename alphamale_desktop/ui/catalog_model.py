"""The catalog for QML: looked at, renamed, given other types, removed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import Property, QObject, QSize, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.domain.catalog_entry import CatalogEntry
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.ui.catalog_list import CatalogCard, CatalogList
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.organiser_services import CatalogServices
from alphamale_desktop.ui.picture_shelf import Draw
from alphamale_desktop.ui.window_parts import WindowParts

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

PAGE = 60
"""People asked for at once: more than a screen shows."""


@dataclass(frozen=True, slots=True)
class CatalogView:
    """Attributes: type_code: empty for all types; chosen: who is open for editing."""

    is_busy: bool = False
    is_empty: bool = False
    type_code: str = ""
    counts: Mapping[FaceType, int] = field(default_factory=dict)
    chosen: CatalogEntry | None = None


@QmlElement
@QmlUncreatable("built in composition")
class CatalogViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """Asks the catalog page by page and edits one person at a time, off the GUI thread. GUI thread."""

    viewChanged = Signal()

    def __init__(self, services: CatalogServices, window: WindowParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._window = window
        self._view = CatalogView()
        self._list = CatalogList(self._card_of, self)
        self._asking: Job | None = None
        self._list.moreWanted.connect(self._ask_more)
        window.words.languageChanged.connect(self._on_language)

    @Property(QObject, constant=True)
    def people(self) -> CatalogList:
        """A list model; its roles: pictureUrl, name, typeName, rankText, spoken."""
        return self._list

    @property
    def view(self) -> CatalogView:
        return self._view

    @Property(bool, notify=viewChanged)
    def isBusy(self) -> bool:
        return self._view.is_busy

    @Property(bool, notify=viewChanged)
    def isEmpty(self) -> bool:
        return self._view.is_empty

    @Property(str, notify=viewChanged)
    def typeCode(self) -> str:
        return self._view.type_code

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def filters(self) -> list[list[str]]:
        """Pairs of a type's code and its name with how many there are; the first is all of them."""
        counts, say = self._view.counts, self._window.words.say
        all_of_them = say("organiser-all", count=sum(counts.values()))
        named = [[t.code, f"{say(f'type-{t.code}')} {counts.get(t, 0)}"] for t in FaceType]
        return [["", all_of_them], *named]

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def types(self) -> list[list[str]]:
        """Pairs of a type's code and its name."""
        return [[t.code, self._window.words.say(f"type-{t.code}")] for t in FaceType]

    @Property(bool, notify=viewChanged)
    def hasChosen(self) -> bool:
        return self._view.chosen is not None

    @Property(str, notify=viewChanged)
    def chosenName(self) -> str:
        return self._view.chosen.name if self._view.chosen else ""

    @Property(str, notify=viewChanged)
    def chosenType(self) -> str:
        """Its code."""
        return self._view.chosen.face_type.code if self._view.chosen else ""

    @Property(str, notify=viewChanged)
    def chosenPicture(self) -> str:
        return self._picture_of(self._view.chosen) if self._view.chosen else ""

    @Property(str, notify=viewChanged)
    def chosenFacts(self) -> str:
        """Rank, pictures and score in words."""
        chosen, say = self._view.chosen, self._window.words.say
        if chosen is None:
            return ""
        facts = [say("organiser-rank", rank=str(chosen.rank)), say("organiser-pictures", count=chosen.pictures)]
        if chosen.score is not None:
            facts.append(say("organiser-score", score=f"{chosen.score:.2f}"))
        return "  ·  ".join(facts)

    @Slot()
    def refresh(self) -> None:
        """Asks anew."""
        self._ask(from_start=True)

    @Slot(str)
    def pickType(self, code: str) -> None:
        """Shows one type; empty shows all."""
        if code != self._view.type_code:
            self._show(replace(self._view, type_code=code))
            self._ask(from_start=True)

    @Slot(int)
    def choose(self, row: int) -> None:
        """Opens a person for editing."""
        if 0 <= row < len(self._list.entries):
            self._show(replace(self._view, chosen=self._list.entries[row]))

    @Slot()
    def unchoose(self) -> None:
        self._show(replace(self._view, chosen=None))

    @Slot(str)
    def rename(self, name: str) -> None:
        """The chosen person's name becomes another."""
        chosen = self._view.chosen
        if chosen is not None and name.strip() and name.strip() != chosen.name:
            self._edit(lambda: self._services.rename(chosen.celebrity_id, name))

    @Slot(str)
    def retype(self, code: str) -> None:
        """The chosen person's type becomes another."""
        chosen = self._view.chosen
        if chosen is not None and code != chosen.face_type.code:
            self._edit(lambda: self._services.retype(chosen.celebrity_id, FaceType.from_code(code)))

    @Slot()
    def remove(self) -> None:
        """The chosen person goes, with his pictures."""
        chosen = self._view.chosen
        if chosen is None:
            return
        job = Job(lambda _: self._removed(chosen), self)
        job.succeeded.connect(self._on_removed)
        job.failed.connect(self._on_failed)
        job.start(self._window.pools.files)

    def _removed(self, entry: CatalogEntry) -> tuple[CatalogEntry, Mapping[FaceType, int]]:
        self._services.remove(entry.celebrity_id)
        return entry, self._services.counts()

    def _edit(self, change: Callable[[], CatalogEntry]) -> None:
        job = Job(lambda _: (change(), self._services.counts()), self)
        job.succeeded.connect(self._on_edited)
        job.failed.connect(self._on_failed)
        job.start(self._window.pools.files)

    def _ask(self, *, from_start: bool) -> None:
        if self._asking is not None:
            if not from_start:
                return
            self._asking.cancel()
        wanted = FaceType.from_code(self._view.type_code) if self._view.type_code else None
        after = 0 if from_start or not self._list.entries else self._list.entries[-1].rank
        self._asking = job = Job(
            lambda _: (self._services.page(wanted, after, PAGE), self._services.counts(), from_start), self
        )
        job.succeeded.connect(lambda found: self._on_page(job, *found))
        job.failed.connect(lambda failure: self._on_no_page(job, failure))
        self._show(replace(self._view, is_busy=True))
        job.start(self._window.pools.files)

    @Slot()
    def _ask_more(self) -> None:
        self._ask(from_start=False)

    def _on_page(
        self, job: Job, entries: Sequence[CatalogEntry], counts: Mapping[FaceType, int], from_start: bool
    ) -> None:
        if job is not self._asking:
            return
        self._asking = None
        (self._list.begin if from_start else self._list.append)(entries, len(entries) == PAGE)
        self._show(replace(self._view, is_busy=False, counts=counts, is_empty=not self._list.entries))

    def _on_no_page(self, job: Job, failure: Failure) -> None:
        if job is self._asking:
            self._asking = None
            self._show(replace(self._view, is_busy=False))
            self._window.board.complain(failure)

    @Slot(object)
    def _on_edited(self, outcome: tuple[CatalogEntry, Mapping[FaceType, int]]) -> None:
        entry, counts = outcome
        self._list.replace(entry)
        chosen = self._view.chosen
        is_open = chosen is not None and chosen.celebrity_id == entry.celebrity_id
        self._show(replace(self._view, counts=counts, chosen=entry if is_open else chosen))

    @Slot(object)
    def _on_removed(self, outcome: tuple[CatalogEntry, Mapping[FaceType, int]]) -> None:
        entry, counts = outcome
        self._list.remove(entry.celebrity_id)
        self._show(replace(self._view, counts=counts, chosen=None, is_empty=not self._list.entries))
        self._window.board.tell(self._window.words.say("organiser-removed", name=entry.name))

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        # What is shown may be older than what is there.
        self._show(replace(self._view, chosen=None))
        self._window.board.complain(failure)
        self._ask(from_start=True)

    @Slot()
    def _on_language(self) -> None:
        self._list.reword()
        self.viewChanged.emit()

    def _card_of(self, entry: CatalogEntry) -> CatalogCard:
        say = self._window.words.say
        is_english = self._window.words.spoken == "en" and bool(entry.name_en)
        name, type_name = entry.name_en if is_english else entry.name, say(f"type-{entry.face_type.code}")
        spoken = say("organiser-card", name=name, type=type_name, rank=str(entry.rank))
        return CatalogCard(self._picture_of(entry), name, type_name, str(entry.rank), spoken)

    def _picture_of(self, entry: CatalogEntry) -> str:
        # The digest is part of the address: another picture is another image for QML.
        name = f"catalog/{entry.celebrity_id}/{(entry.thumbnail or entry.face_type.code)[:12]}"
        return self._window.shelf.put(name, _thumbnail(entry, self._services.thumbnail))

    def _show(self, view: CatalogView) -> None:
        if view != self._view:
            self._view = view
            self.viewChanged.emit()


def _thumbnail(entry: CatalogEntry, paint: Callable[[CatalogEntry], bytes]) -> Draw:
    def draw(_: QSize) -> QImage:
        return QImage.fromData(paint(entry))

    return draw

"""The survey for QML: shares as a ring, the ranking as bars, and what other shares would mean."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.rank_survey import SurveyReport
from alphamale_desktop.domain.catalog_entry import CatalogEntry
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.survey import types_of_ranking
from alphamale_desktop.domain.survey_answers import RankedPerson, Ranking
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.organiser_services import SurveyServices
from alphamale_desktop.ui.survey_bars import SurveyBar, SurveyBars
from alphamale_desktop.ui.window_parts import WindowParts

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

MOST_PEOPLE = 2_000
"""The bars of more people say nothing to anybody."""

STEP_PERCENT = 0.5
COLOURS = ("#cfae70", "#6fa3c4", "#86b583", "#b191c6", "#d08573")
"""Of the five types, Alpha first, on the dark ground."""

_ORIGINAL = tuple(face_type.survey_share_percent for face_type in FaceType)


@dataclass(frozen=True, slots=True)
class SurveyView:
    """What is shown.

    Attributes:
        people: By rank; ``score`` is 0 for all of them where the catalog knows none.
        shares: In per cent, Alpha first.
        source: The file that was ranked; None for the catalog.
        is_as_kept: The catalog has exactly these types already.
    """

    is_busy: bool = False
    people: tuple[RankedPerson, ...] = ()
    kept: tuple[FaceType, ...] = ()
    shares: tuple[float, ...] = _ORIGINAL
    is_split: bool = False
    source: Path | None = None
    report: SurveyReport | None = None
    sources: tuple[Path, ...] = ()
    is_choosing: bool = False
    current: int = -1
    current_type: int = -1

    @property
    def ranking(self) -> Ranking:
        """The people with the types that are shown."""
        if not self.is_split and self.source is None:
            typed = list(zip(self.people, self.kept, strict=True))
        else:
            typed = types_of_ranking(self.people, dict(zip(FaceType, self.shares, strict=True)))
        return Ranking(tuple(replace(person, face_type=face_type) for person, face_type in typed))

    @property
    def is_as_kept(self) -> bool:
        return self.source is None and tuple(each.face_type for each in self.ranking.people) == self.kept


@QmlElement
@QmlUncreatable("built in composition")
class SurveyViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """Shows the catalog's ranking or a file's, tries other shares, and keeps them when asked. GUI thread."""

    viewChanged = Signal()
    barsChanged = Signal()

    def __init__(self, services: SurveyServices, window: WindowParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._window = window
        self._view = SurveyView()
        self._bars = SurveyBars(self)
        window.words.languageChanged.connect(self._on_language)

    @property
    def view(self) -> SurveyView:
        return self._view

    @Property(bool, notify=viewChanged)
    def isBusy(self) -> bool:
        return self._view.is_busy

    @Property(bool, notify=viewChanged)
    def isChoosing(self) -> bool:
        return self._view.is_choosing

    @Property(bool, notify=viewChanged)
    def canKeep(self) -> bool:
        """Whether what is shown is not what the catalog has."""
        return self._can_keep

    @Property(bool, notify=viewChanged)
    def showsFile(self) -> bool:
        return self._view.source is not None

    @Property("QVariantList", constant=True)  # type: ignore[arg-type]
    def colours(self) -> list[str]:
        return list(COLOURS)

    @Property("QVariantList", notify=barsChanged)  # type: ignore[arg-type]
    def pie(self) -> list[float]:
        """Each type's part of the people, 0 to 1."""
        ranking = self._view.ranking
        return [count / max(len(ranking.people), 1) for count in ranking.counts.values()]

    @Property("QVariantList", notify=barsChanged)  # type: ignore[arg-type]
    def types(self) -> list[dict[str, str]]:
        """Maps with code, name, colour, share, and how many people that is."""
        return self._types()

    @Property(QObject, constant=True)
    def bars(self) -> SurveyBars:
        """A list model; its roles: rank, name, score, length, colour, spoken."""
        return self._bars

    @Property(int, notify=viewChanged)
    def current(self) -> int:
        """The person that is pointed at, -1 for nobody."""
        return self._view.current

    @Property(int, notify=viewChanged)
    def currentType(self) -> int:
        """The type that is pointed at, 0 to 4, -1 for none."""
        return self._view.current_type

    @Property(str, notify=viewChanged)
    def told(self) -> str:
        """What is pointed at, in words; otherwise what the whole is."""
        view, say = self._view, self._window.words.say
        if 0 <= view.current < len(self._bars.bars):
            return self._bars.bars[view.current].spoken
        if 0 <= view.current_type < len(FaceType):
            shown = self._types()[view.current_type]
            return f"{shown['name']}  ·  {shown['share']}  ·  {shown['people']}"
        if view.report is not None:
            answers, agreement = view.report.read.answers, view.report.agreement
            reliable = "–" if agreement.split_half is None else f"{agreement.split_half:.2f}"
            alpha = "–" if agreement.alpha is None else f"{agreement.alpha:.2f}"
            return say(
                "organiser-survey-file",
                respondents=answers.respondents,
                people=len(answers.people),
                percent=f"{100 * answers.completeness:.0f}",
                split=reliable,
                alpha=alpha,
                wrong=len(view.report.read.bad_rows),
            )
        return say("organiser-survey-catalog", people=len(view.people))

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def sources(self) -> list[str]:
        """Tables on the drives, as a person reads them."""
        return [f"{path.parent.name or path.parent}  ›  {path.name}" for path in self._view.sources]

    @Slot()
    def refresh(self) -> None:
        """Shows the catalog anew."""
        self._run(lambda _: tuple(self._services.catalog(MOST_PEOPLE)), self._on_catalog)

    @Slot(int)
    def point(self, row: int) -> None:
        """A person was tapped or pointed at; -1 for nobody."""
        self._show(replace(self._view, current=row, current_type=-1))

    @Slot(int)
    def pointType(self, place: int) -> None:
        """A type was tapped or pointed at; -1 for none."""
        self._show(replace(self._view, current=-1, current_type=place))

    @Slot(int, int)
    def step(self, place: int, by: int) -> None:
        """One share becomes half a point more or less."""
        if not 0 <= place < len(FaceType):
            return
        shares = list(self._view.shares)
        shares[place] = round(min(max(shares[place] + by * STEP_PERCENT, 0.0), 100.0), 2)
        if any(shares):
            self._split(tuple(shares))

    @Slot()
    def original(self) -> None:
        """The original survey's shares."""
        self._split(_ORIGINAL)

    @Slot()
    def even(self) -> None:
        """A fifth for each type."""
        self._split((20.0,) * len(FaceType))

    @Slot()
    def keep(self) -> None:
        """The catalog gets what is shown."""
        if self._can_keep:
            ranking = self._view.ranking
            self._run(lambda _: self._kept(ranking), self._on_kept)

    @Slot()
    def chooseFile(self) -> None:
        """Looks for tables on what is plugged in."""
        self._show(replace(self._view, is_choosing=True))
        job = Job(lambda _: tuple(self._services.sources()), self)
        job.succeeded.connect(self._on_sources)
        job.failed.connect(self._window.board.complain)
        job.start(self._window.pools.files)

    @Slot()
    def closeChoice(self) -> None:
        self._show(replace(self._view, is_choosing=False))

    @Slot(int)
    def pick(self, row: int) -> None:
        """Ranks one of the tables."""
        if 0 <= row < len(self._view.sources):
            self._rank(self._view.sources[row])

    @Slot(QUrl)
    def pickFile(self, url: QUrl) -> None:
        """Ranks a table from a dialog."""
        if url.isLocalFile():
            self._rank(Path(url.toLocalFile()))

    def _kept(self, ranking: Ranking) -> tuple[CatalogEntry, ...]:
        self._services.keep(ranking)
        return tuple(self._services.catalog(MOST_PEOPLE))

    def _rank(self, file: Path) -> None:
        self._show(replace(self._view, is_choosing=False))
        self._run(lambda _: (file, self._services.rank(file)), self._on_ranked)

    def _split(self, shares: tuple[float, ...]) -> None:
        self._show(replace(self._view, shares=shares, is_split=True, current=-1, current_type=-1))

    def _run(self, work: Callable[[Cancel], object], then: Callable[..., None]) -> None:
        if self._view.is_busy:
            return
        job = Job(work, self)
        job.succeeded.connect(then)
        job.failed.connect(self._on_failed)
        self._show(replace(self._view, is_busy=True))
        job.start(self._window.pools.files)

    @Slot(object)
    def _on_catalog(self, entries: Sequence[CatalogEntry]) -> None:
        people = tuple(
            RankedPerson(rank, entry.name, entry.score or 0.0, entry.face_type) for rank, entry in enumerate(entries, 1)
        )
        self._show(SurveyView(people=people, kept=tuple(entry.face_type for entry in entries)))

    @Slot(object)
    def _on_kept(self, entries: Sequence[CatalogEntry]) -> None:
        self._on_catalog(entries)
        self._window.board.tell(self._window.words.say("organiser-survey-kept"))

    @Slot(object)
    def _on_ranked(self, outcome: tuple[Path, SurveyReport]) -> None:
        file, report = outcome
        self._show(SurveyView(people=report.ranking.people, source=file, report=report))

    @Slot(object)
    def _on_sources(self, sources: tuple[Path, ...]) -> None:
        self._show(replace(self._view, sources=sources))

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self._show(replace(self._view, is_busy=False))
        self._window.board.complain(failure)

    @Slot()
    def _on_language(self) -> None:
        self._bars.show(self._worded())
        self.barsChanged.emit()
        self.viewChanged.emit()

    @property
    def _can_keep(self) -> bool:
        return bool(self._view.people) and not self._view.is_as_kept and not self._view.is_busy

    def _types(self) -> list[dict[str, str]]:
        counts, say = self._view.ranking.counts, self._window.words.say
        return [
            {
                "code": face_type.code,
                "name": say(f"type-{face_type.code}"),
                "colour": COLOURS[place],
                "share": f"{self._view.shares[place]:g} %",
                "people": say("organiser-people", count=counts[face_type]),
            }
            for place, face_type in enumerate(FaceType)
        ]

    def _worded(self) -> tuple[SurveyBar, ...]:
        people, say = self._view.ranking.people, self._window.words.say
        top = max((each.score for each in people), default=0.0)
        bars: list[SurveyBar] = []
        for each in people:
            # Without scores the place stands in for them.
            length = max(each.score / top, 0.0) if top > 0 else 1 - (each.rank - 1) / len(people)
            score = f"{each.score:.2f}" if top > 0 else ""
            type_name = say(f"type-{each.face_type.code}")
            spoken = say("organiser-bar", rank=str(each.rank), name=each.person, type=type_name)
            told = f"{spoken}  ·  {say('organiser-score', score=score)}" if score else spoken
            colour = COLOURS[each.face_type.value - 1]
            bars.append(SurveyBar(str(each.rank), each.person, score, length, colour, told))
        return tuple(bars)

    def _show(self, view: SurveyView) -> None:
        before, self._view = self._view, view
        if view == before:
            return
        if (view.people, view.kept, view.shares, view.is_split) != (
            before.people, before.kept, before.shares, before.is_split
        ):  # fmt: skip
            self._bars.show(self._worded())
            self.barsChanged.emit()
        self.viewChanged.emit()

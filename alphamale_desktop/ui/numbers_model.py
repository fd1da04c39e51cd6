"""The dashboard: an event in numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.read_numbers import Lasting, Numbers
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.section import SectionSite

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

_MOST_HOURS = 48
"""More bars than that are too thin to touch the eye; the newest are shown."""


class Period(StrEnum):
    TODAY = "today"
    WEEK = "week"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class NumbersServices:
    """All on a worker; both raise StorageError.

    Attributes:
        read: Of the whole fleet where a server is set and answers.
        export: Writes the counters of the same time as CSV and says where; raises FileUnwritableError too.
    """

    read: Callable[[Period], Numbers]
    export: Callable[[Period], Path]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart.

    Attributes:
        fraction: Of the longest, 0 to 1.
        mark: Where something to compare with stands, 0 to 1; negative for nothing.
    """

    label: str
    value: str
    fraction: float
    mark: float = -1.0


@dataclass(frozen=True, slots=True)
class NumbersView:
    """Attributes:
    totals: Pairs of name and number.
    """

    period: str = Period.TODAY.value
    is_loading: bool = True
    is_empty: bool = True
    totals: tuple[tuple[str, str], ...] = ()
    hours: tuple[Bar, ...] = ()
    types: tuple[Bar, ...] = ()
    unusable: tuple[Bar, ...] = ()
    steps: tuple[Bar, ...] = ()
    arrival: str = ""


@QmlElement
@QmlUncreatable("built in composition")
class NumbersViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """GUI thread; reads on a worker."""

    viewChanged = Signal()

    def __init__(self, services: NumbersServices, site: SectionSite) -> None:
        super().__init__(site.window.root)
        self._services = services
        self._site = site
        self._words = site.window.words
        self._period = Period.TODAY
        self._numbers: Numbers | None = None
        self._job: Job | None = None
        self._view = NumbersView()
        self._words.languageChanged.connect(self._derive)

    @property
    def view(self) -> NumbersView:
        return self._view

    @Property(str, notify=viewChanged)
    def period(self) -> str:
        return self._view.period

    @Property(bool, notify=viewChanged)
    def isLoading(self) -> bool:
        return self._view.is_loading

    @Property(bool, notify=viewChanged)
    def isEmpty(self) -> bool:
        return self._view.is_empty

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def totals(self) -> list[dict[str, str]]:
        """Maps with name and value."""
        return [{"name": name, "value": value} for name, value in self._view.totals]

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def hours(self) -> list[dict[str, object]]:
        """Maps with label, value, fraction and mark, as all charts."""
        return _maps(self._view.hours)

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def types(self) -> list[dict[str, object]]:
        """The mark is the survey's share."""
        return _maps(self._view.types)

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def unusable(self) -> list[dict[str, object]]:
        return _maps(self._view.unusable)

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def steps(self) -> list[dict[str, object]]:
        return _maps(self._view.steps)

    @Property(str, notify=viewChanged)
    def arrival(self) -> str:
        """How long results took to reach the server; empty where none did."""
        return self._view.arrival

    @Slot(str)
    def choose(self, period: str) -> None:
        """Another span of time, as a ``Period``'s value."""
        if period != self._period:
            self._period = Period(period)
            self._numbers = None
            self._job = None
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Reads anew; a call while it reads does nothing."""
        if self._job is not None:
            return
        read, period = self._services.read, self._period
        self._job = job = Job(lambda _: read(period), self)
        job.succeeded.connect(lambda numbers: self._on_numbers(job, numbers))
        job.failed.connect(lambda failure: self._on_failed(job, failure))
        job.start(self._site.window.pools.files)
        self._derive()

    @Slot()
    def export(self) -> None:
        """Writes the counters, nobody's data, and says where."""
        write, period = self._services.export, self._period
        job = Job(lambda _: write(period), self)
        job.succeeded.connect(self._on_exported)
        job.failed.connect(self._site.window.board.complain)
        job.start(self._site.window.pools.files)

    def _on_numbers(self, job: Job, numbers: Numbers) -> None:
        if job is self._job:
            self._job, self._numbers = None, numbers
            self._derive()

    def _on_failed(self, job: Job, failure: Failure) -> None:
        if job is self._job:
            self._job = None
            self._site.window.board.complain(failure)
            self._derive()

    @Slot(object)
    def _on_exported(self, file: Path) -> None:
        self._site.window.board.tell(self._words.say("numbers-exported", file=str(file)))

    def _derive(self) -> None:
        numbers, period = self._numbers, self._period.value
        if numbers is None:
            view = NumbersView(period, is_loading=self._job is not None)
        else:
            view = NumbersView(
                period=period,
                is_loading=False,
                is_empty=numbers.visits == 0,
                totals=self._totals(numbers),
                hours=_hours(numbers),
                types=self._types(numbers),
                unusable=_counts({self._words.say(f"unusable-{key}"): n for key, n in numbers.unusable.items()}),
                steps=self._steps(numbers.steps),
                arrival=self._arrival(numbers.arrival),
            )
        if view != self._view:
            self._view = view
            self.viewChanged.emit()

    def _totals(self, numbers: Numbers) -> tuple[tuple[str, str], ...]:
        named = {
            "visits": numbers.visits,
            "finished": numbers.finished,
            "left": numbers.left,
            "retakes": numbers.retakes,
            "kept": numbers.kept,
            "kiosks": numbers.kiosks,
        }
        return tuple((self._words.say(f"numbers-{name}"), f"{count:,}") for name, count in named.items())

    def _types(self, numbers: Numbers) -> tuple[Bar, ...]:
        longest = max((max(share.percent, share.survey_percent) for share in numbers.types), default=1.0) or 1.0
        return tuple(
            Bar(
                self._words.say(f"type-{share.face_type.code}"),
                self._words.say(
                    "numbers-type-value", percent=f"{share.percent:.0f}", survey=f"{share.survey_percent:.0f}"
                ),
                share.percent / longest,
                share.survey_percent / longest,
            )
            for share in numbers.types
        )

    def _steps(self, steps: Mapping[str, Lasting]) -> tuple[Bar, ...]:
        longest = max((one.mean_s for one in steps.values()), default=1.0) or 1.0
        return tuple(
            Bar(
                self._words.say(f"numbers-step-{name}"),
                self._words.say("numbers-seconds", seconds=f"{one.mean_s:.1f}"),
                one.mean_s / longest,
            )
            for name, one in steps.items()
        )

    def _arrival(self, arrival: Lasting | None) -> str:
        if arrival is None:
            return ""
        return self._words.say("numbers-arrival", count=arrival.count, seconds=f"{arrival.mean_s:.1f}")


def _hours(numbers: Numbers) -> tuple[Bar, ...]:
    newest = numbers.per_hour[-_MOST_HOURS:]
    most = max((count for _, count in newest), default=1) or 1
    return tuple(Bar(f"{hour.astimezone():%H}", str(count), count / most) for hour, count in newest)


def _counts(counts: Mapping[str, int]) -> tuple[Bar, ...]:
    most = max(counts.values(), default=1) or 1
    return tuple(Bar(label, f"{count:,}", count / most) for label, count in counts.items())


def _maps(bars: tuple[Bar, ...]) -> list[dict[str, object]]:
    return [{"label": bar.label, "value": bar.value, "fraction": bar.fraction, "mark": bar.mark} for bar in bars]

"""The fleet at a glance: each kiosk's newest heartbeat."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.domain.heartbeat import CAMERA_TROUBLE, PRINTER_TROUBLE, Heartbeat
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.section import SectionSite, SectionStatus

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

AGAIN_EVERY_MS = 10_000


@dataclass(frozen=True, slots=True)
class FleetPicture:
    """Attributes:
    beats: By name.
    now: What time it is where they were left.
    """

    beats: Sequence[Heartbeat]
    now: datetime


ReadFleet = Callable[[], FleetPicture]
"""Asks the server or the bucket; on a worker, may take seconds. Raises FleetNotSetError or another AlphaMaleError."""


@dataclass(frozen=True, slots=True)
class KioskLine:
    """One kiosk; ``state`` is ``"fine"``, ``"trouble"`` or ``"away"``."""

    name: str
    state: str
    state_text: str
    seen_text: str
    facts: str
    trouble: str


@dataclass(frozen=True, slots=True)
class FleetPage:
    """Attributes:
    note: Instead of kiosks: why there are none.
    """

    lines: tuple[KioskLine, ...] = ()
    note: str = ""
    hint: str = ""
    is_loading: bool = True


def status_of(picture: FleetPicture) -> SectionStatus:
    """The worst of all kiosks; pure."""
    if any(beat.is_away(picture.now) for beat in picture.beats):
        return SectionStatus.FAILED
    needs = any(beat.needs_somebody(picture.now) for beat in picture.beats)
    return SectionStatus.WARNING if needs else SectionStatus.OK


@QmlElement
@QmlUncreatable("built in composition")
class FleetViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """GUI thread; asks the server on a worker, again every ten seconds while the section is open."""

    viewChanged = Signal()

    def __init__(self, read: ReadFleet, site: SectionSite) -> None:
        super().__init__(site.window.root)
        self._read = read
        self._site = site
        self._words = site.window.words
        self._picture: FleetPicture | None = None
        self._failure: Failure | None = None
        self._job: Job | None = None
        self._view = FleetPage()
        self._timer = QTimer(self)
        self._timer.setInterval(AGAIN_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        self._words.languageChanged.connect(self._derive)

    @property
    def view(self) -> FleetPage:
        return self._view

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def kiosks(self) -> list[dict[str, str]]:
        """Maps with name, state, stateText, seenText, facts and trouble."""
        return [
            {
                "name": line.name,
                "state": line.state,
                "stateText": line.state_text,
                "seenText": line.seen_text,
                "facts": line.facts,
                "trouble": line.trouble,
            }
            for line in self._view.lines
        ]

    @Property(str, notify=viewChanged)
    def note(self) -> str:
        return self._view.note

    @Property(str, notify=viewChanged)
    def hint(self) -> str:
        return self._view.hint

    @Property(bool, notify=viewChanged)
    def isLoading(self) -> bool:
        """Before the first answer."""
        return self._view.is_loading

    @Slot()
    def watch(self) -> None:
        """The section is open."""
        self._timer.start()
        self.refresh()

    @Slot()
    def rest(self) -> None:
        """The section is closed."""
        self._timer.stop()

    @Slot()
    def refresh(self) -> None:
        """Asks again; a call while it asks does nothing."""
        if self._job is not None:
            return
        read = self._read
        self._job = job = Job(lambda _: read(), self)
        job.succeeded.connect(self._on_picture)
        job.failed.connect(self._on_failed)
        job.start(self._site.window.pools.files)

    def shut_down(self) -> None:
        self._timer.stop()

    @Slot(object)
    def _on_picture(self, picture: FleetPicture) -> None:
        self._job, self._picture, self._failure = None, picture, None
        self._site.report(status_of(picture))
        self._derive()

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self._job, self._failure = None, failure
        if failure.code != "fleet_not_set":
            self._site.report(SectionStatus.FAILED)
        self._derive()

    def _derive(self) -> None:
        note = hint = ""
        picture = self._picture
        if self._failure is not None:
            note, hint = self._words.error(self._failure.code, self._failure.details)
        elif picture is not None and not picture.beats:
            note = self._words.say("fleet-nobody")
        lines = tuple(self._line(beat, picture.now) for beat in picture.beats) if picture is not None else ()
        view = FleetPage(lines, note, hint, picture is None and self._failure is None)
        if view != self._view:
            self._view = view
            self.viewChanged.emit()

    def _line(self, beat: Heartbeat, now: datetime) -> KioskLine:
        say = self._words.say
        state = "away" if beat.is_away(now) else "trouble" if beat.needs_somebody(now) else "fine"
        facts = [
            say("fleet-fact-visits", count=beat.visits),
            say("fleet-fact-queue", count=beat.queue),
            say("fleet-fact-disk", gb=f"{beat.disk_free_mb / 1000:.1f}"),
            say("fleet-fact-version", version=beat.version),
        ]
        if beat.parcels is not None:
            facts.insert(2, say("fleet-fact-parcels", count=beat.parcels))
        if beat.media_left is not None:
            facts.insert(2, say("fleet-fact-media", count=beat.media_left))
        troubles = [self._words.error(beat.trouble, {})[0]] if beat.trouble else []
        if not troubles and beat.camera in CAMERA_TROUBLE:
            troubles.append(say("fleet-camera-trouble"))
        if beat.printer in PRINTER_TROUBLE:
            troubles.append(say(f"fleet-printer-{beat.printer}"))
        seconds = max(0, round((now - beat.seen_at).total_seconds()))
        seen = say("fleet-seen", seconds=seconds) if seconds < 120 else say("fleet-seen-long", minutes=seconds // 60)
        return KioskLine(beat.name, state, say(f"fleet-state-{state}"), seen, " · ".join(facts), " ".join(troubles))

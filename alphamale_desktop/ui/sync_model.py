"""The operator's view of the delivery to the organiser's bucket."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.sync_desk import SyncStatus
from alphamale_desktop.domain.delivery import read_failure
from alphamale_desktop.domain.errors import Detail, error_key
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.section import SectionStatus
from alphamale_desktop.ui.window_parts import WindowParts

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

_BADGES = {
    "off": SectionStatus.NONE,
    "fine": SectionStatus.OK,
    "waiting": SectionStatus.OK,
    "dead": SectionStatus.WARNING,
    "failing": SectionStatus.WARNING,
    "stopped": SectionStatus.FAILED,
}
_NOTED_SKEW_MINUTES = 3


def badge_of(status: SyncStatus) -> SectionStatus:
    badge = _BADGES[status.word]
    # A wrong clock wants a look before it stops anything.
    return SectionStatus.WARNING if badge is SectionStatus.OK and _is_skewed(status) else badge


def _minutes_ahead(status: SyncStatus) -> int:
    return round(status.condition.skew_s / 60)


def _is_skewed(status: SyncStatus) -> bool:
    return abs(_minutes_ahead(status)) >= _NOTED_SKEW_MINUTES


@dataclass(frozen=True, slots=True)
class SyncServices:
    """Each may block and raise StorageError.

    Attributes:
        resume: Lets a delivery that was refused try again.
        retry: Lets what was given up be tried again, all at once.
    """

    status: Callable[[], SyncStatus]
    resume: Callable[[], object]
    retry: Callable[[], object]


@dataclass(frozen=True, slots=True)
class SyncView:
    """Attributes:
    word: See ``SyncStatus``; empty before the first look.
    trouble, hint: What is wrong, and the way out.
    """

    word: str = ""
    state: str = ""
    bucket: str = ""
    counts: str = ""
    last: str = ""
    trouble: str = ""
    hint: str = ""
    clock: str = ""
    can_resume: bool = False


@QmlElement
@QmlUncreatable("built in composition")
class SyncViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """GUI thread; looks run on a worker."""

    viewChanged = Signal()

    def __init__(self, services: SyncServices, window: WindowParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._words = window.words
        self._board = window.board
        self._pools = window.pools
        self._status: SyncStatus | None = None
        self._job: Job | None = None
        self._ordered: Callable[[], object] | None = None
        self._view = SyncView()
        self._words.languageChanged.connect(self._derive)

    @property
    def view(self) -> SyncView:
        return self._view

    @Property(str, notify=viewChanged)
    def word(self) -> str:
        return self._view.word

    @Property(str, notify=viewChanged)
    def state(self) -> str:
        return self._view.state

    @Property(str, notify=viewChanged)
    def bucket(self) -> str:
        return self._view.bucket

    @Property(str, notify=viewChanged)
    def counts(self) -> str:
        return self._view.counts

    @Property(str, notify=viewChanged)
    def last(self) -> str:
        return self._view.last

    @Property(str, notify=viewChanged)
    def trouble(self) -> str:
        return self._view.trouble

    @Property(str, notify=viewChanged)
    def hint(self) -> str:
        return self._view.hint

    @Property(str, notify=viewChanged)
    def clock(self) -> str:
        """About this computer's clock; empty when it is right."""
        return self._view.clock

    @Property(bool, notify=viewChanged)
    def canResume(self) -> bool:
        return self._view.can_resume

    @Slot()
    def refresh(self) -> None:
        """Looks how things stand; nothing happens while it looks."""
        self._run(lambda: None)

    @Slot()
    def resume(self) -> None:
        self._order(self._services.resume)

    @Slot()
    def retry(self) -> None:
        self._order(self._services.retry)

    def _order(self, act: Callable[[], object]) -> None:
        """What a person pressed waits for a look that is under way; it is never lost."""
        if self._job is not None:
            self._ordered = act
        else:
            self._run(act)

    def _run(self, act: Callable[[], object]) -> None:
        if self._job is not None:
            return

        def work(_: object) -> SyncStatus:
            act()
            return self._services.status()

        self._job = job = Job(work, self)
        job.succeeded.connect(self._on_status)
        job.failed.connect(self._on_failed)
        job.start(self._pools.upkeep)

    @Slot(object)
    def _on_status(self, status: object) -> None:
        self._end()
        if isinstance(status, SyncStatus):
            self._status = status
            self._derive()

    @Slot(object)
    def _on_failed(self, failure: object) -> None:
        self._end()
        if isinstance(failure, Failure):
            self._board.complain(failure)

    def _end(self) -> None:
        self._job = None
        if (act := self._ordered) is not None:
            self._ordered = None
            self._run(act)

    @Slot()
    def _derive(self) -> None:
        view = self._view_of(self._status) if self._status is not None else SyncView()
        if view != self._view:
            self._view = view
            self.viewChanged.emit()

    def _view_of(self, status: SyncStatus) -> SyncView:
        say, condition, counts = self._words.say, status.condition, status.counts
        written = condition.stopped_by or condition.trouble or (status.dead[0].error if status.dead else "")
        code, told = read_failure(written)
        key = error_key(code)
        minutes = _minutes_ahead(status)
        unknown = dict.fromkeys(("reason", "action", "kind", "digest", "visit", "object"), "-")
        values: dict[str, Detail] = {"bucket": status.bucket, "minutes": str(minutes), **unknown, **told}
        last = condition.sent_at
        return SyncView(
            word=status.word,
            state=say(f"sync-word-{status.word}"),
            bucket=status.bucket,
            counts=say(
                "sync-counts", waiting=counts.waiting, sent=counts.sent, erasing=counts.erasing, dead=counts.dead
            ),
            last=say("sync-last", time=last.astimezone().strftime("%Y-%m-%d %H:%M")) if last else say("sync-never"),
            trouble=say(key, **values) if code else "",
            hint=say(f"{key}.hint", **values) if code else "",
            clock=say("sync-clock", minutes=minutes) if _is_skewed(status) else "",
            can_resume=bool(condition.stopped_by),
        )

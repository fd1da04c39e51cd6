"""An unattended kiosk: forgets guests who left, and says when it is out of order."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.domain.visit import VisitStage
from alphamale_desktop.ui.idle_watch import IdleWatch
from alphamale_desktop.ui.input_watch import InputWatch
from alphamale_desktop.ui.job import Job
from alphamale_desktop.ui.kiosk_health import HealthLog
from alphamale_desktop.ui.pools import Pools
from alphamale_desktop.ui.services import BoothServices
from alphamale_desktop.ui.shell_model import Place, ShellViewModel
from alphamale_desktop.ui.visit_model import VisitViewModel
from alphamale_desktop.ui.words import Words

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 200
FAREWELL_MS = 300
"""The question stays for so long after the answer: the press that answered must not reach what lies beneath."""


@dataclass(frozen=True, slots=True)
class KioskServices:
    """Attributes:
    health: Told by the watched services.
    check: Tries everything a guest needs, on the analysis thread; raises AlphaMaleError while something is wrong.
    check_every_s: While the kiosk is out of order.
    """

    health: HealthLog
    check: Callable[[], None]
    idle_s: float = 60.0
    answer_s: float = 10.0
    check_every_s: float = 15.0


@dataclass(frozen=True, slots=True)
class KioskView:
    """Attributes:
    trouble_code: Empty while in order.
    """

    is_asking: bool = False
    seconds_left: int = 0
    question: str = ""
    trouble_code: str = ""
    trouble_text: str = ""


@QmlElement
@QmlUncreatable("built in composition")
class KioskViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """GUI thread.

    Signals:
        guestLeft: Nobody answered; everything of the guest was wiped.
    """

    viewChanged = Signal()
    guestLeft = Signal()
    _healthChanged = Signal()

    def __init__(
        self,
        services: BoothServices,
        kiosk: KioskServices,
        shell: ShellViewModel,
        visit: VisitViewModel,
        words: Words,
        watch: InputWatch,
        pools: Pools,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = services.clock
        self._kiosk = kiosk
        self._shell = shell
        self._visit = visit
        self._words = words
        self._pools = pools
        self._idle = IdleWatch(kiosk.idle_s, kiosk.answer_s, self._clock.monotonic_s())
        self._is_answered = False
        self._is_fresh = True
        self._had_photo = False
        self._checking: Job | None = None
        self._checked_at_s = 0.0
        self._view = KioskView()
        watch.somebodyActed.connect(self.stay)
        visit.stageChanged.connect(self._on_page)
        visit.wiped.connect(self._forget)
        shell.pageChanged.connect(self._on_page)
        words.languageChanged.connect(self._on_language)
        self._healthChanged.connect(self._on_health)
        kiosk.health.on_change = self._healthChanged.emit
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    @property
    def view(self) -> KioskView:
        return self._view

    @Property(bool, notify=viewChanged)
    def isAsking(self) -> bool:
        """Whether somebody is still there."""
        return self._view.is_asking

    @Property(int, notify=viewChanged)
    def secondsLeft(self) -> int:
        return self._view.seconds_left

    @Property(str, notify=viewChanged)
    def question(self) -> str:
        return self._view.question

    @Property(str, notify=viewChanged)
    def troubleCode(self) -> str:
        return self._view.trouble_code

    @Property(str, notify=viewChanged)
    def troubleText(self) -> str:
        """The code in words that an operator can act on."""
        return self._view.trouble_text

    @Slot()
    def stay(self) -> None:
        """Somebody is there."""
        if self._view.is_asking and not self._is_answered:
            self._is_answered = True
            QTimer.singleShot(FAREWELL_MS, self, self._on_answered)
        self._idle = self._idle.acted(self._clock.monotonic_s())
        self._is_fresh = False

    @Slot()
    def leave(self) -> None:
        """The guest says that he is done, or nobody answered: back to the first page, with nothing left of him."""
        # First the visit: a page beside it would else close upon the guest's own result.
        self._visit.finish()
        if self._shell.property("page") != Place.OUT_OF_ORDER:
            self._shell.close()
        self._idle = self._idle.acted(self._clock.monotonic_s())
        self._is_fresh = True
        self._show_idle()
        self.guestLeft.emit()

    def set_idle_s(self, idle_s: float) -> None:
        self._idle = IdleWatch(idle_s, self._idle.answer_s, self._clock.monotonic_s())

    def shut_down(self) -> None:
        self._timer.stop()
        self._kiosk.health.on_change = lambda: None

    @Slot()
    def _on_answered(self) -> None:
        self._is_answered = False
        self._show_idle()

    @Slot()
    def _tick(self) -> None:
        now_s = self._clock.monotonic_s()
        self._close_when_unfit()
        page = self._shell.property("page")
        if page == Place.OUT_OF_ORDER:
            self._idle = self._idle.acted(now_s)
            self._check_when_due(now_s)
        elif page == Place.SPLASH:
            self._idle = self._idle.acted(now_s)
        elif self._idle.is_over(now_s) and not self._is_answered:
            self.leave()
        elif self._is_at_rest() and self._idle.is_asking(now_s):
            # The first page asks nobody: it only goes back to its own language, once.
            if not self._is_fresh:
                self.leave()
            self._idle = self._idle.acted(now_s)
        self._show_idle()

    def _is_at_rest(self) -> bool:
        return bool(self._shell.property("page") == VisitStage.WELCOME.value)

    @Slot()
    def _on_page(self) -> None:
        self._idle = self._idle.acted(self._clock.monotonic_s())
        if not self._is_at_rest():
            self._is_fresh = False
            self._had_photo = self._had_photo or self._visit.visit.photo is not None
        elif self._had_photo:
            # Who goes back to the first page leaves: his photo, his birthday, and the retakes that he used up.
            self._visit.finish()

    @Slot()
    def _on_language(self) -> None:
        self._is_fresh = False
        self._show_idle()
        self._show_trouble()

    @Slot()
    def _forget(self) -> None:
        self._had_photo = False
        # A copied card may lie there; in a kiosk nobody else needs the clipboard.
        QGuiApplication.clipboard().clear()

    @Slot()
    def _on_health(self) -> None:
        self._show_trouble()
        self._close_when_unfit()
        if self._kiosk.health.trouble is None and self._shell.property("page") == Place.OUT_OF_ORDER:
            self._shell.close()

    def _close_when_unfit(self) -> None:
        """Out of order as soon as possible: not before the splash has gone, nor over the operator."""
        page = self._shell.property("page")
        if self._kiosk.health.trouble is None or page in (Place.OUT_OF_ORDER, Place.OPERATOR, Place.SPLASH):
            return
        self._checked_at_s = self._clock.monotonic_s()
        self._visit.finish()
        self._shell.open(Place.OUT_OF_ORDER.value)

    def _check_when_due(self, now_s: float) -> None:
        if self._checking is not None or now_s - self._checked_at_s < self._kiosk.check_every_s:
            return
        self._checked_at_s = now_s
        check, health = self._kiosk.check, self._kiosk.health
        self._checking = job = Job(lambda _: health.watched(check)(), self)
        job.succeeded.connect(self._on_checked)
        job.failed.connect(self._on_checked)
        job.cancelled.connect(self._on_checked)
        job.start(self._pools.analysis)

    @Slot()
    def _on_checked(self) -> None:
        self._checking = None

    def _show_idle(self) -> None:
        now_s = self._clock.monotonic_s()
        is_asking = self._is_answered or (not self._is_at_rest() and self._idle.is_asking(now_s))
        left = self._idle.seconds_left(now_s) if is_asking and not self._is_answered else 0
        question = self._words.say("kiosk-still-there", seconds=left) if left else self._view.question
        self._show(replace(self._view, is_asking=is_asking, seconds_left=left, question=question))

    def _show_trouble(self) -> None:
        trouble = self._kiosk.health.trouble
        text = self._words.error(trouble.code, trouble.details)[0] if trouble is not None else ""
        code = trouble.code if trouble is not None else ""
        self._show(replace(self._view, trouble_code=code, trouble_text=text))

    def _show(self, view: KioskView) -> None:
        if view != self._view:
            self._view = view
            self.viewChanged.emit()

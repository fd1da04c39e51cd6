"""The way into a kiosk's operator area: corner gesture, PIN pad, and what lies behind."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.operator_access import (
    LONGEST_PIN,
    SHORTEST_PIN,
    Admission,
    Answer,
    OperatorAccess,
    check_pin,
)
from alphamale_desktop.domain.errors import PinTooSimpleError, error_key
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.operator_gesture import CornerGesture
from alphamale_desktop.ui.pools import Pools
from alphamale_desktop.ui.services import BoothServices
from alphamale_desktop.ui.shell_model import Place, ShellViewModel
from alphamale_desktop.ui.visit_model import VisitViewModel
from alphamale_desktop.ui.words import Words

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 250


class PadStep(StrEnum):
    """What the digits are for."""

    ENTER = "enter"
    FIRST = "first"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class OperatorServices:
    """Attributes:
    leave: Ends the kiosk for good.
    restart: Ends it so that it starts again, with what was set.
    """

    access: OperatorAccess
    leave: Callable[[], None]
    restart: Callable[[], None]


@dataclass(frozen=True, slots=True)
class PadView:
    """Attributes:
    digits: How many were entered; never which.
    wait_s: Until the next PIN is looked at.
    """

    is_open: bool = False
    step: str = PadStep.ENTER.value
    digits: int = 0
    heading: str = ""
    text: str = ""
    is_trouble: bool = False
    is_busy: bool = False
    wait_s: int = 0


@QmlElement
@QmlUncreatable("built in composition")
class OperatorViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """GUI thread; PINs are hashed and compared on a worker. Only ``OperatorAccess`` decides who may enter."""

    viewChanged = Signal()

    def __init__(
        self,
        services: BoothServices,
        operator: OperatorServices,
        shell: ShellViewModel,
        visit: VisitViewModel,
        words: Words,
        pools: Pools,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = services.clock
        self._operator = operator
        self._shell = shell
        self._visit = visit
        self._words = words
        self._pools = pools
        self._gesture = CornerGesture()
        self._entered = ""
        self._first = ""
        self._present = ""
        self._step = PadStep.ENTER
        self._is_changing = False
        self._open = False
        self._job: Job | None = None
        self._free_at_s = 0.0
        self._trouble: tuple[str, dict[str, str | int | float]] | None = None
        self._view = PadView()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._derive)
        words.languageChanged.connect(self._derive)

    @property
    def view(self) -> PadView:
        return self._view

    @Property(bool, notify=viewChanged)
    def isOpen(self) -> bool:
        """The PIN pad is shown."""
        return self._view.is_open

    @Property(int, notify=viewChanged)
    def digits(self) -> int:
        return self._view.digits

    @Property(str, notify=viewChanged)
    def heading(self) -> str:
        return self._view.heading

    @Property(str, notify=viewChanged)
    def text(self) -> str:
        return self._view.text

    @Property(bool, notify=viewChanged)
    def isTrouble(self) -> bool:
        return self._view.is_trouble

    @Property(bool, notify=viewChanged)
    def isBusy(self) -> bool:
        return self._view.is_busy

    @Property(int, notify=viewChanged)
    def waitSeconds(self) -> int:
        return self._view.wait_s

    @Slot()
    def cornerPressed(self) -> None:
        self._gesture = self._gesture.pressed(self._clock.monotonic_s())

    @Slot()
    def cornerReleased(self) -> None:
        self._gesture = self._gesture.released(self._clock.monotonic_s())
        if self._gesture.is_done:
            self._gesture = CornerGesture()
            self.open()

    @Slot()
    def open(self) -> None:
        """Shows the pad: to enter the PIN, or to set one where there is none yet."""
        if self._open or self._shell.property("page") in (Place.SPLASH, Place.OPERATOR):
            return
        self._begin(PadStep.ENTER)
        access = self._operator.access
        self._run(lambda: access.has_pin, self._on_has_pin)

    @Slot()
    def changePin(self) -> None:
        """From inside the area: a fresh PIN, entered twice."""
        if self._shell.property("page") == Place.OPERATOR:
            self._is_changing = True
            self._begin(PadStep.ENTER)

    @Slot(str)
    def key(self, key: str) -> None:
        """A digit, ``"back"`` or ``"clear"``."""
        if self._job is not None or not self._open:
            return
        if key == "back":
            self._entered = self._entered[:-1]
        elif key == "clear":
            self._entered = ""
        elif len(key) == 1 and key.isascii() and key.isdigit() and len(self._entered) < LONGEST_PIN:
            self._entered += key
            self._trouble = None
        self._derive()

    @Slot()
    def submit(self) -> None:
        if self._job is not None or not self._open or not self._entered:
            return
        pin, self._entered = self._entered, ""
        match self._step:
            case PadStep.ENTER if self._is_changing:
                self._run(lambda: self._operator.access.enter(pin), lambda answer: self._on_known(pin, answer))
            case PadStep.ENTER:
                self._run(lambda: self._operator.access.enter(pin), self._on_answer)
            case PadStep.FIRST:
                self._on_fresh(pin)
            case PadStep.REPEAT:
                self._on_repeated(pin)

    @Slot()
    def close(self) -> None:
        """The pad goes; nothing of what was entered stays."""
        self._entered = self._first = self._present = ""
        self._open = self._is_changing = False
        self._job = None
        self._trouble = None
        self._timer.stop()
        self._derive()

    @Slot()
    def done(self) -> None:
        """Out of the operator area, back to the guests."""
        self.close()
        if self._shell.property("page") == Place.OPERATOR:
            self._shell.close()

    @Slot()
    def leaveKiosk(self) -> None:
        if self._shell.property("page") == Place.OPERATOR:
            self._operator.leave()

    @Slot()
    def restartKiosk(self) -> None:
        if self._shell.property("page") == Place.OPERATOR:
            self._operator.restart()

    def _begin(self, step: PadStep) -> None:
        self._open = True
        self._step = step
        self._entered = self._first = self._present = ""
        self._trouble = None
        self._timer.start()
        self._derive()

    def _run(self, ask: Callable[[], object], answered: Callable[[object], None]) -> None:
        # The access's own calls must come one after the other: the analysis thread keeps them in order, but may be
        # busy; the files' threads are two, and this model never runs two jobs at once.
        self._job = job = Job(lambda _: ask(), self)
        job.succeeded.connect(lambda outcome: self._on_outcome(job, answered, outcome))
        job.failed.connect(lambda failure: self._on_failed(job, failure))
        job.start(self._pools.files)
        self._derive()

    def _on_outcome(self, job: Job, answered: Callable[[object], None], outcome: object) -> None:
        if job is not self._job:
            return
        self._job = None
        answered(outcome)
        self._derive()

    def _on_failed(self, job: Job, failure: Failure) -> None:
        if job is not self._job:
            return
        self._job = None
        self._trouble = (error_key(failure.code), dict(failure.details))
        if failure.code == PinTooSimpleError.code:
            self._step = PadStep.FIRST
        self._derive()

    def _on_has_pin(self, has_pin: object) -> None:
        self._step = PadStep.ENTER if has_pin else PadStep.FIRST

    def _on_answer(self, answer: object) -> None:
        if isinstance(answer, Answer) and self._is_admitted(answer):
            self._enter()

    def _on_known(self, pin: str, answer: object) -> None:
        if isinstance(answer, Answer) and self._is_admitted(answer):
            self._present, self._step = pin, PadStep.FIRST

    def _on_fresh(self, pin: str) -> None:
        try:
            check_pin(pin)
        except PinTooSimpleError as error:
            self._trouble = ("error-pin-too-simple", dict(error.details))
        else:
            self._first, self._step, self._trouble = pin, PadStep.REPEAT, None
        self._derive()

    def _on_repeated(self, pin: str) -> None:
        if pin != self._first:
            self._first, self._step = "", PadStep.FIRST
            self._trouble = ("operator-pin-differs", {})
            self._derive()
            return
        self._first = ""
        access, present = self._operator.access, self._present
        self._run(lambda: access.change_pin(present, pin) if present else access.set_first_pin(pin), self._on_set)

    def _on_set(self, answer: object) -> None:
        if isinstance(answer, Answer) and answer.admission is Admission.ADMITTED:
            if self._is_changing:
                self.close()
            else:
                self._enter()

    def _is_admitted(self, answer: Answer) -> bool:
        self._free_at_s = self._clock.monotonic_s() + answer.wait_s
        match answer.admission:
            case Admission.ADMITTED:
                self._trouble = None
                return True
            case Admission.NO_PIN_SET:
                self._step = PadStep.FIRST
            case Admission.WRONG:
                self._trouble = ("operator-pin-wrong", {})
            case Admission.LOCKED:
                self._trouble = ("operator-pin-locked", {})
        return False

    def _enter(self) -> None:
        """The guest's visit ends first: an operator never sees it."""
        self.close()
        self._visit.finish()
        self._shell.open(Place.OPERATOR.value)

    @Slot()
    def _derive(self) -> None:
        wait_s = max(0, ceil(self._free_at_s - self._clock.monotonic_s()))
        step = "change" if self._is_changing and self._step is PadStep.ENTER else self._step.value
        if wait_s and self._step is PadStep.ENTER:
            text = self._words.say("operator-pin-wait", seconds=wait_s)
        elif self._trouble is not None:
            text = self._words.say(self._trouble[0], **self._trouble[1])
        elif self._step is PadStep.FIRST:
            text = self._words.say("operator-pin-rule", shortest=SHORTEST_PIN, longest=LONGEST_PIN)
        else:
            text = ""
        view = PadView(
            is_open=self._open,
            step=self._step.value,
            digits=len(self._entered),
            heading=self._words.say(f"operator-pin-{step}"),
            text=text,
            is_trouble=self._trouble is not None or bool(wait_s),
            is_busy=self._job is not None,
            wait_s=wait_s if self._step is PadStep.ENTER else 0,
        )
        if view != self._view:
            self._view = view
            self.viewChanged.emit()

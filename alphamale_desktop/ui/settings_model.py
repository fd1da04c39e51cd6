"""The settings page: on a desktop for its owner, in a kiosk inside the operator area."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.settings_desk import (
    DEVICES,
    EVENT_NAME_LENGTH,
    IDLE_S,
    RETAKES,
    RETENTION_DAYS,
    TEXT_PERCENT,
    Choices,
    SettingsDesk,
)
from alphamale_desktop.ui.card_printer import CardPrinter
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.newest_writer import NewestWriter
from alphamale_desktop.ui.notice_board import NoticeBoard
from alphamale_desktop.ui.pools import Pools
from alphamale_desktop.ui.words import LANGUAGES, Words

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

_NEXT_START = frozenset({"event_name", "device", "retakes", "retention_days"})
"""What is read once, when the program starts."""

_STEPS = {"retakes": (RETAKES, 1), "idle_s": (IDLE_S, 10), "retention_days": (RETENTION_DAYS, 1)}
_TEXT_STEP = 25


@dataclass(frozen=True, slots=True)
class HealthLine:
    """One finding about this computer.

    Attributes:
        verdict: ``"ok"``, ``"warning"`` or ``"failed"``.
    """

    name: str
    verdict: str
    text: str
    hint: str = ""


Examine = Callable[[str], Sequence[HealthLine]]
"""Looks the computer over and reports in that language; seconds, on the analysis thread."""


@dataclass(frozen=True, slots=True)
class SettingsServices:
    """Attributes:
    present: As they are in force.
    """

    desk: SettingsDesk
    examine: Examine
    present: Choices


@QmlElement
@QmlUncreatable("built in composition")
class SettingsViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """Every change is kept at once; what only the next start reads is said so. Only valid values can be entered.
    GUI thread.

    Signals:
        applied: ``Choices`` that are in force from now on, as far as a running program can take them over.
    """

    viewChanged = Signal()
    healthChanged = Signal()
    applied = Signal(object)

    def __init__(
        self,
        services: SettingsServices,
        words: Words,
        board: NoticeBoard,
        printer: CardPrinter,
        pools: Pools,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._words = words
        self._board = board
        self._printer = printer
        self._pools = pools
        self._started_with = services.present
        self._choices = services.present
        self._writer = NewestWriter(services.desk.write, pools, board, self)
        self._health: tuple[HealthLine, ...] = ()
        self._is_examining = False
        self._has_printer: bool | None = None
        words.languageChanged.connect(self.viewChanged)

    @property
    def choices(self) -> Choices:
        return self._choices

    @Property(str, notify=viewChanged)
    def language(self) -> str:
        """Empty: as the operating system says."""
        return self._choices.language

    @Property(str, notify=viewChanged)
    def eventName(self) -> str:
        return self._choices.event_name

    @Property(int, constant=True)
    def eventNameLength(self) -> int:
        return EVENT_NAME_LENGTH

    @Property(bool, notify=viewChanged)
    def autoShutter(self) -> bool:
        return self._choices.auto_shutter

    @Property(str, notify=viewChanged)
    def device(self) -> str:
        return self._choices.device

    @Property(int, notify=viewChanged)
    def retakes(self) -> int:
        return self._choices.retakes

    @Property(str, notify=viewChanged)
    def idleText(self) -> str:
        return self._words.say("settings-idle-value", seconds=self._choices.idle_s)

    @Property(str, notify=viewChanged)
    def retentionText(self) -> str:
        return self._words.say("settings-retention-value", days=self._choices.retention_days)

    @Property(str, notify=viewChanged)
    def textSizeText(self) -> str:
        return f"{self._choices.text_percent} %"

    @Property(bool, notify=viewChanged)
    def isHighContrast(self) -> bool:
        return self._choices.is_high_contrast

    @Property(bool, notify=viewChanged)
    def hasMotion(self) -> bool:
        return self._choices.has_motion

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def pending(self) -> list[str]:
        """Names of what was set that only the next start reads."""
        return self._pending()

    @Property(bool, notify=viewChanged)
    def needsRestart(self) -> bool:
        return bool(self._pending())

    @Property(str, notify=viewChanged)
    def printerText(self) -> str:
        if self._has_printer is None:
            return ""
        return (
            self._words.say("settings-printer-ready") if self._has_printer else self._words.say("settings-printer-none")
        )

    @Property("QVariantList", notify=healthChanged)  # type: ignore[arg-type]
    def health(self) -> list[dict[str, str]]:
        """Maps with name, verdict, text and hint."""
        return [
            {"name": line.name, "verdict": line.verdict, "text": line.text, "hint": line.hint} for line in self._health
        ]

    @Property(bool, notify=healthChanged)
    def isExamining(self) -> bool:
        return self._is_examining

    @Slot(str)
    def chooseLanguage(self, language: str) -> None:
        if language in ("", *LANGUAGES):
            self._change(replace(self._choices, language=language))

    @Slot(str)
    def nameEvent(self, name: str) -> None:
        self._change(replace(self._choices, event_name=name.strip()[:EVENT_NAME_LENGTH]))

    @Slot(str)
    def chooseCamera(self, camera: str) -> None:
        self._change(replace(self._choices, camera=camera))

    @Slot(str)
    def chooseDevice(self, device: str) -> None:
        if device in DEVICES:
            self._change(replace(self._choices, device=device))

    @Slot(bool)
    def setAutoShutter(self, wanted: bool) -> None:
        self._change(replace(self._choices, auto_shutter=wanted))

    @Slot(bool)
    def setHighContrast(self, wanted: bool) -> None:
        self._change(replace(self._choices, is_high_contrast=wanted))

    @Slot(bool)
    def setMotion(self, wanted: bool) -> None:
        self._change(replace(self._choices, has_motion=wanted))

    @Slot(int)
    def stepRetakes(self, by: int) -> None:
        self._change(replace(self._choices, retakes=_stepped("retakes", self._choices.retakes, by)))

    @Slot(int)
    def stepIdle(self, by: int) -> None:
        self._change(replace(self._choices, idle_s=_stepped("idle_s", self._choices.idle_s, by)))

    @Slot(int)
    def stepRetention(self, by: int) -> None:
        days = _stepped("retention_days", self._choices.retention_days, by)
        self._change(replace(self._choices, retention_days=days))

    @Slot(int)
    def stepTextSize(self, by: int) -> None:
        least, most = TEXT_PERCENT
        percent = min(most, max(least, self._choices.text_percent + by * _TEXT_STEP))
        self._change(replace(self._choices, text_percent=percent))

    @Slot()
    def refresh(self) -> None:
        """The page is shown: looks for a printer."""
        printer = self._printer
        job = Job(lambda _: printer.has_printer(), self)
        job.succeeded.connect(self._on_printer)
        job.start(self._pools.files)

    @Slot()
    def examine(self) -> None:
        """Looks the computer over; a second call while it looks does nothing."""
        if self._is_examining:
            return
        self._is_examining = True
        examine, language = self._services.examine, self._words.spoken
        job = Job(lambda _: tuple(examine(language)), self)
        job.succeeded.connect(self._on_health)
        job.failed.connect(self._on_no_health)
        job.start(self._pools.analysis)
        self.healthChanged.emit()

    def _pending(self) -> list[str]:
        return [n for n in sorted(_NEXT_START) if getattr(self._choices, n) != getattr(self._started_with, n)]

    def _change(self, choices: Choices) -> None:
        if choices == self._choices:
            return
        self._choices = choices
        self.viewChanged.emit()
        self.applied.emit(choices)
        self._writer.write(choices)

    @Slot(object)
    def _on_printer(self, has_printer: bool) -> None:
        self._has_printer = has_printer
        self.viewChanged.emit()

    @Slot(object)
    def _on_health(self, lines: tuple[HealthLine, ...]) -> None:
        self._health = lines
        self._is_examining = False
        self.healthChanged.emit()

    @Slot(object)
    def _on_no_health(self, failure: Failure) -> None:
        self._is_examining = False
        self._board.complain(failure)
        self.healthChanged.emit()


def _stepped(name: str, value: int, by: int) -> int:
    """One step on the setting's own grid, inside its range."""
    (least, most), step = _STEPS[name]
    return min(most, max(least, value + by * step))

"""The section "Guests' phones": the small server on the venue's network, and the Wi-Fi that leads to it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.lan_desk import LINK_HOURS, LanChoices, is_wifi_name, is_wifi_password
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.newest_writer import NewestWriter
from alphamale_desktop.ui.section import SectionStatus
from alphamale_desktop.ui.window_parts import WindowParts

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

LAN_STATUS = {
    "off": SectionStatus.NONE,
    "starting": SectionStatus.NONE,
    "serving": SectionStatus.OK,
    "no_network": SectionStatus.WARNING,
    "port_taken": SectionStatus.FAILED,
}


@dataclass(frozen=True, slots=True)
class LanState:
    """Attributes:
    word: A key of ``LAN_STATUS``.
    address: What links begin with, while it serves.
    """

    word: str = "off"
    address: str = ""
    port: int = 0


@dataclass(frozen=True, slots=True)
class LanServices:
    """Attributes:
    present: As they are in force.
    state: May block for milliseconds.
    store: Keeps them for the next start; may block; raises SettingsMalformedError.
    """

    present: LanChoices
    state: Callable[[], LanState]
    store: Callable[[LanChoices], object]


@QmlElement
@QmlUncreatable("built in composition")
class LanViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """Every change is kept at once and holds from the next start; what no network would take is not. GUI thread."""

    viewChanged = Signal()

    def __init__(self, services: LanServices, window: WindowParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._words = window.words
        self._board = window.board
        self._pools = window.pools
        self._choices = services.present
        self._state: LanState | None = None
        self._looking: Job | None = None
        self._writer = NewestWriter(services.store, window.pools, window.board, self)
        self._words.languageChanged.connect(self.viewChanged)

    @property
    def choices(self) -> LanChoices:
        return self._choices

    @Property(bool, notify=viewChanged)
    def isOn(self) -> bool:
        return self._choices.is_on

    @Property(str, notify=viewChanged)
    def stateText(self) -> str:
        """How the server of this start fares; empty before the first look."""
        if self._state is None:
            return ""
        word = self._state.word.replace("_", "-")
        return self._words.say(f"lan-state-{word}", address=self._state.address, port=str(self._state.port))

    @Property(bool, notify=viewChanged)
    def isTrouble(self) -> bool:
        return self._state is not None and LAN_STATUS[self._state.word] in (SectionStatus.WARNING, SectionStatus.FAILED)

    @Property(str, notify=viewChanged)
    def wifiName(self) -> str:
        return self._choices.wifi_name

    @Property(str, notify=viewChanged)
    def wifiPassword(self) -> str:
        return self._choices.wifi_password

    @Property(str, notify=viewChanged)
    def hoursText(self) -> str:
        return self._words.say("lan-hours-value", hours=self._choices.link_hours)

    @Property(bool, notify=viewChanged)
    def phoneApp(self) -> bool:
        return self._choices.phone_app

    @Property(bool, notify=viewChanged)
    def phoneAppKeeps(self) -> bool:
        return self._choices.phone_app_keeps

    @Property(bool, notify=viewChanged)
    def needsRestart(self) -> bool:
        return self._choices != self._services.present

    @Slot()
    def refresh(self) -> None:
        """Looks how the server fares; nothing happens while it looks."""
        if self._looking is not None:
            return
        state = self._services.state
        self._looking = job = Job(lambda _: state(), self)
        job.succeeded.connect(self._on_state)
        job.failed.connect(self._on_no_state)
        job.start(self._pools.upkeep)

    @Slot(bool)
    def turn(self, wanted: bool) -> None:
        self._change(replace(self._choices, is_on=wanted))

    @Slot(str)
    def nameWifi(self, name: str) -> None:
        if is_wifi_name(name.strip()):
            self._change(replace(self._choices, wifi_name=name.strip()))
        else:
            self._refuse(self._words.say("lan-wifi-name-wrong"))

    @Slot(str)
    def setWifiPassword(self, password: str) -> None:
        if is_wifi_password(password):
            self._change(replace(self._choices, wifi_password=password))
        else:
            self._refuse(self._words.say("lan-wifi-password-wrong"))

    @Slot(int)
    def stepHours(self, by: int) -> None:
        least, most = LINK_HOURS
        self._change(replace(self._choices, link_hours=min(most, max(least, self._choices.link_hours + by))))

    @Slot(bool)
    def setPhoneApp(self, wanted: bool) -> None:
        """Off with what it keeps: nobody stores what is not asked."""
        keeps = wanted and self._choices.phone_app_keeps
        self._change(replace(self._choices, phone_app=wanted, phone_app_keeps=keeps))

    @Slot(bool)
    def setPhoneAppKeeps(self, wanted: bool) -> None:
        self._change(replace(self._choices, phone_app_keeps=wanted and self._choices.phone_app))

    def _refuse(self, sentence: str) -> None:
        self._board.warn(sentence)
        # The field shows again what holds.
        self.viewChanged.emit()

    def _change(self, choices: LanChoices) -> None:
        if choices == self._choices:
            return
        self._choices = choices
        self.viewChanged.emit()
        self._writer.write(choices)

    @Slot(object)
    def _on_state(self, state: LanState) -> None:
        self._looking = None
        if state != self._state:
            self._state = state
            self.viewChanged.emit()

    @Slot(object)
    def _on_no_state(self, failure: Failure) -> None:
        self._looking = None
        self._board.complain(failure)

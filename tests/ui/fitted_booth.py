"""A window with a camera, settings and, as a kiosk, its watchmen and operator area, all by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from alphamale_desktop.application.operator_access import OperatorAccess, PinRecord
from alphamale_desktop.application.read_numbers import Numbers
from alphamale_desktop.application.settings_desk import Choices
from alphamale_desktop.composition.demo_fleet import demo_heartbeats, demo_numbers
from alphamale_desktop.composition.demo_visits import DEMO_NOW
from alphamale_desktop.composition.desktop_event_day import event_day_sections
from alphamale_desktop.composition.desktop_organiser import sections_of
from alphamale_desktop.domain.errors import AlphaMaleError
from alphamale_desktop.domain.numbers import CounterName
from alphamale_desktop.ui.camera_services import CameraServices
from alphamale_desktop.ui.camera_shutter import ShutterRules
from alphamale_desktop.ui.fleet_model import FleetPicture
from alphamale_desktop.ui.kiosk_fittings import Fittings
from alphamale_desktop.ui.kiosk_health import HealthLog
from alphamale_desktop.ui.kiosk_model import KioskServices
from alphamale_desktop.ui.numbers_model import NumbersServices
from alphamale_desktop.ui.operator_model import OperatorServices
from alphamale_desktop.ui.section import Section
from alphamale_desktop.ui.settings_model import HealthLine, SettingsServices
from tests.fakes.clock import FakeClock
from tests.ui.booth import Booth
from tests.ui.fake_camera import ScriptedFeed, ScriptedJudge
from tests.ui.fake_organiser import FakeOrganiser
from tests.ui.fake_services import Backstage

PIN = "2468"
OpenBooth = Callable[..., Booth]


class MemoryDesk:
    """Satisfies ``SettingsDesk``."""

    def __init__(self) -> None:
        self.written: list[Choices] = []
        self.error: AlphaMaleError | None = None

    def read(self) -> Choices:
        return self.written[-1] if self.written else Choices()

    def write(self, choices: Choices) -> None:
        if self.error is not None:
            raise self.error
        self.written.append(choices)


class MemoryPins:
    """Satisfies ``PinStore``."""

    def __init__(self, hashed: str = "") -> None:
        self.record = PinRecord(hashed)

    def load(self) -> PinRecord:
        return self.record

    def save(self, record: PinRecord) -> None:
        self.record = record


class PlainHasher:
    """Satisfies ``PinHasher`` without the slowness."""

    def hash(self, pin: str) -> str:
        return f"hashed {pin}"

    def matches(self, hashed: str, pin: str) -> bool:
        return hashed == self.hash(pin)


@dataclass
class Fakes:
    """What stands behind a fitted window."""

    clock: FakeClock
    feed: ScriptedFeed = field(default_factory=ScriptedFeed)
    judge: ScriptedJudge = field(default_factory=ScriptedJudge)
    desk: MemoryDesk = field(default_factory=MemoryDesk)
    pins: MemoryPins = field(default_factory=lambda: MemoryPins(PlainHasher().hash(PIN)))
    health: HealthLog = field(default_factory=HealthLog)
    check_error: AlphaMaleError | None = None
    checks: int = 0
    left: list[str] = field(default_factory=list)
    organiser: FakeOrganiser = field(default_factory=FakeOrganiser)
    fleet: FleetPicture | AlphaMaleError = field(default_factory=lambda: FleetPicture(demo_heartbeats(), DEMO_NOW))
    numbers: Numbers = field(default_factory=demo_numbers)
    counts: list[tuple[CounterName, str, float]] = field(default_factory=list)

    def count(self, name: CounterName, label: str = "", seconds: float = 0.0) -> None:
        self.counts.append((name, label, seconds))

    def read_fleet(self) -> FleetPicture:
        if isinstance(self.fleet, AlphaMaleError):
            raise self.fleet
        return self.fleet

    def examine(self, language: str) -> Sequence[HealthLine]:
        if language == "ko":
            return (
                HealthLine("디스크", "ok", "여유 공간: 84.2 GB"),
                HealthLine("모델", "failed", "가중치 파일이 없습니다: gate.safetensors", "다시 설치해 주세요."),
            )
        return (
            HealthLine("Disk", "ok", "84.2 GB are free"),
            HealthLine("Models", "failed", "A weights file is missing: gate.safetensors", "Please install again."),
        )

    def check(self) -> None:
        self.checks += 1
        if self.check_error is not None:
            raise self.check_error

    def sections(self) -> tuple[Section, ...]:
        """The program's own, over fakes."""
        numbers = NumbersServices(lambda _: self.numbers, lambda _: Path("numbers.csv"))
        day = event_day_sections(self.examine, self.read_fleet, numbers, has_fleet=True)
        return (*sections_of(self.organiser.catalog_services(), self.organiser.survey_services()), *day)

    def fittings(self, is_kiosk: bool, auto_after_s: float | None, accept_after_s: float | None) -> Fittings:
        camera = CameraServices(
            self.feed, self.judge, ShutterRules(auto_after_s=auto_after_s), accept_after_s, judge_every_s=0
        )
        settings = SettingsServices(self.desk, self.examine, Choices())
        if not is_kiosk:
            return Fittings(camera, settings, sections=self.sections(), count=self.count)
        access = OperatorAccess(self.pins, PlainHasher(), self.clock)
        operator = OperatorServices(access, lambda: self.left.append("exit"), lambda: self.left.append("restart"))
        kiosk = KioskServices(self.health, self.check)
        return Fittings(camera, settings, kiosk, operator, sections=self.sections(), count=self.count)


def open_fitted(
    open_booth: OpenBooth,
    backstage: Backstage,
    *,
    is_kiosk: bool = False,
    auto_after_s: float | None = None,
    accept_after_s: float | None = None,
    fakes: Fakes | None = None,
    **options: object,
) -> tuple[Booth, Fakes]:
    """A window on its first page, and what stands behind it."""
    behind = fakes or Fakes(backstage.clock)
    fittings = behind.fittings(is_kiosk, auto_after_s, accept_after_s)
    booth = open_booth(is_kiosk=is_kiosk, has_camera=True, fittings=fittings, **options)
    return booth, behind


def open_camera(booth: Booth, fakes: Fakes) -> None:
    """To the camera page, with a live picture."""
    booth.core.visit.openCamera()
    booth.go("camera")
    booth.wait(lambda: fakes.feed.is_running)
    fakes.feed.deliver()
    booth.wait(lambda: bool(booth.core.rooms.camera and booth.core.rooms.camera.property("isLive")))


def take_photo(booth: Booth, fakes: Fakes) -> None:
    """Presses the shutter and lets countdown and flash pass; ends on the review."""
    booth.press("shutter", "mouse")
    fakes.clock.advance(3.1)
    booth.wait(lambda: booth.has("flash"), "no flash")
    fakes.feed.deliver(12)
    booth.go("review")

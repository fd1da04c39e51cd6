"""The section on delivery in the operator's area."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from alphamale_desktop.application.sync_desk import SyncStatus
from alphamale_desktop.domain.delivery import DeadLetter, DeliveryCondition, OutboxCounts, Parcel
from alphamale_desktop.ui.kiosk_fittings import Fittings
from alphamale_desktop.ui.section import Section, SectionGroup, SectionModels, SectionSite, SectionStatus
from alphamale_desktop.ui.sync_model import SyncServices, SyncViewModel, badge_of
from tests.ui.booth import Booth
from tests.ui.fake_services import Backstage
from tests.ui.fitted_booth import Fakes, open_fitted

OpenBooth = Callable[..., Booth]

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FINE = SyncStatus("guests", "kiosk-1", OutboxCounts(sent=30), DeliveryCondition("kiosk-1", sent_at=NOON))
LETTER = DeadLetter(Parcel(UUID(int=1), "a/b", "photo", "kiosk-1"), "media_damaged", NOON)
STOPPED = replace(
    FINE,
    counts=OutboxCounts(waiting=6, sent=30),
    condition=DeliveryCondition("kiosk-1", stopped_by="bucket_missing", stopped_at=NOON, sent_at=NOON, skew_s=-420),
)


def _set() -> threading.Event:
    event = threading.Event()
    event.set()
    return event


@dataclass
class FakeDesk:
    """Shows a status; remembers what it was told."""

    present: SyncStatus
    told: list[str] = field(default_factory=list)
    may_look: threading.Event = field(default_factory=_set)
    looks: threading.Event = field(default_factory=threading.Event)
    model: SyncViewModel | None = None

    def look(self) -> SyncStatus:
        self.looks.set()
        self.may_look.wait(10)
        return self.present

    def resume(self) -> None:
        self.told.append("resume")
        self.present = FINE

    def retry(self) -> None:
        self.told.append("retry")

    def _build(self, site: SectionSite) -> SectionModels:
        services = SyncServices(self.look, self.resume, self.retry)
        self.model = SyncViewModel(services, site.window, site.window.root)
        return {"model": self.model}

    def section(self) -> Section:
        return Section(
            "sync",
            "section-sync",
            "sync",
            SectionGroup.DATA,
            "sync/SyncSection.qml",
            self._build,
            lambda: badge_of(self.present),
        )


class _FakesWithSync(Fakes):
    section: Section

    def fittings(self, is_kiosk: bool, auto_after_s: float | None, accept_after_s: float | None) -> Fittings:
        return replace(super().fittings(is_kiosk, auto_after_s, accept_after_s), sections=(self.section,))


def open_section(open_booth: OpenBooth, backstage: Backstage, desk: FakeDesk, **options: object) -> Booth:
    fakes = _FakesWithSync(backstage.clock)
    fakes.section = desk.section()
    booth, _ = open_fitted(open_booth, backstage, fakes=fakes, **options)  # type: ignore[arg-type]
    booth.press("settings", "mouse")
    booth.go("settings")
    booth.press("section-sync", "mouse")
    booth.wait(lambda: booth.has("syncState") and booth.item("syncState").property("text") != "")
    return booth


def text_of(booth: Booth, name: str) -> str:
    return str(booth.item(name).property("text"))


def test_a_fine_delivery_says_so_and_asks_for_nothing(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth = open_section(open_booth, backstage, FakeDesk(FINE), size="landscape", language="en")

    assert text_of(booth, "syncState") == "Everything has arrived"
    assert "30 arrived" in text_of(booth, "syncCounts")
    assert not booth.has("syncResume")
    assert not booth.has("syncTrouble")


def test_a_stopped_delivery_says_why_and_can_be_resumed(open_booth: OpenBooth, backstage: Backstage) -> None:
    desk = FakeDesk(STOPPED)
    booth = open_section(open_booth, backstage, desk, size="landscape", language="en")
    trouble, clock = text_of(booth, "syncTrouble"), text_of(booth, "syncClock")

    booth.press("syncResume", "touch")
    booth.wait(lambda: text_of(booth, "syncState") == "Everything has arrived")

    assert desk.told == ["resume"]
    assert trouble == "There is no bucket guests."
    assert "-7 minutes" in clock or "−7" in clock
    assert not booth.has("syncResume")


def test_a_press_during_a_slow_look_is_not_lost(open_booth: OpenBooth, backstage: Backstage) -> None:
    desk = FakeDesk(STOPPED)
    booth = open_section(open_booth, backstage, desk, size="landscape", language="en")
    desk.may_look.clear()
    desk.looks.clear()
    assert desk.model is not None
    desk.model.refresh()
    booth.wait(desk.looks.is_set, "no look began")

    booth.press("syncResume", "touch")
    desk.may_look.set()
    booth.wait(lambda: text_of(booth, "syncState") == "Everything has arrived")

    assert desk.told == ["resume"]


def test_everything_can_be_tried_again(open_booth: OpenBooth, backstage: Backstage) -> None:
    desk = FakeDesk(replace(FINE, counts=OutboxCounts(dead=1), dead=(LETTER,)))
    booth = open_section(open_booth, backstage, desk, size="portrait", language="ko")

    booth.press("syncRetry", "touch")
    booth.wait(lambda: desk.told == ["retry"])

    assert text_of(booth, "syncState") == "보내지 못한 항목이 있습니다"


@pytest.mark.parametrize(
    ("status", "word", "badge"),
    [
        (replace(FINE, bucket=""), "off", SectionStatus.NONE),
        (FINE, "fine", SectionStatus.OK),
        (replace(FINE, counts=OutboxCounts(waiting=1)), "waiting", SectionStatus.OK),
        (replace(FINE, counts=OutboxCounts(erasing=1)), "waiting", SectionStatus.OK),
        (replace(FINE, counts=OutboxCounts(dead=1)), "dead", SectionStatus.WARNING),
        (replace(FINE, condition=DeliveryCondition("k", trouble="target_busy")), "failing", SectionStatus.WARNING),
        (replace(FINE, condition=DeliveryCondition("k", skew_s=-420)), "fine", SectionStatus.WARNING),
        (replace(FINE, condition=DeliveryCondition("k", skew_s=130)), "fine", SectionStatus.OK),
        (STOPPED, "stopped", SectionStatus.FAILED),
    ],
)
def test_the_badge_says_the_worst_that_holds(status: SyncStatus, word: str, badge: SectionStatus) -> None:
    assert (status.word, badge_of(status)) == (word, badge)

"""The check, the fleet and the numbers, as an organiser sees them; and what is counted while guests use the booth."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from alphamale_desktop.application.read_numbers import numbers_of
from alphamale_desktop.composition.demo_fleet import demo_heartbeats
from alphamale_desktop.composition.demo_visits import DEMO_NOW
from alphamale_desktop.domain.analysis import UnusableReason
from alphamale_desktop.domain.disk import DiskState
from alphamale_desktop.domain.errors import DatabaseUnreachableError
from alphamale_desktop.domain.fleet_errors import FleetNotSetError
from alphamale_desktop.domain.numbers import CounterName
from alphamale_desktop.ui.fleet_model import FleetPicture, FleetViewModel, status_of
from alphamale_desktop.ui.numbers_model import NumbersViewModel
from alphamale_desktop.ui.section import SectionStatus
from alphamale_desktop.ui.shell_model import Look
from tests.ui.booth import Booth
from tests.ui.fake_services import Backstage, refused
from tests.ui.fitted_booth import Fakes, open_camera, open_fitted, take_photo

OpenBooth = Callable[..., Booth]


def _open(open_booth: OpenBooth, backstage: Backstage, section: str, fakes: Fakes | None = None) -> tuple[Booth, Fakes]:
    booth, behind = open_fitted(open_booth, backstage, fakes=fakes, size="landscape", language="en")
    booth.press("settings", "mouse")
    booth.go("settings")
    booth.core.rooms.sections.open(section)
    return booth, behind


def _fleet(booth: Booth) -> FleetViewModel:
    model = booth.core.rooms.sections.models()["model"]
    assert isinstance(model, FleetViewModel)
    return model


def _numbers(booth: Booth) -> NumbersViewModel:
    model = booth.core.rooms.sections.models()["model"]
    assert isinstance(model, NumbersViewModel)
    return model


def _badge(booth: Booth, section: str) -> str:
    return str(booth.core.rooms.sections.property("badges")[section]["status"])


def test_the_check_runs_when_it_is_opened_and_says_what_to_do(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = _open(open_booth, backstage, "check")

    booth.wait(lambda: booth.has("finding-ok") and booth.has("finding-failed"), "no findings")
    booth.wait(lambda: _badge(booth, "check") == "failed", "no badge")
    summary = booth.item("checkSummary").property("text")
    booth.press("runCheck", "mouse")
    booth.wait(lambda: booth.item("runCheck").property("text") == "Check now")

    assert summary == "1 failed, 0 warnings, 1 fine."


def test_the_fleet_shows_each_kiosk_and_its_badge_the_worst(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = _open(open_booth, backstage, "fleet")

    booth.wait(lambda: all(booth.has(f"kiosk-{state}") for state in ("fine", "trouble", "away")), "no kiosks")
    lines = _fleet(booth).view.lines

    assert [line.state for line in lines] == ["fine", "trouble", "away"]
    assert lines[0].seen_text == "Seen 6 s ago"
    assert lines[1].trouble == "The camera gives no picture. The printer's paper runs low."
    assert "8 sheets left" in lines[1].facts
    assert lines[2].seen_text == "Last seen 21 min ago"
    assert _badge(booth, "fleet") == "failed"


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (FleetNotSetError(), "works alone"),
        (DatabaseUnreachableError(database="server/booth"), "server/booth"),
    ],
)
def test_a_fleet_that_cannot_be_asked_says_why(
    open_booth: OpenBooth, backstage: Backstage, error: FleetNotSetError, text: str
) -> None:
    booth, _ = _open(open_booth, backstage, "fleet", Fakes(backstage.clock, fleet=error))

    booth.wait(lambda: booth.has("fleetNote") and text in booth.item("fleetNote").property("text"), "no note")

    assert _fleet(booth).view.hint


def test_the_fleet_is_asked_again_while_it_is_open_only(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = _open(open_booth, backstage, "fleet")
    model = _fleet(booth)
    booth.wait(lambda: len(model.view.lines) == 3)
    fakes.fleet = FleetPicture(demo_heartbeats()[:1], DEMO_NOW)

    model.refresh()
    booth.wait(lambda: len(model.view.lines) == 1)
    booth.core.rooms.sections.open("check")
    booth.wait(lambda: booth.has("runCheck"))

    assert not model._timer.isActive()


def test_a_fleets_status_is_that_of_its_worst_kiosk() -> None:
    fine = replace(demo_heartbeats()[0], media_left=None)

    assert status_of(FleetPicture((), DEMO_NOW)) is SectionStatus.OK
    assert status_of(FleetPicture((fine,), DEMO_NOW)) is SectionStatus.OK
    for worse in (replace(fine, disk=DiskState.LOW), replace(fine, printer="held"), replace(fine, media_left=0)):
        assert status_of(FleetPicture((fine, worse), DEMO_NOW)) is SectionStatus.WARNING
    assert status_of(FleetPicture((replace(fine, media_left=0),), DEMO_NOW)) is SectionStatus.WARNING
    assert status_of(FleetPicture((fine,), DEMO_NOW + timedelta(minutes=3))) is SectionStatus.FAILED


def test_the_dashboard_shows_bars_against_the_survey(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = _open(open_booth, backstage, "numbers")
    model = _numbers(booth)

    booth.wait(lambda: not model.view.is_empty, "no numbers")
    view = model.view

    assert dict(view.totals)["Guests"] == "261"
    assert max(bar.fraction for bar in view.hours) == 1
    assert [bar.label for bar in view.types] == ["Alpha", "Beta", "Gamma", "Delta", "Omega"]
    assert view.types[0].value == "24 % (survey 22 %)"
    assert all(0 < bar.mark <= 1 for bar in view.types)
    assert view.unusable[0].label.startswith("It is too dark") or view.unusable[0].value == "9"
    assert "8.4 s" in view.arrival


def test_an_event_without_guests_says_so(open_booth: OpenBooth, backstage: Backstage) -> None:
    nobody = numbers_of([], DEMO_NOW, DEMO_NOW + timedelta(hours=1))
    booth, _ = _open(open_booth, backstage, "numbers", Fakes(backstage.clock, numbers=nobody))

    booth.wait(lambda: "Nobody" in booth.item("numbersEmpty").property("text"), "not said")

    assert not booth.has("exportNumbers")


def test_another_time_is_read_anew_and_numbers_can_be_saved(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = _open(open_booth, backstage, "numbers")
    model = _numbers(booth)
    booth.wait(lambda: not model.view.is_empty)

    booth.press("period-week", "mouse")
    booth.wait(lambda: model.view.period == "week" and not model.view.is_empty)
    model.export()

    booth.wait(lambda: "numbers.csv" in booth.core.board.notice.text, "not said")


def test_a_guest_is_counted_from_photo_to_result(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = open_fitted(open_booth, backstage)
    open_camera(booth, fakes)
    fakes.clock.advance(4)
    take_photo(booth, fakes)
    booth.core.visit.retake()
    booth.go("camera")
    fakes.feed.deliver()
    take_photo(booth, fakes)
    booth.core.visit.acceptPhoto()
    booth.go("form")
    booth.wait(lambda: booth.core.visit.findings is not None)
    booth.fill_form()
    fakes.clock.advance(20)
    booth.core.visit.submit()
    booth.go("result")
    booth.core.visit.finish()

    counts = [(name, label) for name, label, _ in fakes.counts]
    form = [seconds for name, label, seconds in fakes.counts if (name, label) == (CounterName.STEP, "form")]
    assert counts.count((CounterName.VISIT, "")) == 1
    assert counts.count((CounterName.RETAKE, "")) == 1
    assert counts.count((CounterName.FINISHED, "")) == 1
    assert counts.count((CounterName.TYPE, "alpha")) == 1
    assert (CounterName.PHOTO, "") in counts
    assert not [name for name, _ in counts if name is CounterName.LEFT]
    assert form == [20]


def test_a_guest_who_leaves_and_a_refused_photo_are_counted(open_booth: OpenBooth, backstage: Backstage) -> None:
    backstage.analyser.answer = refused(UnusableReason.TOO_DARK)
    booth, fakes = open_fitted(open_booth, backstage)

    booth.bring_photo()
    booth.go("form")
    booth.wait(lambda: booth.core.visit.findings is not None)
    booth.core.visit.finish()
    booth.go("welcome")

    counts = [(name, label) for name, label, _ in fakes.counts]
    assert (CounterName.UNUSABLE, "too_dark") in counts
    assert (CounterName.LEFT, "form") in counts
    assert not [name for name, _ in counts if name in (CounterName.TYPE, CounterName.FINISHED)]


def test_an_events_colour_and_logo_are_on_the_first_page(
    open_booth: OpenBooth, backstage: Backstage, tmp_path: Path
) -> None:
    logo = QImage(300, 100, QImage.Format.Format_RGB32)
    logo.fill(QColor("#3366ff"))
    logo.save(str(tmp_path / "logo.png"))
    booth, _ = open_fitted(open_booth, backstage)
    before = _colours(booth)

    booth.core.shell.change_look(Look(accent="#66ff99", logo=tmp_path / "logo.png"))
    booth.wait(lambda: "#3366ff" in _colours(booth), "no logo")
    after = _colours(booth)

    assert "#cfae70" in before
    assert "#cfae70" not in after
    assert "#66ff99" in after


def _colours(booth: Booth) -> set[str]:
    picture = booth.grab()
    return {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 2)
    }

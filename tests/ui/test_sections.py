"""The sections of the operator's area and of the settings: which are there, what opens, what the badges say."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem

from alphamale_desktop.domain.errors import DatabaseBusyError
from alphamale_desktop.ui.kiosk_fittings import Fittings
from alphamale_desktop.ui.section import Section, SectionGroup, SectionModels, SectionSite, SectionStatus
from alphamale_desktop.ui.sections_model import SectionsViewModel
from tests.ui.booth import SIZES, Booth, items_of
from tests.ui.fake_services import Backstage
from tests.ui.fitted_booth import PIN, Fakes, open_fitted

OpenBooth = Callable[..., Booth]

_SMALL = "settings/ComputerSection.qml"


class _Builder:
    """A section's view-models, counted; told when the window goes."""

    def __init__(self) -> None:
        self.sites: list[SectionSite] = []

    def __call__(self, site: SectionSite) -> SectionModels:
        self.sites.append(site)
        model = site.window.root.findChild(QObject, "spareSettings")
        assert isinstance(model, QObject)
        return {"settings": model}


def _section(name: str, build: _Builder, badge: Callable[[], SectionStatus] | None = None) -> Section:
    return Section(name, "section-computer", "sync", SectionGroup.DATA, _SMALL, build, badge)


class _FakesWithSections(Fakes):
    """The usual fakes, and further sections."""

    further: tuple[Section, ...] = ()

    def fittings(self, is_kiosk: bool, auto_after_s: float | None, accept_after_s: float | None) -> Fittings:
        return replace(super().fittings(is_kiosk, auto_after_s, accept_after_s), sections=self.further)


def _open(open_booth: OpenBooth, backstage: Backstage, *further: Section, **options: object) -> Booth:
    """A desktop's settings."""
    fakes = _FakesWithSections(backstage.clock)
    fakes.further = further
    booth, _ = open_fitted(open_booth, backstage, fakes=fakes, prepare=_name_settings, **options)  # type: ignore[arg-type]
    booth.press("settings", "mouse")
    booth.go("settings")
    return booth


def _name_settings(window: object) -> None:
    window.rooms.settings.setObjectName("spareSettings")  # type: ignore[attr-defined]


def _sections(booth: Booth) -> SectionsViewModel:
    return booth.core.rooms.sections


def _status(booth: Booth, section_id: str) -> str:
    return str(_sections(booth).property("badges")[section_id]["status"])


def _operator(open_booth: OpenBooth, backstage: Backstage, **options: object) -> tuple[Booth, Fakes]:
    booth, fakes = open_fitted(open_booth, backstage, is_kiosk=True, **options)  # type: ignore[arg-type]
    operator = booth.core.rooms.operator
    assert operator is not None
    operator.open()
    booth.wait(lambda: not operator.view.is_busy)
    for digit in PIN:
        operator.key(digit)
    operator.submit()
    booth.go("operator")
    return booth, fakes


def test_a_wide_page_shows_list_and_first_section_at_once(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth = _open(open_booth, backstage, size="landscape")

    assert booth.has("section-event")
    assert booth.has("eventName")


def test_a_tall_page_goes_from_the_list_to_a_section_and_back(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth = _open(open_booth, backstage, size="portrait")
    before = (booth.has("section-display"), booth.has("contrast"))

    booth.press("section-display", "touch")
    booth.wait(lambda: booth.has("contrast"))
    during = booth.has("section-display")
    booth.press("back", "touch")
    booth.wait(lambda: booth.has("section-display"))
    booth.press("back", "touch")
    booth.go("welcome")

    assert before == (True, False)
    assert not during


@pytest.mark.parametrize("size", ["portrait", "landscape"])
def test_escape_leads_out_step_by_step(open_booth: OpenBooth, backstage: Backstage, size: str) -> None:
    booth = _open(open_booth, backstage, size=size)
    _sections(booth).open("display")
    booth.wait(lambda: booth.has("contrast"))

    booth.key(Qt.Key.Key_Escape)
    steps = [booth.page]
    if size == "portrait":
        booth.wait(lambda: booth.has("section-display"))
        booth.key(Qt.Key.Key_Escape)
    booth.go("welcome")

    assert steps == (["settings"] if size == "portrait" else ["welcome"])


def test_a_section_is_built_when_it_is_first_opened_and_only_then(open_booth: OpenBooth, backstage: Backstage) -> None:
    build = _Builder()
    booth = _open(open_booth, backstage, _section("sync", build))
    before = len(build.sites)

    for section_id in ("sync", "event", "sync"):
        _sections(booth).open(section_id)
        booth.settle()

    assert before == 0
    assert len(build.sites) == 1


def test_outside_the_area_no_section_opens(open_booth: OpenBooth, backstage: Backstage) -> None:
    build = _Builder()
    fakes = _FakesWithSections(backstage.clock)
    fakes.further = (_section("sync", build),)
    booth, _ = open_fitted(open_booth, backstage, is_kiosk=True, fakes=fakes, prepare=_name_settings)

    _sections(booth).open("sync")

    assert _sections(booth).property("current") == ""
    assert build.sites == []


def test_an_unknown_section_changes_nothing(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth = _open(open_booth, backstage)

    _sections(booth).open("attic")

    assert _sections(booth).property("current") == "event"


def test_badges_are_looked_up_when_the_area_opens(open_booth: OpenBooth, backstage: Backstage) -> None:
    def broken() -> SectionStatus:
        raise DatabaseBusyError

    booth = _open(
        open_booth,
        backstage,
        _section("sync", _Builder(), lambda: SectionStatus.WARNING),
        _section("fleet", _Builder(), broken),
    )

    booth.wait(lambda: _status(booth, "sync") == "warning")

    assert _status(booth, "fleet") == "failed"
    assert _status(booth, "event") == "none"


def test_a_view_model_sets_its_own_badge(open_booth: OpenBooth, backstage: Backstage) -> None:
    build = _Builder()
    booth = _open(open_booth, backstage, _section("sync", build))
    _sections(booth).open("sync")
    booth.settle()

    build.sites[0].report(SectionStatus.FAILED)

    assert _status(booth, "sync") == "failed"
    assert QAccessible.queryAccessibleInterface(booth.item("section-sync")).text(QAccessible.Text.Description)


def test_a_change_for_the_next_start_marks_the_kiosk(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = _operator(open_booth, backstage)
    settings = booth.core.rooms.settings
    assert settings is not None
    seen = [_status(booth, "kiosk")]

    for by in (1, -1):
        settings.stepRetention(by)
        seen.append(_status(booth, "kiosk"))

    assert seen == ["none", "warning", "none"]


def test_the_arrow_keys_walk_the_list(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth = _open(open_booth, backstage, size="landscape")
    booth.item("section-event").forceActiveFocus(Qt.FocusReason.TabFocusReason)

    booth.key(Qt.Key.Key_Down)
    below = booth.focused()
    booth.key(Qt.Key.Key_Return)
    booth.key(Qt.Key.Key_Up)
    booth.key(Qt.Key.Key_Up)

    assert below == "section-display"
    assert _sections(booth).property("current") == "display"
    assert booth.focused() == "section-event"


def test_two_sections_of_one_name_are_refused(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth = _open(open_booth, backstage)
    twice = _section("sync", _Builder())
    window = booth.core.rooms.window

    with pytest.raises(ValueError, match="one section an id"):
        SectionsViewModel(window, (twice, twice))


@pytest.mark.parametrize("text_percent", [100, 200])
@pytest.mark.parametrize("size", SIZES)
def test_every_section_fits_its_page_and_can_be_used(
    open_booth: OpenBooth, backstage: Backstage, size: str, text_percent: int
) -> None:
    booth, _ = _operator(open_booth, backstage, size=size, text_percent=text_percent)
    width, height = SIZES[size]
    least = 72 * min(width, height) / 1080 - 0.5
    wrong: list[tuple[str, str]] = []

    for section_id in _sections(booth).ids:
        _sections(booth).close()
        _sections(booth).open(section_id)
        booth.settle()
        booth.grab()
        for control in _controls(booth):
            at = control.mapRectToScene(control.boundingRect())
            face = QAccessible.queryAccessibleInterface(control)
            is_told = face is not None and bool(face.text(QAccessible.Text.Name))
            if at.left() < -1 or at.right() > width + 1 or min(at.width(), at.height()) < least or not is_told:
                wrong.append((section_id, control.objectName()))

    assert len(_sections(booth).ids) >= 5
    assert wrong == []


def _controls(booth: Booth) -> list[QQuickItem]:
    found = items_of(booth.window.contentItem())
    return [item for item in found if item.inherits("QQuickAbstractButton") and item.isVisible() and item.isEnabled()]

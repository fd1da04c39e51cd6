"""Settings: on a desktop, and behind a kiosk's PIN."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt

from alphamale_desktop.application.settings_desk import Choices
from alphamale_desktop.domain.errors import SettingsMalformedError
from tests.ui.booth import Booth
from tests.ui.fake_services import Backstage
from tests.ui.fitted_booth import Fakes, MemoryDesk, open_fitted

OpenBooth = Callable[..., Booth]

_LOOKS_AT_REST = 12
"""Looks 5 ms apart that must agree before something counts as standing still."""


def _open(open_booth: OpenBooth, backstage: Backstage, **options: object) -> tuple[Booth, Fakes]:
    booth, fakes = open_fitted(open_booth, backstage, **options)  # type: ignore[arg-type]
    booth.press("settings", "mouse")
    booth.go("settings")
    return booth, fakes


_SECTIONS = {
    "display": ("homeLanguage-en", "contrast", "textSize-more"),
    "event": ("eventName", "retention-more"),
    "camera": ("autoShutter", "cameraTest"),
    "computer": ("device-cpu", "device-cuda", "device-auto", "examine"),
}


def _to_section_of(booth: Booth, name: str) -> None:
    """Opens the section that holds that control."""
    section = next(section for section, names in _SECTIONS.items() if name in names)
    booth.core.rooms.sections.open(section)
    booth.wait(lambda: booth.has(name))


def _rest(booth: Booth, name: str) -> None:
    """Until the item stands still: letters of another size move everything below them."""
    item = booth.item(name)
    booth.grab()
    seen: list[QPointF] = []

    def is_at_rest() -> bool:
        seen.append(item.mapToScene(QPointF(0, 0)))
        return len(seen) > _LOOKS_AT_REST and all(place == seen[-1] for place in seen[-_LOOKS_AT_REST:])

    booth.wait(is_at_rest)


def _reveal(booth: Booth, name: str) -> None:
    """Scrolls it into sight, as the keyboard does."""
    _rest(booth, name)
    booth.item(name).forceActiveFocus(Qt.FocusReason.TabFocusReason)
    _rest(booth, name)


def _press(booth: Booth, name: str) -> None:
    _to_section_of(booth, name)
    _reveal(booth, name)
    booth.press(name, "touch")


def test_every_change_is_kept_at_once(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = _open(open_booth, backstage)

    for name in ("homeLanguage-en", "contrast", "textSize-more", "autoShutter", "retention-more", "device-cpu"):
        _press(booth, name)
    booth.wait(lambda: bool(fakes.desk.written) and fakes.desk.written[-1].device == "cpu")

    assert fakes.desk.written[-1] == Choices(
        language="en", is_high_contrast=True, text_percent=125, auto_shutter=True, retention_days=31, device="cpu"
    )


def test_what_can_change_now_changes_now(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = _open(open_booth, backstage, language="ko")

    for name in ("homeLanguage-en", "contrast", "textSize-more", "autoShutter"):
        _press(booth, name)

    camera = booth.core.rooms.camera
    assert camera is not None
    assert booth.core.words.spoken == "en"
    assert booth.core.shell.look.is_high_contrast
    assert booth.core.shell.look.text_percent == 125
    booth.wait(lambda: bool(camera.property("isAutomatic")))


def test_what_waits_for_the_next_start_says_so(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = _open(open_booth, backstage)
    settings = booth.core.rooms.settings
    assert settings is not None

    _press(booth, "contrast")
    before = settings.property("pending")
    _press(booth, "device-cpu")
    during = settings.property("pending")
    _press(booth, "device-auto")

    assert before == []
    assert during == ["device"]
    assert settings.property("pending") == []


def test_the_event_gets_its_name_from_the_keyboard(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = _open(open_booth, backstage)
    _to_section_of(booth, "eventName")
    _reveal(booth, "eventName")

    for key in (Qt.Key.Key_G, Qt.Key.Key_A, Qt.Key.Key_L, Qt.Key.Key_A, Qt.Key.Key_Return):
        booth.key(key)
    booth.wait(lambda: bool(fakes.desk.written))

    assert fakes.desk.written[-1].event_name == "gala"


def test_values_stop_at_their_limits(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = open_fitted(open_booth, backstage, is_kiosk=True)
    settings = booth.core.rooms.settings
    assert settings is not None

    for _ in range(12):
        settings.stepRetakes(1)
        settings.stepIdle(-1)
        settings.stepTextSize(1)
    settings.chooseDevice("tpu")
    settings.chooseLanguage("fr")
    settings.nameEvent("x" * 100)

    choices = settings.choices
    assert (choices.retakes, choices.idle_s, choices.text_percent) == (10, 10, 200)
    assert (choices.device, choices.language, len(choices.event_name)) == ("auto", "", 60)


@pytest.mark.parametrize(
    "wrong", [{"retakes": 11}, {"idle_s": 5}, {"text_percent": 201}, {"device": "tpu"}, {"language": "fr"}]
)
def test_choices_out_of_range_cannot_exist(wrong: dict[str, int | str]) -> None:
    with pytest.raises(ValueError, match=r"got|unknown"):
        Choices(**wrong)  # type: ignore[arg-type]


class _SlowDesk(MemoryDesk):
    """Writes the first choice only when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()

    def write(self, choices: Choices) -> None:
        self.gate.wait(10)
        super().write(choices)


def test_a_slow_disk_never_puts_an_older_choice_over_a_newer_one(open_booth: OpenBooth, backstage: Backstage) -> None:
    desk = _SlowDesk()
    booth, _ = open_fitted(open_booth, backstage, fakes=Fakes(backstage.clock, desk=desk))
    settings = booth.core.rooms.settings
    assert settings is not None

    for _ in range(3):
        settings.stepRetention(1)
    desk.gate.set()
    booth.wait(lambda: len(desk.written) == 2)

    assert [choices.retention_days for choices in desk.written] == [31, 33]


def test_settings_that_cannot_be_written_are_no_secret(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = _open(open_booth, backstage)
    fakes.desk.error = SettingsMalformedError(file="settings.toml", field="-")

    _press(booth, "contrast")

    booth.wait(lambda: booth.core.board.notice.is_trouble)


def test_the_computer_is_looked_over(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = _open(open_booth, backstage, language="en")

    _press(booth, "examine")

    booth.wait(lambda: booth.has("health-ok") and booth.has("health-failed"))


def test_the_camera_can_be_seen_live_and_goes_off_with_the_page(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, fakes = _open(open_booth, backstage)

    _press(booth, "cameraTest")
    booth.wait(lambda: booth.has("cameraTestView") and fakes.feed.is_running)
    booth.key(Qt.Key.Key_Escape)
    booth.go("welcome")

    booth.wait(lambda: not fakes.feed.is_running)


@pytest.mark.parametrize("size", ["portrait", "landscape", "window"])
@pytest.mark.parametrize("text_percent", [100, 200])
def test_nothing_sticks_out_of_the_page(
    open_booth: OpenBooth, backstage: Backstage, size: str, text_percent: int
) -> None:
    booth, _ = _open(open_booth, backstage, size=size, text_percent=text_percent)
    names = ("homeLanguage-en", "textSize-more", "contrast", "eventName", "retention-more", "device-cuda", "examine")
    sides: dict[str, float] = {}

    for name in names:
        _to_section_of(booth, name)
        _rest(booth, name)
        sides[name] = booth.item(name).mapToScene(booth.item(name).boundingRect().bottomRight()).x()

    assert max(sides.values()) <= booth.window.width()

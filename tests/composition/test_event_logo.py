"""Which logo an event has."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from alphamale_desktop.composition.event_logo import LogoFile, event_logo_of
from alphamale_desktop.domain.bundle_errors import LogoUnreadableError
from alphamale_desktop.domain.errors import AlphaMaleError, FileMissingError
from alphamale_desktop.settings.load import load_settings, save_settings
from alphamale_desktop.settings.paths import user_paths
from alphamale_desktop.settings.schema import GeneralSettings, Settings


def test_the_bundles_logo_serves_until_the_settings_name_another(tmp_path: Path) -> None:
    user = user_paths(tmp_path)
    assert event_logo_of(Settings(), user) is None
    user.event.mkdir(parents=True)
    (user.event / "logo.png").write_bytes(b"a picture")
    chosen = Settings(general=GeneralSettings(event_logo=tmp_path / "own.png"))

    assert event_logo_of(Settings(), user) == user.event / "logo.png"
    assert event_logo_of(chosen, user) == tmp_path / "own.png"


def _picture(file: Path, side_px: int = 1_600) -> Path:
    Image.new("RGB", (side_px, side_px // 2), "red").save(file)
    return file


def test_a_chosen_picture_is_copied_so_that_the_stick_may_go(tmp_path: Path) -> None:
    user = user_paths(tmp_path / "home")
    stick = _picture(tmp_path / "stick.jpg")
    save_settings(user.settings_file, Settings(general=GeneralSettings(event_logo=tmp_path / "old.png")))
    logo = LogoFile(user)

    logo.put(stick)
    stick.unlink()
    shown = logo.read()

    assert shown is not None
    with Image.open(BytesIO(shown)) as picture:
        assert (picture.size, picture.format) == ((1_200, 600), "PNG")
    settings = load_settings(user.settings_file, {})
    assert event_logo_of(settings, user) == user.event / "logo.png"
    assert (user.event / "logo.png").stat().st_mode & 0o777 == 0o600


def test_a_logo_can_be_taken_away_wherever_it_came_from(tmp_path: Path) -> None:
    user = user_paths(tmp_path / "home")
    named = _picture(tmp_path / "named.png", 100)
    logo = LogoFile(user)
    logo.put(named)
    save_settings(user.settings_file, Settings(general=GeneralSettings(event_logo=named)))

    logo.remove()
    logo.remove()

    assert logo.read() is None
    assert event_logo_of(load_settings(user.settings_file, {}), user) is None
    assert named.exists()


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [("no.png", None, FileMissingError), ("text.png", b"no picture", LogoUnreadableError)],
)
def test_what_cannot_be_a_logo_changes_nothing(
    tmp_path: Path, name: str, content: bytes | None, error: type[AlphaMaleError]
) -> None:
    user = user_paths(tmp_path / "home")
    logo = LogoFile(user)
    logo.put(_picture(tmp_path / "good.png"))
    before = logo.read()
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(error):
        logo.put(tmp_path / name)

    assert logo.read() == before
    assert [file.name for file in user.event.iterdir()] == ["logo.png"]

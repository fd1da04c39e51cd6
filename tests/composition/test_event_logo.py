"""Which logo an event has."""

from pathlib import Path

from alphamale_desktop.composition.event_logo import event_logo_of
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

"""The settings of the delivery."""

from pathlib import Path

import pytest

from alphamale_desktop.domain.errors import SettingsMalformedError
from alphamale_desktop.settings.load import load_settings
from alphamale_desktop.settings.schema import Settings


def test_nothing_is_delivered_unless_somebody_sets_a_bucket() -> None:
    assert Settings().sync.bucket == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("bucket", "no spaces"),
        ("endpoint", "10.0.0.5:9000"),
        ("endpoint", "ftp://10.0.0.5"),
        ("region", "Seoul!"),
        ("encryption", "rot13"),
        ("credentials", "in my head"),
        ("hours", "25:00-03:00"),
        ("hours", "at night"),
        ("limit_kib_s", "-1"),
        ("parallel", "0"),
        ("public_key", "abc"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(tmp_path: Path, field: str, value: str) -> None:
    with pytest.raises(SettingsMalformedError) as caught:
        load_settings(tmp_path / "settings.toml", {f"ALPHAMALE_SYNC__{field.upper()}": value})

    assert caught.value.details["field"] == f"sync.{field}"


def test_everything_can_be_set_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        '[sync]\nbucket = "guests"\nendpoint = "http://10.0.0.5:9000"\npath_style = true\nhours = "22:00-06:00"\n'
        'encryption = "aws:kms"\nlimit_kib_s = 512\n',
        encoding="utf-8",
    )

    sync = load_settings(file, {}).sync

    assert (sync.bucket, sync.endpoint, sync.path_style) == ("guests", "http://10.0.0.5:9000", True)
    assert (sync.hours, sync.encryption, sync.limit_kib_s) == ("22:00-06:00", "aws:kms", 512)

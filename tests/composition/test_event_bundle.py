"""Event bundles: cloned whole, and refused whole where anything in them is wrong."""

import json
import stat
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from alphamale_desktop.composition.core import Core
from alphamale_desktop.composition.event_bundle import read_bundle, write_bundle
from alphamale_desktop.composition.event_desk import exported_bundle, import_bundle, read_checked
from alphamale_desktop.domain.bundle_errors import (
    EventBundleMalformedError,
    EventBundleOtherVersionError,
    EventBundleTooLargeError,
)
from alphamale_desktop.domain.errors import (
    AlphaMaleError,
    FileMissingError,
    FileUnwritableError,
    SettingsMalformedError,
)
from alphamale_desktop.settings.load import load_settings, save_settings
from alphamale_desktop.settings.paths import program_paths, user_paths
from alphamale_desktop.settings.schema import (
    GeneralSettings,
    KioskSettings,
    LookSettings,
    Settings,
    StorageSettings,
)
from alphamale_desktop.storage.catalog_tables import PictureRow
from alphamale_desktop.texts.fluent_texts import FluentTexts
from tests.fakes.clock import NOON
from tests.fakes.shipped import shipped_texts

TEXTS = shipped_texts()
EVENT = Settings(
    general=GeneralSettings(event_name="Gala", machine_name="first"),
    kiosk=KioskSettings(retakes=1),
    look=LookSettings(accent="#8fc7ff"),
    storage=StorageSettings(retention_days=7),
)
Entries = dict[str, bytes]


def _picture(side_px: int, kind: str) -> bytes:
    encoded = BytesIO()
    Image.new("RGB", (side_px, side_px), (200, 90, 40)).save(encoded, kind)
    return encoded.getvalue()


@pytest.fixture
def prepared(tmp_path: Path) -> Core:
    """A kiosk with an event of its own: settings, a renamed person with a portrait, a word, a logo."""
    user = user_paths(tmp_path / "first")
    save_settings(user.settings_file, EVENT)
    core = Core(EVENT, program_paths(), user, TEXTS)
    digest = core.media.put(_picture(64, "JPEG"), "jpg").digest
    with core.database().session() as session:
        session.connection().exec_driver_sql("UPDATE celebrity_tbl SET name = 'Our Host' WHERE rank = 1")
        session.add(
            PictureRow(
                celebrity_id=1, position=0, digest=digest, suffix="jpg", width_px=64, height_px=64, added_at=NOON
            )
        )
        session.commit()
    user.event.mkdir(parents=True)
    (user.event / "texts.en.ftl").write_text("order-heading = Back in a minute\n")
    (user.event / "logo.png").write_bytes(_picture(80, "PNG"))
    return core


@pytest.fixture
def bundle_file(tmp_path: Path, prepared: Core) -> Path:
    file = tmp_path / "gala.zip"
    write_bundle(exported_bundle(prepared), file)
    prepared.close()
    return file


@pytest.fixture
def other(tmp_path: Path) -> Core:
    """Another kiosk, with a name and settings of its own."""
    own = Settings(general=GeneralSettings(machine_name="second"), kiosk=KioskSettings(retakes=3))
    user = user_paths(tmp_path / "second")
    save_settings(user.settings_file, own)
    return Core(own, program_paths(), user, TEXTS)


def test_an_event_is_cloned_whole_and_the_kiosk_stays_itself(bundle_file: Path, other: Core) -> None:
    imported = import_bundle(other, read_checked(other, bundle_file), bundle_file.name)

    settings = load_settings(other.user.settings_file, {})
    with other.work() as work:
        host = work.catalog.celebrities()[0]
    words = FluentTexts(program_paths().resources / "i18n", other.user.event)
    assert (imported.event_name, imported.people, imported.pictures) == ("Gala", 110, 1)
    assert settings.general.machine_name == "second"
    assert (settings.kiosk.retakes, settings.storage.retention_days, settings.look.accent) == (1, 7, "#8fc7ff")
    assert host.name == "Our Host"
    assert host.portrait is not None
    assert other.portraits.portrait(host, 96)
    assert words.text("order-heading", "en") == "Back in a minute"
    with Image.open(other.user.event / "logo.png") as logo:
        assert logo.size == (80, 80)
    other.close()


def test_a_bundle_is_private_and_carries_no_address_name_or_pin(bundle_file: Path) -> None:
    with zipfile.ZipFile(bundle_file) as bundle:
        settings = json.loads(bundle.read("settings.json"))
        names = set(bundle.namelist())

    assert stat.S_IMODE(bundle_file.stat().st_mode) == 0o600
    assert set(settings) == {"general", "storage", "camera", "kiosk", "look"}
    assert set(settings["general"]) == {"language", "event_name"}
    assert set(settings["storage"]) == {"retention_days"}
    assert not any("pin" in name or "kiosk" in name for name in names)


def _changed(file: Path, change: Callable[[Entries], None]) -> Path:
    with zipfile.ZipFile(file) as bundle:
        entries = {name: bundle.read(name) for name in bundle.namelist()}
    change(entries)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in entries.items():
            bundle.writestr(name, content)
    return file


def _put(name: str, content: bytes) -> Callable[[Entries], None]:
    return lambda entries: entries.update({name: content})


def _about(**values: object) -> bytes:
    return json.dumps({"format": 1, "program": "9.9.9", "schema_revision": "0001", **values}).encode()


def _drop_pictures(entries: Entries) -> None:
    for name in [name for name in entries if name.startswith("pictures/")]:
        del entries[name]


def _swap_picture(entries: Entries) -> None:
    name = next(name for name in entries if name.startswith("pictures/"))
    entries[name] += b"?"


BROKEN: list[tuple[str, Callable[[Entries], None], type[AlphaMaleError]]] = [
    ("a path that leads out", _put("../../settings.toml", b"x"), EventBundleMalformedError),
    ("an absolute path", _put("/etc/passwd", b"x"), EventBundleMalformedError),
    ("an unknown entry", _put("run.sh", b"x"), EventBundleMalformedError),
    ("no JSON", _put("settings.json", b"{"), EventBundleMalformedError),
    ("JSON of another shape", _put("settings.json", b"[1]"), EventBundleMalformedError),
    ("a setting out of range", _put("settings.json", b'{"kiosk": {"retakes": 99}}'), EventBundleMalformedError),
    ("a dark accent", _put("settings.json", b'{"look": {"accent": "#101010"}}'), EventBundleMalformedError),
    ("a newer format", _put("event.json", _about(format=2)), EventBundleOtherVersionError),
    ("another revision's catalog", _put("event.json", _about()), EventBundleOtherVersionError),
    ("a catalog that is none", _put("catalog.json", b'{"digest": "x", "rows": "{}"}'), EventBundleMalformedError),
    ("an unknown text", _put("texts.ko.ftl", b"no-such-key = x\n"), EventBundleMalformedError),
    ("a text with another value", _put("texts.en.ftl", b"main-retention = { $salary }\n"), EventBundleMalformedError),
    ("no Fluent", _put("texts.en.ftl", b"}}}\n"), EventBundleMalformedError),
    ("a logo that is text", _put("logo.png", b"hello"), EventBundleMalformedError),
    ("a picture bomb", _put("logo.png", b""), EventBundleMalformedError),
    ("missing pictures", _drop_pictures, EventBundleMalformedError),
    ("a changed picture", _swap_picture, EventBundleMalformedError),
    ("an entry that unpacks to too much", _put("texts.ko.ftl", b" " * 65_000_000), EventBundleTooLargeError),
]


@pytest.mark.parametrize(("change", "error"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_bundle_that_is_wrong_anywhere_changes_nothing(
    bundle_file: Path, other: Core, change: Callable[[Entries], None], error: type[AlphaMaleError]
) -> None:
    before = other.user.settings_file.read_bytes()
    file = _changed(bundle_file, change)

    with pytest.raises(error):
        read_checked(other, file)

    with other.work() as work:
        assert work.catalog.celebrities()[0].name == "차은우"
    assert other.user.settings_file.read_bytes() == before
    assert not other.user.event.exists()
    other.close()


def test_a_catalog_of_an_earlier_revision_with_the_same_tables_is_taken(bundle_file: Path, other: Core) -> None:
    file = _changed(bundle_file, _put("event.json", _about(schema_revision="0006")))

    taken = import_bundle(other, read_checked(other, file), file.name)
    other.close()

    assert taken.people is not None


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04" + b"\0" * 40])
def test_a_file_that_is_no_bundle_is_said_so(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.zip"
    file.write_bytes(content)

    with pytest.raises(EventBundleMalformedError):
        read_bundle(file, Settings(), {"0001"})


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        read_bundle(tmp_path / "gone.zip", Settings(), {"0001"})


def test_an_import_that_breaks_half_way_is_taken_back(bundle_file: Path, other: Core) -> None:
    bundle = read_checked(other, bundle_file)
    other.user.event.parent.mkdir(parents=True, exist_ok=True)
    other.user.event.with_name("event.old").write_text("a file that no folder can replace")
    other.user.event.mkdir()

    with pytest.raises(FileUnwritableError):
        import_bundle(other, bundle, bundle_file.name)

    with other.work() as work:
        assert work.catalog.celebrities()[0].name == "차은우"
    assert {path.name for path in other.user.event.parent.glob("event*")} == {"event", "event.old"}
    other.close()


@pytest.mark.parametrize("had_one", [True, False])
def test_words_and_logo_are_taken_back_where_the_settings_cannot_be_written(
    bundle_file: Path, other: Core, had_one: bool
) -> None:
    bundle = read_checked(other, bundle_file)
    if had_one:
        other.user.event.mkdir(parents=True)
        (other.user.event / "texts.en.ftl").write_text("order-heading = Ours\n")
    # Nobody can write this file any more, not even root.
    other.user.settings_file.with_suffix(".last-good").mkdir()

    with pytest.raises(SettingsMalformedError):
        import_bundle(other, bundle, bundle_file.name)

    left = {path.name: path.read_text() for path in other.user.event.parent.glob("event*/*")}
    assert left == ({"texts.en.ftl": "order-heading = Ours\n"} if had_one else {})
    assert [path.name for path in other.user.event.parent.glob("event*")] == ["event"] * had_one
    with other.work() as work:
        assert work.catalog.celebrities()[0].name == "차은우"
    other.close()

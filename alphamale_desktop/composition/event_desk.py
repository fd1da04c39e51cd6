"""Takes an event from this kiosk into a bundle, and from a bundle onto this kiosk."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alphamale_desktop.application.fleet_port import CatalogDump
from alphamale_desktop.application.ports import MediaFile
from alphamale_desktop.composition.core import Core
from alphamale_desktop.composition.event_bundle import (
    LANGUAGES,
    EventBundle,
    carried_settings,
    read_bundle,
    settings_with,
)
from alphamale_desktop.composition.event_logo import logo_png
from alphamale_desktop.domain.bundle_errors import EventBundleMalformedError, LogoUnreadableError
from alphamale_desktop.domain.errors import (
    AlphaMaleError,
    CatalogMalformedError,
    FileUnreadableError,
    FileUnwritableError,
    PhotoError,
    PictureTooSmallError,
)
from alphamale_desktop.settings.change import change_settings
from alphamale_desktop.settings.load import load_settings
from alphamale_desktop.settings.paths import LOGO
from alphamale_desktop.settings.schema import Settings
from alphamale_desktop.storage.schema_history import CATALOG_REVISIONS, SHIPPED_HISTORY
from alphamale_desktop.texts.fluent_texts import catalog_source, check_own_words
from alphamale_desktop.version import __version__


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought; counts and names only.

    Attributes:
        people: Of the catalog that is there now; None where the bundle had none.
        texts: Languages with words of the event's own.
    """

    event_name: str
    people: int | None
    pictures: int
    texts: tuple[str, ...]
    has_logo: bool


def new_bundle(settings: Settings, texts: Path | None, logo: Path | None) -> EventBundle:
    """From nothing but what is given; a catalog comes with an export.

    Args:
        texts: A folder with ``texts.ko.ftl`` or ``texts.en.ftl``.

    Raises:
        FileUnreadableError
    """
    words = {} if texts is None else _texts_in(texts)
    picture = None if logo is None else _read(logo)
    carried = carried_settings(settings)
    return EventBundle(__version__, SHIPPED_HISTORY.head, carried, texts=words, logo=picture)


def exported_bundle(core: Core) -> EventBundle:
    """This kiosk's event.

    Raises:
        StorageError, FileUnreadableError
    """
    member = core.database().fleet_member(core.kiosk_id)
    catalog = member.catalog()
    pictures: dict[str, bytes] = {}
    for digest in member.files_of(catalog):
        pictures[digest] = core.media.get(MediaFile(digest, "jpg"))
    logo = core.user.event / LOGO
    return EventBundle(
        __version__,
        SHIPPED_HISTORY.head,
        carried_settings(load_settings(core.user.settings_file, {})),
        catalog,
        pictures,
        _texts_in(core.user.event),
        _read(logo) if logo.exists() else None,
    )


def read_checked(core: Core, file: Path) -> EventBundle:
    """The bundle, with everything in it tried; nothing is changed.

    Raises:
        EventBundleError, FileMissingError, FileUnreadableError, SettingsMalformedError
    """
    bundle = read_bundle(file, load_settings(core.user.settings_file, {}), CATALOG_REVISIONS)
    for language, source in bundle.texts.items():
        try:
            check_own_words(source, catalog_source(core.program.resources / "i18n", language))
        except ValueError as error:
            raise EventBundleMalformedError(file=file.name, part=f"texts.{language}.ftl ({error})") from error
    if bundle.logo is not None:
        fitted_logo(bundle.logo, file.name)
    for digest, data in bundle.pictures.items():
        try:
            core.codec.photo_pixels(data, 64)
        except PictureTooSmallError:
            # Too small for a guest's photo; a thumbnail may be.
            continue
        except PhotoError as error:
            raise EventBundleMalformedError(file=file.name, part=f"pictures/{digest[:12]}") from error
    if bundle.catalog is not None:
        _check_catalog(core, bundle.catalog, bundle, file.name)
    return bundle


def import_bundle(core: Core, bundle: EventBundle, name: str) -> Imported:
    """Puts a checked bundle into place. What fails half-way is taken back.

    Args:
        name: Of its file, for messages.

    Raises:
        StorageError, SettingsMalformedError, FileUnwritableError
    """
    member = core.database().fleet_member(core.kiosk_id)
    before = member.catalog()
    for data in bundle.pictures.values():
        core.media.put(data, "jpg")
    if bundle.catalog is not None:
        member.replace_catalog(bundle.catalog)
    try:
        # The settings last: a kiosk whose settings name the event has everything of it.
        with _exchanged(core.user.event, bundle, name):
            settings = change_settings(core.user.settings_file, lambda present: settings_with(present, bundle.settings))
    except (AlphaMaleError, OSError) as error:
        member.replace_catalog(before)
        if isinstance(error, OSError):
            raise FileUnwritableError(file=str(core.user.event)) from error
        raise
    with core.work() as work:
        people = len(work.catalog.celebrities()) if bundle.catalog is not None else None
    return Imported(
        settings.general.event_name, people, len(bundle.pictures), tuple(sorted(bundle.texts)), bundle.logo is not None
    )


def fitted_logo(data: bytes, name: str) -> bytes:
    """A PNG of at most 1,200 px, without metadata.

    Raises:
        EventBundleMalformedError: If it is no picture, or a bomb.
    """
    try:
        return logo_png(data, name)
    except LogoUnreadableError as error:
        raise EventBundleMalformedError(file=name, part=LOGO) from error


def _check_catalog(core: Core, catalog: CatalogDump, bundle: EventBundle, name: str) -> None:
    member = core.database().fleet_member(core.kiosk_id)
    try:
        wanted = member.files_of(catalog)
    except CatalogMalformedError as error:
        raise EventBundleMalformedError(file=name, part="catalog.json") from error
    if not set(wanted) <= set(bundle.pictures):
        raise EventBundleMalformedError(file=name, part="pictures")


@contextmanager
def _exchanged(folder: Path, bundle: EventBundle, name: str) -> Iterator[None]:
    """The bundle's words and logo in the place of those that were there; they come back if the block fails.

    Raises:
        OSError: It is as it was.
    """
    staged, old = folder.with_name(f"{folder.name}.{secrets.token_hex(4)}"), folder.with_name(f"{folder.name}.old")
    try:
        _fill(staged, bundle, name)
        shutil.rmtree(old, ignore_errors=True)
        had_one = folder.exists()
        if had_one:
            folder.rename(old)
        try:
            staged.rename(folder)
            yield
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            if had_one:
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def _fill(staged: Path, bundle: EventBundle, name: str) -> None:
    """Raises OSError."""
    staged.mkdir(mode=0o700, parents=True)
    for language, source in bundle.texts.items():
        (staged / f"texts.{language}.ftl").write_text(source, encoding="utf-8")
    if bundle.logo is not None:
        (staged / LOGO).write_bytes(fitted_logo(bundle.logo, name))


def _texts_in(folder: Path) -> dict[str, str]:
    files = {language: folder / f"texts.{language}.ftl" for language in LANGUAGES}
    return {language: _read(file).decode("utf-8", "replace") for language, file in files.items() if file.exists()}


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise FileUnreadableError(file=str(file)) from error

"""An event in one file: settings, colour, texts, logo and catalog, to prepare one kiosk and clone it to the others."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from alphamale_desktop.application.fleet_port import CatalogDump
from alphamale_desktop.domain.bundle_errors import (
    EventBundleMalformedError,
    EventBundleOtherVersionError,
    EventBundleTooLargeError,
)
from alphamale_desktop.domain.errors import FileMissingError, FileUnreadableError, FileUnwritableError
from alphamale_desktop.settings.paths import LOGO
from alphamale_desktop.settings.schema import Settings
from alphamale_desktop.version import __version__

FORMAT = 1
MOST_MB = 500
"""Unpacked, all together; several thousand pictures. All of it is checked in memory before anything is touched."""

LANGUAGES = ("ko", "en")

_ABOUT, _SETTINGS, _CATALOG, _PICTURES = "event.json", "settings.json", "catalog.json", "pictures/"
_TEXTS = {language: f"texts.{language}.ftl" for language in LANGUAGES}
_LARGEST_TEXT_MB = 64
_LARGEST_PICTURE_MB = 20
_DIGEST_LENGTH = 64

CARRIED: Mapping[str, tuple[str, ...]] = {
    "general": ("language", "event_name"),
    "storage": ("retention_days",),
    "camera": ("auto_shutter", "auto_shutter_s"),
    "kiosk": ("retakes", "idle_s", "answer_s"),
    "look": ("text_percent", "high_contrast", "motion", "accent"),
}
"""What a bundle carries of the settings: what makes the event. Addresses, secrets, folders, cameras, the PIN and the
kiosk's own name and id stay where they are."""


class _About(BaseModel):
    model_config = ConfigDict(extra="ignore")

    format: int = Field(ge=1)
    program: str = Field(max_length=40)
    schema_revision: str = Field(max_length=40)


@dataclass(frozen=True, slots=True)
class EventBundle:
    """Attributes:
    program: The version that made it.
    schema_revision: Of the catalog's tables.
    settings: By section and field, as far as ``CARRIED``.
    catalog: None: the receiver keeps his own.
    pictures: Encoded pictures by digest; hidden from ``repr``.
    texts: Fluent source by language.
    logo: A PNG, or None.
    """

    program: str
    schema_revision: str
    settings: Mapping[str, Mapping[str, object]]
    catalog: CatalogDump | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    logo: bytes | None = field(default=None, repr=False)


def carried_settings(settings: Settings) -> dict[str, dict[str, object]]:
    values = settings.model_dump(mode="json")
    return {section: {name: values[section][name] for name in names} for section, names in CARRIED.items()}


def settings_with(present: Settings, carried: Mapping[str, Mapping[str, object]]) -> Settings:
    """The present settings with a bundle's in their place; raises ValueError if they make no sense."""
    document = present.model_dump()
    for section, names in CARRIED.items():
        for name in names:
            if name in carried.get(section, {}):
                document[section][name] = carried[section][name]
    return Settings.model_validate(document)


def write_bundle(bundle: EventBundle, file: Path) -> None:
    """Whole or not at all, mode 0600.

    Raises:
        FileUnwritableError
    """
    about = {"format": FORMAT, "program": bundle.program, "schema_revision": bundle.schema_revision}
    entries: dict[str, bytes] = {_ABOUT: _json(about), _SETTINGS: _json(bundle.settings)}
    if bundle.catalog is not None:
        entries[_CATALOG] = _json({"digest": bundle.catalog.digest, "rows": bundle.catalog.rows})
    entries |= {_TEXTS[language]: source.encode() for language, source in bundle.texts.items()}
    if bundle.logo is not None:
        entries[LOGO] = bundle.logo
    entries |= {f"{_PICTURES}{digest}": data for digest, data in bundle.pictures.items()}
    partial = file.with_name(f".{file.name}.part")
    try:
        partial.touch(mode=0o600)
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as target:
            for name, content in entries.items():
                target.writestr(name, content)
        partial.replace(file)
    except OSError as error:
        raise FileUnwritableError(file=str(file)) from error
    finally:
        partial.unlink(missing_ok=True)


def read_bundle(file: Path, present: Settings, catalog_revisions: Collection[str]) -> EventBundle:
    """Reads and checks everything in the file; nothing outside it is touched, and no name in it becomes a path.

    Args:
        present: The settings that the bundle's would be put into.
        catalog_revisions: At which a catalog can be read here.

    Raises:
        FileMissingError, FileUnreadableError
        EventBundleMalformedError, EventBundleTooLargeError, EventBundleOtherVersionError
    """
    try:
        with zipfile.ZipFile(file) as source:
            return _Reader(source, file.name).read(present, catalog_revisions)
    except FileNotFoundError as error:
        raise FileMissingError(file=str(file)) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise EventBundleMalformedError(file=file.name, part="zip") from error
    except OSError as error:
        raise FileUnreadableError(file=str(file)) from error


class _Reader:
    def __init__(self, source: zipfile.ZipFile, name: str) -> None:
        self._source = source
        self._name = name
        self._left = MOST_MB * 1_000_000
        self._infos = {info.filename: info for info in source.infolist()}

    def read(self, present: Settings, catalog_revisions: Collection[str]) -> EventBundle:
        self._check_names()
        about = self._about(catalog_revisions)
        settings = {name: values for name, values in self._object(_SETTINGS).items() if isinstance(values, dict)}
        try:
            settings_with(present, settings)
        except ValueError as error:
            raise self._wrong(_SETTINGS) from error
        catalog, pictures = self._catalog(), self._pictures()
        texts = {language: self._text(name) for language, name in _TEXTS.items() if name in self._infos}
        logo = self._bytes(LOGO, _LARGEST_PICTURE_MB) if LOGO in self._infos else None
        return EventBundle(about.program, about.schema_revision, settings, catalog, pictures, texts, logo)

    def _check_names(self) -> None:
        if len(self._infos) != len(self._source.infolist()):
            raise self._wrong("names")
        for name in self._infos:
            is_picture = name.startswith(_PICTURES) and _is_digest(name.removeprefix(_PICTURES))
            if not is_picture and name not in (_ABOUT, _SETTINGS, _CATALOG, LOGO, *_TEXTS.values()):
                raise self._wrong(ascii(name[:40]))

    def _about(self, catalog_revisions: Collection[str]) -> _About:
        try:
            about = _About.model_validate(self._object(_ABOUT))
        except ValidationError as error:
            raise self._wrong(_ABOUT) from error
        if about.format > FORMAT or (_CATALOG in self._infos and about.schema_revision not in catalog_revisions):
            raise EventBundleOtherVersionError(file=self._name, found=about.program, known=__version__)
        return about

    def _catalog(self) -> CatalogDump | None:
        if _CATALOG not in self._infos:
            return None
        written = self._object(_CATALOG)
        digest, rows = written.get("digest"), written.get("rows")
        if not isinstance(digest, str) or not isinstance(rows, str):
            raise self._wrong(_CATALOG)
        return CatalogDump(digest, rows)

    def _pictures(self) -> dict[str, bytes]:
        pictures: dict[str, bytes] = {}
        for name in self._infos:
            if name.startswith(_PICTURES):
                data, digest = self._bytes(name, _LARGEST_PICTURE_MB), name.removeprefix(_PICTURES)
                if hashlib.sha256(data).hexdigest() != digest:
                    raise self._wrong(name[:20])
                pictures[digest] = data
        return pictures

    def _object(self, name: str) -> dict[str, object]:
        try:
            value = json.loads(self._text(name))
        except ValueError as error:
            raise self._wrong(name) from error
        if not isinstance(value, dict):
            raise self._wrong(name)
        return value

    def _text(self, name: str) -> str:
        try:
            return self._bytes(name, _LARGEST_TEXT_MB).decode("utf-8")
        except UnicodeDecodeError as error:
            raise self._wrong(name) from error

    def _bytes(self, name: str, most_mb: int) -> bytes:
        """What it unpacks to is counted while it is unpacked: a header may say anything."""
        if name not in self._infos:
            raise self._wrong(name)
        most = min(self._left, most_mb * 1_000_000)
        with self._source.open(self._infos[name]) as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            raise EventBundleTooLargeError(file=self._name, limit_mb=min(most_mb, MOST_MB))
        self._left -= len(data)
        return data

    def _wrong(self, part: str) -> EventBundleMalformedError:
        return EventBundleMalformedError(file=self._name, part=part)


def _is_digest(name: str) -> bool:
    return len(name) == _DIGEST_LENGTH and set(name) <= set("0123456789abcdef")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()

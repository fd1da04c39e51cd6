"""Checks this computer before an event: each check gives a verdict and, where something is wrong, a way out."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from alphamale_desktop.composition.core import Core
from alphamale_desktop.domain.errors import AlphaMaleError
from alphamale_desktop.settings.load import load_settings
from alphamale_desktop.texts.fluent_texts import LANGUAGES, FluentTexts

_LOW_DISK_GB = 2.0
_SLOW_MS = 1_500.0
_PROGRAM_MADE = datetime(2026, 11, 1, tzinfo=UTC)


class Verdict(StrEnum):
    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check's answer.

    Attributes:
        check: ``"models"``, ``"disk"``, ...; ``doctor-<check>`` is its name in the catalogs.
        text_key: The sentence's key; a ``.hint`` attribute holds the way out unless the verdict is OK.
        error: Instead of ``text_key``, the failure that the check met.
    """

    check: str
    verdict: Verdict
    text_key: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    error: AlphaMaleError | None = None


def examine(core: Core, environment: Mapping[str, str]) -> Iterator[Finding]:
    """Runs every check, one after the other; a broken one never keeps the next from running."""
    checks: tuple[tuple[str, Callable[[], Finding]], ...] = (
        ("settings", lambda: _settings(core, environment)),
        ("texts", lambda: _texts(core)),
        ("fonts", lambda: _fonts(core)),
        ("clock", lambda: _clock(core)),
        ("disk", lambda: _disk(core)),
        ("database", lambda: _database(core)),
        ("models", lambda: _models(core)),
    )
    for name, check in checks:
        try:
            yield check()
        except AlphaMaleError as error:
            yield Finding(name, Verdict.FAILED, error=error)


def _settings(core: Core, environment: Mapping[str, str]) -> Finding:
    load_settings(core.user.settings_file, environment)
    return Finding("settings", Verdict.OK, "doctor-settings-fine", {"file": str(core.user.settings_file)})


def _texts(core: Core) -> Finding:
    texts = FluentTexts(core.program.resources / "i18n")
    korean, english = (texts.keys(language) for language in LANGUAGES)
    if lacking := sorted(korean ^ english):
        return Finding("texts", Verdict.FAILED, "doctor-texts-differ", {"keys": ", ".join(lacking)})
    return Finding("texts", Verdict.OK, "doctor-texts-fine")


def _fonts(core: Core) -> Finding:
    count = sum(1 for f in (core.program.resources / "fonts").rglob("*") if f.suffix in {".otf", ".ttf"})
    if not count:
        return Finding("fonts", Verdict.FAILED, "doctor-fonts-missing")
    return Finding("fonts", Verdict.OK, "doctor-fonts-fine", {"count": str(count)})


def _clock(core: Core) -> Finding:
    now = core.clock.now()
    values = {"now": now.astimezone().strftime("%Y-%m-%d %H:%M")}
    if now < _PROGRAM_MADE:
        return Finding("clock", Verdict.WARNING, "doctor-clock-wrong", values)
    return Finding("clock", Verdict.OK, "doctor-clock-fine", values)


def _disk(core: Core) -> Finding:
    free_gb = shutil.disk_usage(_nearest_existing(core.media_folder)).free / 1e9
    values = {"free_gb": f"{free_gb:.1f}"}
    if free_gb < _LOW_DISK_GB:
        return Finding("disk", Verdict.WARNING, "doctor-disk-low", values)
    return Finding("disk", Verdict.OK, "doctor-disk-fine", values)


def _nearest_existing(folder: Path) -> Path:
    return next(f for f in (folder, *folder.parents) if f.exists() and os.access(f, os.X_OK))


def _database(core: Core) -> Finding:
    with core.work() as work:
        count = len(work.catalog.celebrities())
    values = {"database": core.database_name, "celebrities": str(count)}
    return Finding("database", Verdict.OK, "doctor-database-fine", values)


def _models(core: Core) -> Finding:
    trial = core.models.try_out()
    values = {
        "gate": trial.gate.version,
        "typer": trial.typer.version,
        "ms": f"{trial.duration_ms:.0f}",
        "device": trial.device,
    }
    if not trial.is_right:
        return Finding("models", Verdict.FAILED, "doctor-models-wrong")
    if trial.duration_ms > _SLOW_MS:
        return Finding("models", Verdict.WARNING, "doctor-models-slow", values)
    return Finding("models", Verdict.OK, "doctor-models-fine", values)

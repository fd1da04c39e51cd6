"""One zip file for whoever helps: logs, settings without secrets, the doctor's report. No guest's data."""

import json
import os
import platform
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.metadata import distributions
from pathlib import Path

from alphamale_desktop.composition.core import Core
from alphamale_desktop.composition.log_file import log_files
from alphamale_desktop.domain.errors import FileUnwritableError
from alphamale_desktop.version import __version__

Told = str | int | float | bool | None | Mapping[str, "Told"] | Sequence["Told"]

HIDDEN = "(hidden)"

_SECRET_NAME = re.compile(r"secret|password|token|key|credential|pin|url|user", re.IGNORECASE)
"""An address may hold a user and a password in places that no rule finds: it is left out whole."""


def write_support_bundle(file: Path, core: Core, findings: Sequence[Told], now: datetime) -> tuple[str, ...]:
    """Writes the bundle, mode 0600, whole or not at all.

    Args:
        findings: The doctor's, as JSON.

    Returns:
        The names of what is inside.

    Raises:
        FileUnwritableError: If the folder is missing or may not be written.
    """
    contents: dict[str, bytes] = {
        "about.json": _json(_about(now)),
        "doctor.json": _json(findings),
        "settings.json": _json(without_secrets(core.settings.model_dump(mode="json"))),
    }
    for log in log_files(core.user.logs):
        contents[f"logs/{log.name}"] = log.read_bytes()
    home = str(Path.home())
    partial = file.with_name(f".{file.name}.part")
    try:
        descriptor = os.open(partial, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, content in contents.items():
                # The home folder's name is often a person's.
                bundle.writestr(name, content.decode("utf-8", "replace").replace(home, "~"))
        partial.replace(file)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise FileUnwritableError(file=str(file)) from error
    return tuple(sorted(contents))


def without_secrets(settings: Mapping[str, Told]) -> dict[str, Told]:
    """The same, with every value hidden whose name says that it is nobody's business; empty ones stay empty."""
    shown: dict[str, Told] = {}
    for name, value in settings.items():
        if isinstance(value, Mapping):
            shown[name] = without_secrets(value)
        else:
            shown[name] = HIDDEN if value and _SECRET_NAME.search(name) else value
    return shown


def _about(now: datetime) -> dict[str, Told]:
    packages = sorted({f"{d.metadata['Name']} {d.version}" for d in distributions() if d.metadata["Name"]})
    return {
        "version": __version__,
        "written_at": now.isoformat(timespec="seconds"),
        "system": platform.platform(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "packages": packages,
    }


def _json(told: Told) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()

"""Pulled sets of files on this computer."""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from alphamale_desktop.application.pull_bundle import is_whole
from alphamale_desktop.domain.bundle import BundleKind
from alphamale_desktop.domain.delivery_errors import NoEarlierBundleError

_STAGE = "incoming"
_POINTER = "current.json"
_NAME_LENGTH = 16


class BundleFolders:
    """Satisfies ``BundleShelf``: a folder for each set, named by its list's digest, and a pointer to the one in use,
    replaced by a rename. Two sets are kept.

    Args:
        program_version: Pulled sets were tried out by one version of the program; another one does not use them.
    """

    def __init__(self, folder: Path, kind: BundleKind, program_version: str) -> None:
        self._folder = folder
        self._kind = kind
        self._program_version = program_version

    def stage(self) -> Path:
        staged = self._folder / _STAGE
        shutil.rmtree(staged, ignore_errors=True)
        staged.mkdir(parents=True, mode=0o700)
        return staged

    def switch(self, staged: Path, digest: str) -> None:
        for file in staged.rglob("*"):
            if file.is_file():
                _sync(file)
        name = digest[:_NAME_LENGTH]
        target = self._folder / name
        present = self._pointer()
        if target.exists():
            shutil.rmtree(target)
        staged.replace(target)
        before = present.get("name") if present.get("name") != name else present.get("before")
        self._point(name, before)
        for other in self._folder.iterdir():
            if other.is_dir() and other.name not in (name, before):
                shutil.rmtree(other, ignore_errors=True)

    def roll_back(self) -> None:
        """To the set before; from the first pulled set, to none: then the program's own is used again."""
        present = self._pointer()
        if not present.get("name"):
            raise NoEarlierBundleError
        before = present.get("before")
        self._point(before if before and is_whole(self._folder / before, self._kind) else None, None)

    def current(self) -> Path | None:
        """The set in use; None where none was pulled, or it is damaged, or was tried out by another version."""
        present = self._pointer()
        name = present.get("name")
        if not name or present.get("tried_by") != self._program_version:
            return None
        folder = self._folder / name
        return folder if is_whole(folder, self._kind) else None

    def _pointer(self) -> Mapping[str, str]:
        try:
            values = json.loads((self._folder / _POINTER).read_text(encoding="utf-8"))
            return {key: str(value) for key, value in values.items() if value and Path(str(value)).name == str(value)}
        except (OSError, ValueError, AttributeError):
            return {}

    def _point(self, name: str | None, before: str | None) -> None:
        fresh = self._folder / f"{_POINTER}.new"
        document = {"name": name, "before": before, "tried_by": self._program_version}
        fresh.write_text(json.dumps(document), encoding="utf-8")
        _sync(fresh)
        fresh.replace(self._folder / _POINTER)


def _sync(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

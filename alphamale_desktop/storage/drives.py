"""What is plugged in: USB sticks and cards, and what on them could be brought in."""

import os
import string
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

_MOUNTS = ("/media", "/run/media", "/mnt", "/Volumes")
_MOST = 40
_LOGOS = frozenset({".png", ".jpg", ".jpeg", ".webp"})
_TABLES = frozenset({".csv", ".tsv", ".zip"})


def drives(roots: Iterable[Path] | None = None) -> list[Path]:
    """The folders of drives that can be taken out; on Windows every drive but the system's.

    Args:
        roots: Where the system shows drives; the platform's usual places unless given.
    """
    if roots is None:
        if sys.platform == "win32":
            system = os.environ.get("SYSTEMDRIVE", "C:").upper()
            letters = (Path(f"{letter}:\\") for letter in string.ascii_uppercase if f"{letter}:" != system)
            return [drive for drive in letters if drive.is_dir()]
        roots = map(Path, _MOUNTS)
    found: list[Path] = []
    for root in roots:
        for place in _folders(root):
            # /media/NAME holds the drives of one user; a drive itself is a mount.
            found += [place] if place.is_mount() else [inner for inner in _folders(place) if inner.is_mount()]
    return found


def catalog_sources(places: Sequence[Path]) -> list[Path]:
    """The drives themselves, their folders, tables and archives; at most forty."""
    found: list[Path] = []
    for place in places:
        found.append(place)
        found += [entry for entry in _entries(place) if _is_folder(entry) or entry.suffix.lower() in _TABLES]
    return found[:_MOST]


def tables(places: Sequence[Path]) -> list[Path]:
    """Tables and archives on the drives and in their folders; at most forty."""
    return _files(places, _TABLES)


def pictures(places: Sequence[Path]) -> list[Path]:
    """Pictures that can be a logo, on the drives and in their folders; at most forty."""
    return _files(places, _LOGOS)


def _files(places: Sequence[Path], suffixes: frozenset[str]) -> list[Path]:
    found: list[Path] = []
    for place in places:
        for folder in (place, *_folders(place)):
            found += [entry for entry in _entries(folder) if entry.suffix.lower() in suffixes and not _is_folder(entry)]
    return found[:_MOST]


def _folders(place: Path) -> list[Path]:
    return [entry for entry in _entries(place) if _is_folder(entry)]


def _entries(place: Path) -> list[Path]:
    """By name, without hidden ones; nothing where the drive was pulled out or may not be read."""
    try:
        return sorted(entry for entry in place.iterdir() if not entry.name.startswith((".", "$")))
    except OSError:
        return []


def _is_folder(entry: Path) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False

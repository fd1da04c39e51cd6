"""A folder or an archive as one flat list of files, with names that lead nowhere else."""

import os
import re
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Protocol

from alphamale_desktop.application.catalog_port import SourceFault
from alphamale_desktop.domain.errors import CatalogError, FileMissingError, FileTooLargeError, FileUnreadableError
from alphamale_desktop.domain.organiser_errors import ArchiveNameError, ArchiveUnusableError, CatalogSourceTooLargeError
from alphamale_desktop.storage.picture_files import LIMIT_MB, read_picture

MOST_FILES = 200_000
MOST_GB = 20
_SYSTEM_NAMES = frozenset(
    {"thumbs.db", "desktop.ini", "__macosx", "icon\r", "$recycle.bin", "system volume information"}
)
_DRIVE = re.compile(r"^[A-Za-z]:")
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1


class FileTree(Protocol):
    """Names are relative, composed (NFC), with slashes; files of the operating system are left out."""

    @property
    def faults(self) -> tuple[SourceFault, ...]:
        """Places that could not be looked into."""
        ...

    def names(self) -> list[str]:
        """In order."""
        ...

    def read(self, name: str) -> bytes:
        """Any thread. Raises AlphaMaleError."""
        ...

    def close(self) -> None:
        """Nothing can be read any more."""
        ...


class FolderTree:
    """A folder with all below it; links are not followed.

    Raises:
        FileMissingError, FileUnreadableError: If the folder itself cannot be looked into.
        CatalogSourceTooLargeError: Past 200,000 files.
    """

    def __init__(self, folder: Path) -> None:
        self._files: dict[str, Path] = {}
        faults: list[SourceFault] = []
        try:
            next(folder.iterdir(), None)
        except FileNotFoundError as error:
            raise FileMissingError(file=str(folder)) from error
        except OSError as error:
            raise FileUnreadableError(file=str(folder)) from error

        def note(error: OSError) -> None:
            faults.append(SourceFault(str(error.filename), FileUnreadableError(file=str(error.filename))))

        for parent, folders, files in os.walk(folder, onerror=note):
            folders[:] = sorted(name for name in folders if not _is_system(name))
            for name in sorted(files):
                path = Path(parent, name)
                if not _is_system(name) and not path.is_symlink() and path.is_file():
                    relative = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
                    self._files[relative] = path
            if len(self._files) > MOST_FILES:
                raise CatalogSourceTooLargeError(source=folder.name, limit_files=MOST_FILES, limit_gb=MOST_GB)
        self._faults = tuple(faults)

    @property
    def faults(self) -> tuple[SourceFault, ...]:
        return self._faults

    def names(self) -> list[str]:
        return list(self._files)

    def read(self, name: str) -> bytes:
        """Raises FileMissingError, FileUnreadableError or FileTooLargeError."""
        return read_picture(self._files[name])

    def close(self) -> None:
        """A folder holds nothing open."""


class ArchiveTree:
    """A ZIP, read where it lies: nothing is unpacked to the disk.

    Raises:
        FileMissingError, FileUnreadableError, ArchiveUnusableError
        ArchiveNameError: If a name leads out of the archive.
        CatalogSourceTooLargeError: Past 200,000 files, or 20 GB unpacked.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        try:
            self._archive = zipfile.ZipFile(file)
        except FileNotFoundError as error:
            raise FileMissingError(file=str(file)) from error
        except OSError as error:
            raise FileUnreadableError(file=str(file)) from error
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
            raise ArchiveUnusableError(file=file.name) from error
        try:
            self._entries: Mapping[str, zipfile.ZipInfo] = self._listed()
        except CatalogError:
            self._archive.close()
            raise

    @property
    def faults(self) -> tuple[SourceFault, ...]:
        return ()

    def names(self) -> list[str]:
        return sorted(self._entries)

    def read(self, name: str) -> bytes:
        """Raises FileTooLargeError or ArchiveUnusableError."""
        entry = self._entries[name]
        if entry.file_size > LIMIT_MB << 20:
            raise FileTooLargeError(size_mb=-(-entry.file_size // (1 << 20)), limit_mb=LIMIT_MB)
        try:
            with self._archive.open(entry) as stream:
                return stream.read((LIMIT_MB << 20) + 1)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
            raise ArchiveUnusableError(file=name) from error

    def close(self) -> None:
        """Nothing can be read any more."""
        self._archive.close()

    def _listed(self) -> Mapping[str, zipfile.ZipInfo]:
        entries = [entry for entry in self._archive.infolist() if not entry.is_dir()]
        if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_GB << 30:
            raise CatalogSourceTooLargeError(source=self._file.name, limit_files=MOST_FILES, limit_gb=MOST_GB)
        if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
            raise ArchiveUnusableError(file=self._file.name)
        named = {_safe_name(_name_of(entry)): entry for entry in entries}
        return {name: entry for name, entry in named.items() if not any(map(_is_system, name.split("/")))}


def _safe_name(name: str) -> str:
    """The name, composed; raises ArchiveNameError if it leads elsewhere."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/"))
    path = PurePosixPath(plain)
    if path.is_absolute() or ".." in path.parts or _DRIVE.match(plain) or "\0" in plain or not path.parts:
        raise ArchiveNameError(file=name[:120])
    return path.as_posix()


def inside(folder: str, name: str) -> str:
    """A name that a table gives, seen from the table's folder; raises ArchiveNameError if it leads out of the tree."""
    joined = os.path.normpath(PurePosixPath(folder, _safe_start(name)).as_posix()).replace("\\", "/")
    return _safe_name(joined)


def _safe_start(name: str) -> str:
    plain = name.strip().replace("\\", "/")
    if plain.startswith("/") or _DRIVE.match(plain):
        raise ArchiveNameError(file=name[:120])
    return plain


def _name_of(entry: zipfile.ZipInfo) -> str:
    """Korean Windows writes names in CP949 and macOS in UTF-8, and neither says so."""
    if entry.flag_bits & _UTF8_FLAG:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _is_system(name: str) -> bool:
    return name.startswith(".") or name.lower() in _SYSTEM_NAMES

"""Writes the catalog where an import reads it again: a table and pictures, in a folder or a ZIP."""

import csv
import errno
import io
import os
import re
import secrets
import shutil
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from alphamale_desktop.application.catalog_port import CatalogWorkFactory
from alphamale_desktop.application.ports import MediaFile, MediaStore
from alphamale_desktop.domain.catalog_entry import CatalogEntry, CatalogPicture
from alphamale_desktop.domain.errors import CatalogEmptyError, DiskFullError
from alphamale_desktop.domain.organiser_errors import FolderNotEmptyError, FolderUnwritableError
from alphamale_desktop.storage.catalog_table import COLUMNS

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_UNSAFE = re.compile(r'[<>:"/\\|?*;\x00-\x1f.]')
_TABLE = "catalog.csv"

Progress = Callable[[int, int], None]


class CatalogExport:
    """Any thread."""

    def __init__(self, work: CatalogWorkFactory, media: MediaStore) -> None:
        self._work = work
        self._media = media

    def write(self, target: Path, on_person: Progress | None = None) -> tuple[int, int]:
        """Writes a ZIP where ``target`` ends in ``.zip``, otherwise a folder; whole or not at all.

        Returns:
            How many people and pictures.

        Raises:
            CatalogEmptyError, FolderNotEmptyError, FolderUnwritableError, DiskFullError, MediaDamagedError
        """
        with self._work() as work:
            entries = work.catalog_desk.entries()
            albums = [tuple(work.catalog_desk.pictures(e.celebrity_id)) if e.pictures else () for e in entries]
        if not entries:
            raise CatalogEmptyError
        is_archive = target.suffix.lower() == ".zip"
        if not is_archive and target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise FolderNotEmptyError(folder=str(target))
        incoming = target.with_name(f".{target.name}-{secrets.token_hex(4)}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            (_write_archive if is_archive else _write_folder)(incoming, self._files(entries, albums, on_person))
            if target.is_dir():
                target.rmdir()
            incoming.replace(target)
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise DiskFullError from error
            raise FolderUnwritableError(folder=str(target.parent)) from error
        finally:
            if incoming.is_dir():
                shutil.rmtree(incoming, ignore_errors=True)
            incoming.unlink(missing_ok=True)
        return len(entries), sum(map(len, albums))

    def _files(
        self,
        entries: Sequence[CatalogEntry],
        albums: Sequence[tuple[CatalogPicture, ...]],
        on_person: Progress | None,
    ) -> Iterator[tuple[str, bytes]]:
        text = io.StringIO()
        table = csv.writer(text)
        table.writerow(COLUMNS)
        for done, (entry, album) in enumerate(zip(entries, albums, strict=True), 1):
            names = [_name_of(entry, number) for number in range(1, len(album) + 1)]
            for name, picture in zip(names, album, strict=True):
                yield name, self._media.get(MediaFile(picture.digest, "jpg"))
            score = "" if entry.score is None else repr(entry.score)
            table.writerow((entry.rank, entry.name, entry.name_en, entry.face_type.code, score, ";".join(names)))
            if on_person is not None:
                on_person(done, len(entries))
        yield _TABLE, text.getvalue().encode("utf-8-sig")


def _name_of(entry: CatalogEntry, number: int) -> str:
    person = _UNSAFE.sub("_", entry.name).strip() or "_"
    return f"{entry.face_type.code}/{person}/{entry.rank:04}-{number}.jpg"


def _write_folder(folder: Path, files: Iterator[tuple[str, bytes]]) -> None:
    for name, data in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())


def _write_archive(file: Path, files: Iterator[tuple[str, bytes]]) -> None:
    # Stored, not deflated: JPEGs do not shrink.
    with file.open("wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            for name, data in files:
                archive.writestr(name, data)
        stream.flush()
        os.fsync(stream.fileno())

"""Writes what is held about one visit where its guest can take it along: a ZIP file or a folder, readable by its
owner only."""

import errno
import json
import os
import zipfile
from io import BytesIO
from pathlib import Path

from alphamale_desktop.application.export_visit import ExportedVisit, export_document
from alphamale_desktop.domain.errors import DiskFullError
from alphamale_desktop.domain.privacy_errors import ExportUnwritableError

DOCUMENT_NAME = "visit.json"


def write_export(exported: ExportedVisit, target: Path) -> None:
    """``visit.json`` and the photo, as a ZIP file where ``target`` ends in ``.zip``, otherwise as a new folder.

    Raises:
        ExportUnwritableError: If ``target`` exists, or its folder is missing or cannot be written.
        DiskFullError: Nothing half-written is left.
    """
    text = json.dumps(export_document(exported), ensure_ascii=False, indent=2) + "\n"
    files = {DOCUMENT_NAME: text.encode()}
    if exported.photo is not None and exported.photo_name is not None:
        files[exported.photo_name] = exported.photo
    try:
        if target.suffix.lower() == ".zip":
            _write(target, _zipped(files))
        else:
            _write_folder(target, files)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFullError from error
        raise ExportUnwritableError(file=str(target)) from error


def _zipped(files: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def _write_folder(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(mode=0o700)
    written: list[Path] = []
    try:
        for name, data in files.items():
            _write(folder / name, data)
            written.append(folder / name)
    except OSError:
        for file in written:
            file.unlink(missing_ok=True)
        folder.rmdir()
        raise


def _write(file: Path, data: bytes) -> None:
    """A new file, never in another's place, whole or not at all."""
    descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError:
        file.unlink(missing_ok=True)
        raise

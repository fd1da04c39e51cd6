"""Where prepared pictures wait until an import is agreed to."""

import errno
import hashlib
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

from alphamale_desktop.application.catalog_port import PreparedPicture
from alphamale_desktop.domain.catalog_entry import CatalogPicture
from alphamale_desktop.domain.errors import DiskFullError, MediaDamagedError, MediaUnwritableError

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class FolderStage:
    """Satisfies ``PictureStage``: a folder of its own that goes when the block ends. Any thread.

    Args:
        beside: The folder below which it is made, on the disk where the pictures will stay.
    """

    def __init__(self, beside: Path) -> None:
        self._beside = beside
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        try:
            self._beside.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder = tempfile.TemporaryDirectory(prefix="import-", dir=self._beside, ignore_cleanup_errors=True)
        except OSError as error:
            raise MediaUnwritableError(folder=str(self._beside)) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def put(self, picture: PreparedPicture) -> CatalogPicture:
        """Raises DiskFullError or MediaUnwritableError."""
        return CatalogPicture(
            self._write(picture.jpeg),
            self._write(picture.thumbnail),
            picture.look,
            picture.width_px,
            picture.height_px,
        )

    def take(self, digest: str) -> bytes:
        """Raises MediaDamagedError if it is gone."""
        try:
            return self._path(digest).read_bytes()
        except OSError as error:
            raise MediaDamagedError(digest=digest) from error

    def _write(self, data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()
        try:
            self._path(digest).write_bytes(data)
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise DiskFullError from error
            raise MediaUnwritableError(folder=str(self._beside)) from error
        return digest

    def _path(self, digest: str) -> Path:
        if self._folder is None:
            raise RuntimeError("enter the stage first")
        return Path(self._folder.name) / digest

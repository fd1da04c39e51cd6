"""Photos as private files named by what is in them."""

import errno
import hashlib
import os
import re
import secrets
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from alphamale_desktop.application.ports import MediaFile
from alphamale_desktop.domain.errors import DiskFullError, MediaDamagedError, MediaUnwritableError
from alphamale_desktop.storage.vault import SealBrokenError, Vault, is_sealed, plain_vault

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SUFFIX = re.compile(r"[a-z0-9]{1,8}")
_INCOMING = "incoming"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

LEFTOVER_AGE = timedelta(minutes=10)
"""Writing a photo takes a second; a half-written file older than this has lost its writer."""


class FileMediaStore:
    """Satisfies ``MediaStore``. Any thread; several processes may share the folder.

    ``ab/cd/<digest>``: two levels keep folders small at a million photos. The name has no ending, so the same bytes
    under two endings are one file. A file is written under ``incoming``, brought to the disk and only then given its
    name: what has a name is whole.

    Args:
        folder: Made, with mode 0700, when the first photo comes.
        vault: Encrypts what is written, where it is told to; a digest is always of the photo itself.
    """

    def __init__(self, folder: Path, vault: Vault | None = None) -> None:
        self._folder = folder
        self._vault = vault or plain_vault()
        self._naming = threading.Lock()

    def put(self, data: bytes, suffix: str) -> MediaFile:
        """As the port says. A stored copy that was damaged since is replaced.

        Raises:
            ValueError: If ``suffix`` is no plain file ending, such as ``jpg``.
            DiskFullError, MediaUnwritableError: Nothing half-written is left.
            SealKeyMissingError, SealKeyUnwritableError: It cannot be encrypted.
        """
        if not _SUFFIX.fullmatch(suffix):
            raise ValueError(f"want a lower-case file ending without a dot, got {suffix!r}")
        media = MediaFile(hashlib.sha256(data).hexdigest(), suffix)
        target = self._path_of(media.digest)
        try:
            if not self._holds(target, media.digest):
                self._write(self._as_written(data, media.digest), target)
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise DiskFullError from error
            raise MediaUnwritableError(folder=str(self._folder)) from error
        return media

    def get(self, media: MediaFile) -> bytes:
        """The photo itself, also where it is kept encrypted.

        Raises:
            MediaDamagedError: If the file is gone, cannot be read, or its bytes are others.
            SealKeyMissingError
        """
        try:
            data = self._vault.open(self._path_of(media.digest).read_bytes(), media.digest)
        except (OSError, SealBrokenError) as error:
            raise MediaDamagedError(digest=media.digest) from error
        if hashlib.sha256(data).hexdigest() != media.digest:
            raise MediaDamagedError(digest=media.digest)
        return data

    def delete(self, media: MediaFile) -> None:
        """Nothing happens if it is gone already; once this returns, a power cut does not bring it back.

        Raises:
            MediaUnwritableError
        """
        path = self._path_of(media.digest)
        try:
            with self._naming:
                path.unlink(missing_ok=True)
            _sync_folder(path.parent)
        except FileNotFoundError:
            return
        except OSError as error:
            raise MediaUnwritableError(folder=str(self._folder)) from error

    def remove_leftovers(self, now: datetime) -> int:
        """Removes what writers that died left half-written, and says how many files that was.

        Run it at start and daily.

        Args:
            now: Aware UTC; younger files than ``LEFTOVER_AGE`` may still have a writer.

        Raises:
            MediaUnwritableError
        """
        leftovers = [path for path in (self._folder / _INCOMING).glob("*") if _is_older(path, now - LEFTOVER_AGE)]
        try:
            for partial in leftovers:
                partial.unlink(missing_ok=True)
        except OSError as error:
            raise MediaUnwritableError(folder=str(self._folder)) from error
        return len(leftovers)

    def digests_before(self, moment: datetime) -> Iterator[str]:
        """Digests of the files that were written before ``moment`` (aware), in no order.

        For finding photos without a visit, which a crash between file and row leaves.
        """
        for path in self._folder.glob("??/??/*"):
            if _DIGEST.fullmatch(path.name) and _is_older(path, moment):
                yield path.name

    def plain_digests(self) -> Iterator[str]:
        """Digests of the files that are not encrypted, in no order."""
        for path in self._folder.glob("??/??/*"):
            with suppress(FileNotFoundError):
                if _DIGEST.fullmatch(path.name) and not is_sealed(_beginning(path)):
                    yield path.name

    def seal(self, digest: str) -> bool:
        """Encrypts a file where it lies; False where it is gone, encrypted already, or damaged.

        Raises:
            DiskFullError, MediaUnwritableError, SealKeyMissingError, SealKeyUnwritableError: It is as it was.
        """
        path = self._path_of(digest)
        try:
            data = path.read_bytes()
            if is_sealed(data) or hashlib.sha256(data).hexdigest() != digest:
                return False
            return self._write(self._vault.seal(data, digest), path, only_over_another=True)
        except FileNotFoundError:
            return False
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise DiskFullError from error
            raise MediaUnwritableError(folder=str(self._folder)) from error

    def _as_written(self, data: bytes, digest: str) -> bytes:
        return self._vault.seal(data, digest) if self._vault.encrypts else data

    def _holds(self, path: Path, digest: str) -> bool:
        """As it would be written now."""
        try:
            found = path.read_bytes()
            if self._vault.encrypts and not is_sealed(found):
                return False
            return hashlib.sha256(self._vault.open(found, digest)).hexdigest() == digest
        except (FileNotFoundError, SealBrokenError):
            return False

    def _path_of(self, digest: str) -> Path:
        if not _DIGEST.fullmatch(digest):
            # The name came out of a database: it must not lead anywhere else.
            raise MediaDamagedError(digest=digest[:64])
        return self._folder / digest[:2] / digest[2:4] / digest

    def _write(self, data: bytes, target: Path, *, only_over_another: bool = False) -> bool:
        """Whether it was written.

        Args:
            only_over_another: Not where the file was deleted meanwhile: that must not bring it back.
        """
        incoming = self._folder / _INCOMING
        _make_folder(incoming)
        partial = incoming / secrets.token_hex(16)
        try:
            with os.fdopen(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            _make_folder(target.parent)
            with self._naming:
                if only_over_another and not target.exists():
                    return False
                partial.replace(target)
            _sync_folder(target.parent)
            return True
        finally:
            partial.unlink(missing_ok=True)


def _beginning(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(64)


def _is_older(path: Path, moment: datetime) -> bool:
    try:
        return path.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        # Its writer gave it its name, or another program removed it.
        return False


def _make_folder(folder: Path) -> None:
    """With mode 0700, parents too, each entered on the disk before anything is put into it."""
    if folder.is_dir():
        return
    if not folder.parent.is_dir():
        _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    # Windows opens no folders; there a rename is durable without it.
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Writes a report's files, all of them or none."""

import errno
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from alphamale_desktop.domain.errors import DiskFullError
from alphamale_desktop.domain.organiser_errors import FolderUnwritableError

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class ReportFiles:
    """Satisfies ``ReportFolder``. Any thread."""

    def write(self, folder: Path, files: Mapping[str, bytes]) -> None:
        """Everything is on the disk beside its place before the first file gets its name."""
        incoming = folder / f".incoming-{secrets.token_hex(4)}"
        try:
            incoming.mkdir(parents=True)
            for name, data in files.items():
                with (incoming / name).open("wb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
            for name in files:
                (incoming / name).replace(folder / name)
        except OSError as error:
            if error.errno in _NO_ROOM:
                raise DiskFullError from error
            raise FolderUnwritableError(folder=str(folder)) from error
        finally:
            shutil.rmtree(incoming, ignore_errors=True)

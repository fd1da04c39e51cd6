"""The program's log: one JSON object a line, private, rotated, and nothing personal in it.

Our own messages are written out, because none of them holds a guest's data. Of another library's message only its
pattern is kept, never what was filled in; of an exception its type, its place in the code and, where it is one of ours,
its code. An exception's own words are left out: they may quote a row or a file name.
"""

import json
import logging
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from alphamale_desktop.domain.errors import AlphaMaleError

OURS = "alphamale_desktop"
SUFFIX = ".jsonl"

_DEEPEST = 40
"""Frames of a traceback, the innermost."""

logger = logging.getLogger(__name__)


class JsonLines(logging.Formatter):
    """Keys: at (UTC, ISO 8601), level, logger, thread, message; with an exception also error."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "thread": record.threadName,
            "message": record.getMessage() if _is_ours(record.name) else str(record.msg),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _error(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


class PrivateRotatingFile(RotatingFileHandler):
    """Made with the first record: mode 0600 in a folder of mode 0700. A log that cannot be written stops nobody."""

    def __init__(self, file: Path, most_bytes: int, old_files: int) -> None:
        super().__init__(file, maxBytes=most_bytes, backupCount=old_files, encoding="utf-8", delay=True)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging calls it so
        """A full disk must not print a traceback over a guest's page."""

    def _open(self) -> TextIOWrapper:
        file = Path(self.baseFilename)
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.fdopen(os.open(file, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600), "a", encoding="utf-8")


@contextmanager
def writing_log(folder: Path, name: str, file_mb: float, old_files: int) -> Iterator[None]:
    """Within the block, everything logged goes to ``folder/name.jsonl``, and so do exceptions that nobody caught.

    Args:
        name: One for each process that may run at the same time: two must not rotate one file.
        file_mb: Megabytes after which a new file begins.
    """
    handler = PrivateRotatingFile(folder / f"{name}{SUFFIX}", round(file_mb * 1_000_000), old_files)
    handler.setFormatter(JsonLines())
    handler.addFilter(lambda record: _is_ours(record.name) or record.levelno >= logging.WARNING)
    root, ours = logging.getLogger(), logging.getLogger(OURS)
    level, hook, thread_hook = ours.level, sys.excepthook, threading.excepthook
    root.addHandler(handler)
    ours.setLevel(logging.INFO)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = hook, thread_hook
        ours.setLevel(level)
        root.removeHandler(handler)
        handler.close()


def log_files(folder: Path) -> list[Path]:
    """The logs and those put aside, by name."""
    return sorted(file for file in folder.glob(f"*{SUFFIX}*") if file.is_file())


def _is_ours(name: str) -> bool:
    return name == OURS or name.startswith(f"{OURS}.")


def _error(error: BaseException) -> dict[str, object]:
    frames = traceback.extract_tb(error.__traceback__)[-_DEEPEST:]
    told: dict[str, object] = {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "at": [f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
    }
    if isinstance(error, AlphaMaleError):
        told["code"] = error.code
    if isinstance(error, OSError) and error.errno is not None:
        told["errno"] = error.errno
    if error.__cause__ is not None:
        told["cause"] = _error(error.__cause__)
    return told


def _place(file: str) -> str:
    """The last three parts of a path: enough to find the code, without anybody's home folder."""
    return "/".join(Path(file).parts[-3:])


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logger.critical("nobody caught this", exc_info=(kind, error, trace))


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        logger.critical("a thread ended with this", exc_info=(args.exc_type, args.exc_value, args.exc_traceback))

"""Counts failures of the program in a row, wherever they happen."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from alphamale_desktop.domain.errors import AlphaMaleError, CancelledByUserError, PhotoError

Given = ParamSpec("Given")
Made = TypeVar("Made")

FAILURES_IN_A_ROW = 2


class HealthLog:
    """Any thread. A guest's bad photo and a cancelled analysis are no failures of the program."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures = 0
        self._code = ""
        self.on_change: Callable[[], None] = lambda: None

    @property
    def code(self) -> str:
        """What is out of order, as an error's code; empty while the program is fit to serve guests."""
        with self._lock:
            return self._code if self._failures >= FAILURES_IN_A_ROW else ""

    def succeeded(self) -> None:
        self._note(0, "")

    def failed(self, error: Exception) -> None:
        if isinstance(error, PhotoError | CancelledByUserError):
            return
        code = error.code if isinstance(error, AlphaMaleError) else "unexpected"
        with self._lock:
            failures = self._failures + 1
        self._note(failures, code)

    def watched(self, work: Callable[Given, Made]) -> Callable[Given, Made]:
        """The same work, with its failures and successes noted."""

        @wraps(work)
        def run(*args: Given.args, **kwargs: Given.kwargs) -> Made:
            try:
                made = work(*args, **kwargs)
            except Exception as error:
                self.failed(error)
                raise
            self.succeeded()
            return made

        return run

    def _note(self, failures: int, code: str) -> None:
        with self._lock:
            was_fit = self._failures < FAILURES_IN_A_ROW
            self._failures, self._code = failures, code
            is_fit = failures < FAILURES_IN_A_ROW
        if was_fit != is_fit:
            self.on_change()

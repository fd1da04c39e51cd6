"""Counts failures of the program in a row, wherever they happen."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from alphamale_desktop.domain.errors import AlphaMaleError, CancelledByUserError, Detail, PhotoError
from alphamale_desktop.ui.job import Failure

Given = ParamSpec("Given")
Made = TypeVar("Made")

FAILURES_IN_A_ROW = 2


class HealthLog:
    """Any thread. A guest's bad photo and a cancelled analysis are no failures of the program."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures = 0
        self._failure: Failure | None = None
        self._standing: Failure | None = None
        self.on_change: Callable[[], None] = lambda: None

    @property
    def trouble(self) -> Failure | None:
        """What is out of order; None while the program is fit to serve guests."""
        with self._lock:
            return self._standing or (self._failure if self._failures >= FAILURES_IN_A_ROW else None)

    def stand(self, error: AlphaMaleError | None) -> None:
        """Something is out of order whatever succeeds meanwhile, such as a full disk; None: it is in order again."""
        standing = Failure(error.code, dict(error.details)) if error is not None else None
        with self._lock:
            is_news, self._standing = standing != self._standing, standing
        if is_news:
            self.on_change()

    def succeeded(self) -> None:
        with self._lock:
            was_unfit = self._failures >= FAILURES_IN_A_ROW
            self._failures, self._failure = 0, None
        if was_unfit:
            self.on_change()

    def failed(self, error: Exception) -> None:
        if isinstance(error, PhotoError | CancelledByUserError):
            return
        details: dict[str, Detail] = dict(error.details) if isinstance(error, AlphaMaleError) else {}
        code = error.code if isinstance(error, AlphaMaleError) else "unexpected"
        with self._lock:
            self._failures += 1
            self._failure = Failure(code, details)
            is_news = self._failures >= FAILURES_IN_A_ROW
        if is_news:
            self.on_change()

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

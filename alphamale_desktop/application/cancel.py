"""Asking running work to stop."""

import threading

from alphamale_desktop.domain.errors import CancelledByUserError


class Cancel:
    """A flag that any thread may raise and the working thread checks between its steps."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def ask(self) -> None:
        self._asked.set()

    @property
    def is_asked(self) -> bool:
        return self._asked.is_set()

    def check(self) -> None:
        """Raises CancelledByUserError once the work was asked to stop."""
        if self._asked.is_set():
            raise CancelledByUserError

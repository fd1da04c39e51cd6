"""Collects warnings and errors that a test did not announce."""

import logging


class LogWatch(logging.Handler):
    """Sees every record of level WARNING or above that reaches the root logger."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._expected: list[str] = []
        self._permitted: list[str] = []
        self._seen: list[str] = []

    def expect(self, fragment: str) -> None:
        """One or more records that contain ``fragment`` are right, and none is wrong."""
        self._expected.append(fragment)

    def permit(self, fragment: str) -> None:
        """A record that contains ``fragment`` may come or not: what a library says depends on a race."""
        self._permitted.append(fragment)

    def emit(self, record: logging.LogRecord) -> None:
        self._seen.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    @property
    def seen(self) -> list[str]:
        return list(self._seen)

    @property
    def complaints(self) -> list[str]:
        """Records nobody expected, and expected ones that never came."""
        known = [*self._expected, *self._permitted]
        unexpected = [seen for seen in self._seen if not any(wanted in seen for wanted in known)]
        absent = [wanted for wanted in self._expected if not any(wanted in seen for seen in self._seen)]
        return [f"unexpected log: {seen}" for seen in unexpected] + [f"no log with {wanted!r}" for wanted in absent]

"""Finite work off the GUI thread."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.domain.errors import AlphaMaleError, CancelledByUserError, Detail

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why work did not succeed.

    Attributes:
        code: An ``AlphaMaleError``'s code, or ``"unexpected"``.
        details: Values for the sentence's placeholders.
    """

    code: str
    details: dict[str, Detail] = field(default_factory=dict)


class Job(QObject):
    """Runs once on a pool; fires exactly one of three signals on its creator's thread, then deletes itself.

    Signals:
        succeeded: What the work returned.
        failed: A ``Failure``.
        cancelled: The work gave up because it was asked to.

    Args:
        work: Runs on a thread of the pool; only immutable values cross.
    """

    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    _settled = Signal(object)

    def __init__(self, work: Callable[[Cancel], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work: Callable[[Cancel], object] | None = work
        self._cancel = Cancel()
        # Bound to a slot of this QObject, so Qt queues it onto our own thread.
        self._settled.connect(self._announce)

    def start(self, pool: QThreadPool) -> None:
        pool.start(self._run)

    def cancel(self) -> None:
        self._cancel.ask()

    @property
    def is_cancelled(self) -> bool:
        return self._cancel.is_asked

    def _run(self) -> None:
        work = self._work
        self._work = None
        outcome: object
        try:
            self._cancel.check()
            outcome = work(self._cancel) if work is not None else None
        except Exception as error:  # noqa: BLE001 - thread boundary
            outcome = error
        # The closure holds a whole photo; the thread's frame must not keep it until its next job.
        del work
        self._settled.emit(outcome)

    @Slot(object)
    def _announce(self, outcome: object) -> None:
        if isinstance(outcome, Exception) and not isinstance(outcome, AlphaMaleError):
            logger.error("background work failed", exc_info=outcome)
        # What arrives after a cancel is not wanted any more, whatever it is: the next guest hears nothing of it.
        if self._cancel.is_asked:
            outcome = CancelledByUserError()
        match outcome:
            case CancelledByUserError():
                self.cancelled.emit()
            case AlphaMaleError():
                self.failed.emit(Failure(outcome.code, outcome.details))
            case Exception():
                self.failed.emit(Failure("unexpected"))
            case _:
                self.succeeded.emit(outcome)
        self.deleteLater()

"""When what is over has to be deleted: at the start and daily, by the clock on the wall."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

PURGE_EVERY = timedelta(days=1)
RETRY_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class RetentionWatch:
    """Ask ``is_due`` every few minutes: a timer of a day would stand still while the computer sleeps.

    Attributes:
        done_at: When all that was over was deleted last, aware UTC; None before the first time.
        failed_at: When that failed last, unless it went well since.
    """

    done_at: datetime | None = None
    failed_at: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """After a day, soon after a failure, and at once where the clock was set back."""
        if self.failed_at is not None:
            return not self.failed_at <= now < self.failed_at + RETRY_AFTER
        if self.done_at is not None:
            return not self.done_at <= now < self.done_at + PURGE_EVERY
        return True

    def done(self, now: datetime) -> "RetentionWatch":
        return RetentionWatch(done_at=now)

    def failed(self, now: datetime) -> "RetentionWatch":
        return replace(self, failed_at=now)

"""What a person can see of the delivery, and tell it."""

from collections.abc import Sequence
from dataclasses import dataclass

from alphamale_desktop.application.plan_delivery import DeliveryPlan
from alphamale_desktop.application.ports import Clock, IdSource, UnitOfWorkFactory
from alphamale_desktop.domain.delivery import DeadLetter, DeliveryCondition, OutboxCounts
from alphamale_desktop.domain.stored_visit import HistoryQuery

_PAGE = 200
_LETTERS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """Attributes:
    bucket: Empty: delivery is off.
    dead: The first few; ``counts`` says how many there are.
    """

    bucket: str
    kiosk: str
    counts: OutboxCounts
    condition: DeliveryCondition
    dead: Sequence[DeadLetter] = ()

    @property
    def word(self) -> str:
        """In one word: ``off``, ``stopped``, ``failing``, ``dead``, ``waiting`` or ``fine``; the worst that holds."""
        if not self.bucket:
            return "off"
        if self.condition.stopped_by:
            return "stopped"
        if self.condition.trouble:
            return "failing"
        if self.counts.dead:
            return "dead"
        return "waiting" if self.counts.waiting or self.counts.erasing else "fine"


class SyncDesk:
    """Any thread; every call may raise StorageError.

    Args:
        bucket: As set; may be empty.
        plan: None while delivery is off.
    """

    def __init__(
        self, work: UnitOfWorkFactory, clock: Clock, ids: IdSource, kiosk: str, bucket: str, plan: DeliveryPlan | None
    ) -> None:
        self._work = work
        self._clock = clock
        self._ids = ids
        self._kiosk = kiosk
        self._bucket = bucket
        self._plan = plan

    def status(self) -> SyncStatus:
        with self._work() as work:
            outbox = work.outbox
            return SyncStatus(
                self._bucket,
                self._kiosk,
                outbox.counts(self._kiosk),
                outbox.condition(self._kiosk),
                outbox.dead(self._kiosk, _LETTERS_SHOWN),
            )

    def is_stopped(self) -> bool:
        with self._work() as work:
            return bool(work.outbox.condition(self._kiosk).stopped_by)

    def adopt(self) -> int:
        """Takes over what was queued while this computer had another name; says how many objects."""
        with self._work() as work:
            adopted = work.outbox.adopt(self._kiosk)
            work.commit()
            return adopted

    def resume(self) -> bool:
        """Lets a stopped delivery try again; whether it was stopped."""
        with self._work() as work:
            condition = work.outbox.condition(self._kiosk)
            if not condition.stopped_by:
                return False
            work.outbox.set_condition(
                DeliveryCondition(self._kiosk, sent_at=condition.sent_at, skew_s=condition.skew_s)
            )
            work.commit()
            return True

    def retry(self) -> int:
        """Lets dead letters live again, and everything that waits be tried at once; how many were dead."""
        with self._work() as work:
            revived = work.outbox.revive(self._kiosk, self._clock.now())
            work.commit()
            return revived

    def backfill(self) -> int:
        """Queues kept visits whose guests agreed to upload while no bucket was set, whatever this computer was called
        then; says how many."""
        if self._plan is None:
            return 0
        queued = 0
        query = HistoryQuery(limit=_PAGE)
        while True:
            with self._work() as work:
                visits = work.visits.find(query)
                for visit in visits:
                    parcels = self._plan.parcels_of(visit, self._ids)
                    if parcels and not work.outbox.has_any(visit.visit_id):
                        for parcel in parcels:
                            work.outbox.queue(parcel, self._clock.now())
                        queued += 1
                work.commit()
            if len(visits) < _PAGE:
                return queued
            query = HistoryQuery(limit=_PAGE, before=visits[-1].visit_id)

"""Delivers what the outbox holds, a handful at a time."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from uuid import UUID

from alphamale_desktop.application.backoff import retry_delay_s
from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.object_store_port import ContentSource, KeepOn, ObjectStore, Receipt
from alphamale_desktop.application.ports import Clock, IdSource, UnitOfWorkFactory
from alphamale_desktop.application.right_of_way import RightOfWay
from alphamale_desktop.domain.delivery import (
    Claim,
    DeliveryAction,
    DeliveryCondition,
    Ending,
    Parcel,
    Settlement,
    written_failure,
)
from alphamale_desktop.domain.delivery_errors import (
    ClockSkewedError,
    ContentUnknownError,
    ObjectRefusedError,
    TargetInterceptedError,
    TargetRefusedError,
    TargetUnreachableError,
)
from alphamale_desktop.domain.errors import (
    AlphaMaleError,
    CancelledByUserError,
    MediaDamagedError,
    PhotoError,
    VisitNotFoundError,
)

logger = logging.getLogger(__name__)

_OF_THE_TARGET = (TargetUnreachableError, TargetInterceptedError, ClockSkewedError, TargetRefusedError)
"""Failures that say nothing about the object: no other will fare better now."""

_FOR_GOOD = (ObjectRefusedError, ContentUnknownError, MediaDamagedError, PhotoError, VisitNotFoundError)
_TOO_OFTEN = 10
"""A defect of ours that shows so often with one parcel will not go away."""

_SKEW_NOTED_S = 120
_AT_ONCE_EACH = 2


@dataclass(frozen=True, slots=True)
class DeliveryTerms:
    """How deliveries are done.

    Attributes:
        kiosk: Whose parcels.
        workers: Objects on their way at the same time.
        lease: For so long nobody else takes what is being delivered; renewed while an object is sent. Longer than
            any silence that the store puts up with.
        give_way_s: So long at most an object waits for a guest to be served.
        first_delay_s, longest_delay_s: The pause before an object is tried again, as it grows.
    """

    kiosk: str
    workers: int = 4
    lease: timedelta = timedelta(minutes=2)
    give_way_s: float = 10.0
    first_delay_s: float = 2.0
    longest_delay_s: float = 300.0


@dataclass(frozen=True, slots=True)
class DeliveryRound:
    """What one handful came to.

    Attributes:
        trouble: What kept the target from answering as it should, if nothing succeeded.
    """

    sent: int = 0
    erased: int = 0
    later: int = 0
    dead: int = 0
    trouble: AlphaMaleError | None = None

    @property
    def is_idle(self) -> bool:
        return self == DeliveryRound()

    @property
    def is_refused(self) -> bool:
        """Only a person can change that."""
        return isinstance(self.trouble, TargetRefusedError)


class DeliverOutbox:
    """One thread at a time; uses others inside. Several may work on one outbox, in one process or in many.

    An object is on its way at most once from here, because claims exclude one another; it may be sent again after a
    crash, under the same key and with the same bytes. An erasure wins over an upload under way: see ``Outbox``.

    Args:
        contents: By kind.
    """

    def __init__(
        self,
        work: UnitOfWorkFactory,
        store: ObjectStore,
        contents: Mapping[str, ContentSource],
        clock: Clock,
        ids: IdSource,
        terms: DeliveryTerms,
        right_of_way: RightOfWay,
        random: Random,
    ) -> None:
        self._work = work
        self._store = store
        self._contents = contents
        self._clock = clock
        self._ids = ids
        self._terms = terms
        self._right_of_way = right_of_way
        self._random = random

    def __call__(self, cancel: Cancel, *, puts: bool = True) -> DeliveryRound:
        """Delivers one handful; idle when nothing is due.

        Args:
            puts: False: only deletions.

        Raises:
            StorageError: What was claimed is due again when its lease is over.
        """
        token, now = self._ids.new_id(), self._clock.now()
        claim = Claim(
            self._terms.kiosk,
            token,
            now,
            now + self._terms.lease,
            self._terms.workers * _AT_ONCE_EACH,
            self._store.bucket,
            puts,
        )
        with self._work() as work:
            parcels = work.outbox.claim(claim)
            work.commit()
        if not parcels:
            return DeliveryRound()
        handful = _Handful(self, token, cancel)
        settlements = handful.deliver(parcels, self._terms.workers)
        return self._settle(token, settlements, handful.trouble)

    def _settle(
        self, token: UUID, settlements: Sequence[Settlement], of_the_target: AlphaMaleError | None
    ) -> DeliveryRound:
        now = self._clock.now()
        done = [each.parcel.action for each in settlements if each.ending is Ending.DONE]
        busy = next((each.error for each in settlements if each.ending is Ending.LATER), "")
        with self._work() as work:
            work.outbox.settle(token, settlements, now)
            present = work.outbox.condition(self._terms.kiosk)
            fresh = self._condition(present, written_failure(of_the_target) if of_the_target else busy, bool(done))
            if isinstance(of_the_target, TargetRefusedError):
                fresh = replace(fresh, stopped_by=written_failure(of_the_target), stopped_at=now)
            if fresh != present:
                work.outbox.set_condition(fresh)
            work.commit()
        endings = [each.ending for each in settlements]
        return DeliveryRound(
            sent=done.count(DeliveryAction.PUT),
            erased=done.count(DeliveryAction.DELETE),
            later=endings.count(Ending.LATER),
            dead=endings.count(Ending.DEAD),
            trouble=of_the_target,
        )

    def _condition(self, present: DeliveryCondition, trouble: str, has_done: bool) -> DeliveryCondition:
        now = self._clock.now()
        skew_s = self._store.skew_s if abs(self._store.skew_s) > _SKEW_NOTED_S else 0
        fresh = replace(present, skew_s=skew_s)
        if has_done:
            fresh = replace(fresh, sent_at=now, trouble="", trouble_at=None)
        if trouble:
            fresh = replace(fresh, trouble=trouble, trouble_at=now)
        return fresh

    def _later(self, parcel: Parcel, error: str) -> Settlement:
        delay_s = retry_delay_s(
            max(1, parcel.attempts), self._terms.first_delay_s, self._terms.longest_delay_s, self._random
        )
        return Settlement(parcel, Ending.LATER, error, self._clock.now() + timedelta(seconds=delay_s))


class _WithdrawnError(Exception):
    """The guest erased his visit while its object was on its way."""


class _Handful:
    """One round's parcels on their way. Attributes: trouble: What ended the round early."""

    def __init__(self, delivery: DeliverOutbox, token: UUID, cancel: Cancel) -> None:
        self._delivery = delivery
        self._token = token
        self._cancel = cancel
        self._lock = threading.Lock()
        self._renewed_s = delivery._clock.monotonic_s()
        self._held: frozenset[tuple[UUID, int]] | None = None
        self.trouble: AlphaMaleError | None = None

    def deliver(self, parcels: Sequence[Parcel], workers: int) -> list[Settlement]:
        return in_parallel(self._one, parcels, workers)

    def _one(self, parcel: Parcel) -> Settlement:
        """Never raises: a thread's boundary."""
        self._delivery._right_of_way.give_way(self._delivery._terms.give_way_s)
        if self.trouble is not None or self._cancel.is_asked:
            return Settlement(parcel, Ending.UNTRIED)
        try:
            return self._tried(parcel)
        except (CancelledByUserError, _WithdrawnError):
            return Settlement(parcel, Ending.RELEASED)
        except _OF_THE_TARGET as error:
            self.trouble = self.trouble or error
            return Settlement(parcel, Ending.RELEASED, written_failure(error))
        except _FOR_GOOD as error:
            return Settlement(parcel, Ending.DEAD, written_failure(error))
        except AlphaMaleError as error:
            return self._delivery._later(parcel, written_failure(error))
        except Exception:
            logger.exception("could not make or send an object of kind %s", parcel.kind)
            if parcel.attempts >= _TOO_OFTEN:
                return Settlement(parcel, Ending.DEAD, AlphaMaleError.code)
            return self._delivery._later(parcel, AlphaMaleError.code)

    def _tried(self, parcel: Parcel) -> Settlement:
        store = self._delivery._store
        if parcel.action is DeliveryAction.DELETE:
            store.delete(parcel.key, parcel.bucket)
            return Settlement(parcel, Ending.DONE)
        source = self._delivery._contents.get(parcel.kind)
        if source is None:
            raise ContentUnknownError(kind=parcel.kind)
        content = source(parcel)
        if parcel.attempts > 1 and store.holds(parcel.key, content):
            # It arrived the last time, and only the word of it was lost.
            receipt = Receipt(len(content.data), "")
        else:
            receipt = store.put(parcel.key, content, self._keep_on(parcel))
        return Settlement(parcel, Ending.DONE, size_bytes=receipt.size_bytes, sha256=receipt.sha256)

    def _keep_on(self, parcel: Parcel) -> KeepOn:
        wanted = (parcel.parcel_id, parcel.generation)
        patience_s = self._delivery._terms.lease.total_seconds() / 4

        def keep_on() -> None:
            self._cancel.check()
            with self._lock:
                if self._delivery._clock.monotonic_s() - self._renewed_s >= patience_s:
                    self._renewed_s = self._delivery._clock.monotonic_s()
                    self._held = self._renew()
                is_withdrawn = self._held is not None and wanted not in self._held
            if is_withdrawn:
                raise _WithdrawnError

        return keep_on

    def _renew(self) -> frozenset[tuple[UUID, int]]:
        with self._delivery._work() as work:
            held = work.outbox.renew(self._token, self._delivery._clock.now() + self._delivery._terms.lease)
            work.commit()
        return held


def in_parallel(do: Callable[[Parcel], Settlement], parcels: Sequence[Parcel], workers: int) -> list[Settlement]:
    """Each parcel's settlement, in any order.

    The threads are daemons: a program that must end does not wait for a network.
    """
    waiting = iter(parcels)
    lock = threading.Lock()
    settled: list[Settlement] = []

    def work() -> None:
        while True:
            with lock:
                parcel = next(waiting, None)
            if parcel is None:
                return
            settlement = do(parcel)
            with lock:
                settled.append(settlement)

    threads = [threading.Thread(target=work, name="delivery", daemon=True) for _ in range(min(workers, len(parcels)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return settled

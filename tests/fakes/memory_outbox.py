"""The outbox port in memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from alphamale_desktop.domain.delivery import (
    Claim,
    DeadLetter,
    DeliveryAction,
    DeliveryCondition,
    DeliveryState,
    Ending,
    OutboxCounts,
    Parcel,
    Settlement,
    Whereabouts,
)

LATE_PUT = timedelta(minutes=1)
OTHERS_MAY = timedelta(hours=1)
NEVER_SO_FAR = timedelta(hours=1)


@dataclass(frozen=True)
class Kept:
    """A parcel and all that the outbox knows of it."""

    parcel: Parcel
    created_at: datetime
    due_at: datetime
    state: DeliveryState = DeliveryState.WAITING
    error: str = ""
    settled_at: datetime | None = None
    lease: UUID | None = None
    leased_until: datetime | None = None
    put_until: datetime | None = None
    sha256: str = ""

    @property
    def is_put(self) -> bool:
        return self.parcel.action is DeliveryAction.PUT


class MemoryOutbox:
    """Works on copies; ``kept`` and ``conditions`` are what to commit."""

    def __init__(self, kept: dict[UUID, Kept], conditions: dict[str, DeliveryCondition]) -> None:
        self.kept = dict(kept)
        self.conditions = dict(conditions)

    def queue(self, parcel: Parcel, now: datetime) -> bool:
        present = next((one for one in self.kept.values() if one.parcel.key == parcel.key), None)
        if present is None:
            self.kept[parcel.parcel_id] = Kept(parcel, now, now)
            return True
        if not present.is_put:
            return False
        old = present.parcel
        anew = replace(old, kind=parcel.kind, reference=parcel.reference, generation=old.generation + 1, attempts=0)
        self.kept[old.parcel_id] = replace(present, parcel=anew, state=DeliveryState.WAITING, due_at=now, error="")
        return True

    def withdraw(self, visit_id: UUID, now: datetime) -> int:
        return self._withdraw(lambda one: one.parcel.visit_id == visit_id, now)

    def withdraw_key(self, key: str, now: datetime) -> bool:
        return self._withdraw(lambda one: one.parcel.key == key, now) > 0

    def _withdraw(self, is_meant: Callable[[Kept], bool], now: datetime) -> int:
        meant = [one for one in self.kept.values() if one.is_put and is_meant(one)]
        for one in meant:
            old = one.parcel
            if one.put_until is None:
                del self.kept[old.parcel_id]
                continue
            gone = replace(old, action=DeliveryAction.DELETE, generation=old.generation + 1, attempts=0)
            self.kept[old.parcel_id] = replace(
                one, parcel=gone, state=DeliveryState.WAITING, due_at=now, error="", settled_at=None
            )
        return len(meant)

    def claim(self, claim: Claim) -> Sequence[Parcel]:
        due = sorted(
            (one for one in self.kept.values() if _is_due(one, claim)),
            key=lambda one: (one.due_at, one.parcel.parcel_id.bytes),
        )
        taken = []
        for one in due[: claim.limit]:
            parcel = replace(one.parcel, attempts=one.parcel.attempts + 1)
            leased = replace(one, parcel=parcel, lease=claim.token, leased_until=claim.until)
            if one.is_put:
                leased = replace(leased, parcel=replace(parcel, bucket=claim.bucket), put_until=claim.until)
            self.kept[leased.parcel.parcel_id] = leased
            taken.append(leased.parcel)
        return taken

    def renew(self, token: UUID, until: datetime) -> frozenset[tuple[UUID, int]]:
        held = [one for one in self.kept.values() if one.lease == token]
        for one in held:
            put_until = None if one.put_until is None else until
            self.kept[one.parcel.parcel_id] = replace(one, leased_until=until, put_until=put_until)
        return frozenset((one.parcel.parcel_id, one.parcel.generation) for one in held)

    def settle(self, token: UUID, settlements: Sequence[Settlement], now: datetime) -> None:
        for settlement in settlements:
            parcel = settlement.parcel
            one = self.kept.get(parcel.parcel_id)
            if one is None:
                continue
            if one.lease != token:
                if parcel.action is DeliveryAction.PUT and not one.is_put:
                    self.kept[parcel.parcel_id] = _deleted_once_more(one, settlement, now)
                continue
            one = replace(one, lease=None, leased_until=None)
            if one.parcel.generation == parcel.generation:
                one = _written_down(one, settlement, now)
            self.kept[parcel.parcel_id] = one

    def adopt(self, kiosk: str) -> int:
        others = [one for one in self.kept.values() if one.parcel.kiosk != kiosk]
        for one in others:
            self.kept[one.parcel.parcel_id] = replace(one, parcel=replace(one.parcel, kiosk=kiosk))
        return len(others)

    def counts(self, kiosk: str) -> OutboxCounts:
        mine = [one for one in self.kept.values() if one.parcel.kiosk == kiosk]
        waiting = [one for one in mine if one.is_put and one.state is DeliveryState.WAITING]
        return OutboxCounts(
            waiting=len(waiting),
            sent=sum(one.is_put and one.state is DeliveryState.DONE for one in mine),
            erasing=sum(not one.is_put and one.state is DeliveryState.WAITING for one in mine),
            erased=sum(not one.is_put and one.state is DeliveryState.DONE for one in mine),
            dead=sum(one.state is DeliveryState.DEAD for one in mine),
            oldest_waiting_at=min((one.created_at for one in waiting), default=None),
        )

    def dead(self, kiosk: str, limit: int) -> Sequence[DeadLetter]:
        letters = [
            DeadLetter(one.parcel, one.error, one.settled_at or one.created_at)
            for one in self.kept.values()
            if one.parcel.kiosk == kiosk and one.state is DeliveryState.DEAD
        ]
        return sorted(letters, key=lambda letter: (letter.since, letter.parcel.parcel_id.bytes))[:limit]

    def revive(self, kiosk: str, now: datetime) -> int:
        revived = 0
        for key, one in self.kept.items():
            if one.parcel.kiosk != kiosk or one.state is DeliveryState.DONE:
                continue
            if one.state is DeliveryState.DEAD:
                revived += 1
                parcel = replace(one.parcel, attempts=0)
                one = replace(one, parcel=parcel, state=DeliveryState.WAITING, error="", settled_at=None, due_at=now)
            self.kept[key] = replace(one, due_at=min(one.due_at, now))
        return revived

    def whereabouts(self, key: str) -> Whereabouts | None:
        found = next((one for one in self.kept.values() if one.parcel.key == key), None)
        if found is None:
            return None
        is_settled = found.state is not DeliveryState.WAITING
        return Whereabouts(found.parcel.action, found.state, found.settled_at if is_settled else None)

    def has_any(self, visit_id: UUID) -> bool:
        return any(one.parcel.visit_id == visit_id for one in self.kept.values())

    def condition(self, kiosk: str) -> DeliveryCondition:
        return self.conditions.get(kiosk, DeliveryCondition(kiosk))

    def set_condition(self, condition: DeliveryCondition) -> None:
        self.conditions[condition.kiosk] = condition


def _is_due(one: Kept, claim: Claim) -> bool:
    if one.state is not DeliveryState.WAITING or claim.now < one.due_at <= claim.now + NEVER_SO_FAR:
        return False
    if one.leased_until is not None and claim.now < one.leased_until <= claim.now + NEVER_SO_FAR:
        return False
    is_mine = one.parcel.kiosk == claim.kiosk
    if one.is_put:
        return is_mine and claim.puts
    return is_mine or one.due_at <= claim.now - OTHERS_MAY


def _deleted_once_more(one: Kept, settlement: Settlement, now: datetime) -> Kept:
    if settlement.ending is Ending.UNTRIED:
        return one
    again = replace(one.parcel, generation=one.parcel.generation + 1, attempts=0)
    put_until = one.put_until if settlement.ending is Ending.DONE else now
    return replace(one, parcel=again, state=DeliveryState.WAITING, due_at=now, settled_at=None, put_until=put_until)


def _written_down(one: Kept, settlement: Settlement, now: datetime) -> Kept:
    if settlement.ending is not Ending.UNTRIED:
        one = replace(one, error=settlement.error)
    if one.put_until is not None and one.put_until > now + NEVER_SO_FAR:
        one = replace(one, put_until=now)
    match settlement.ending:
        case Ending.DONE if not one.is_put and one.put_until is not None and one.put_until + LATE_PUT > now:
            return replace(one, due_at=one.put_until + LATE_PUT)
        case Ending.DONE:
            return replace(one, state=DeliveryState.DONE, settled_at=now, sha256=settlement.sha256)
        case Ending.LATER:
            return replace(one, due_at=settlement.due_at or now)
        case Ending.RELEASED:
            return one
        case Ending.UNTRIED:
            return replace(one, parcel=replace(one.parcel, attempts=one.parcel.attempts - 1))
        case Ending.DEAD:
            return replace(one, state=DeliveryState.DEAD, settled_at=now)

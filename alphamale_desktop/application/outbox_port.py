"""The outbox: what is to reach the organiser's bucket, kept in the same database as what it tells of."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from alphamale_desktop.domain.delivery import (
    Claim,
    DeadLetter,
    DeliveryCondition,
    OutboxCounts,
    Parcel,
    Settlement,
    Whereabouts,
)


class Outbox(Protocol):
    """Inside a unit of work only."""

    def queue(self, parcel: Parcel, now: datetime) -> bool:
        """Wants the object at the target; a parcel of the same key is sent anew with this one's kind and reference.

        Returns:
            False when that key is to be deleted or was: nothing changes then.
        """
        ...

    def withdraw(self, visit_id: UUID, now: datetime) -> int:
        """Wants every object of the visit gone; what never may have left this computer is forgotten at once.

        Returns:
            How many parcels that changed.
        """
        ...

    def withdraw_key(self, key: str, now: datetime) -> bool:
        """As ``withdraw``, for one object; whether there was one."""
        ...

    def claim(self, claim: Claim) -> Sequence[Parcel]:
        """Takes parcels that are due and that nobody else holds, the longest due first, and marks them with the
        claim's token. What other kiosks should have deleted an hour ago is among them, and what is due or held in a
        future that a clock set back has made."""
        ...

    def renew(self, token: UUID, until: datetime) -> frozenset[tuple[UUID, int]]:
        """Holds what bears the token until then; ids and generations of what is still held."""
        ...

    def settle(self, token: UUID, settlements: Sequence[Settlement], now: datetime) -> None:
        """Writes down what became of claimed parcels and lets go of them. What was put although it is to be gone, by a
        worker whose lease had ended, is due to be deleted once more."""
        ...

    def adopt(self, kiosk: str) -> int:
        """Makes everything here that kiosk's, because its computer has a new name; says how much had another. Only
        where the outbox belongs to one computer."""
        ...

    def counts(self, kiosk: str) -> OutboxCounts: ...

    def dead(self, kiosk: str, limit: int) -> Sequence[DeadLetter]:
        """The longest dead first."""
        ...

    def revive(self, kiosk: str, now: datetime) -> int:
        """Makes dead parcels due, and those that wait for their next try; says how many were dead."""
        ...

    def whereabouts(self, key: str) -> Whereabouts | None:
        """None where nothing is known of that object."""
        ...

    def has_any(self, visit_id: UUID) -> bool:
        """Whether parcels of the visit were ever queued and not forgotten since."""
        ...

    def condition(self, kiosk: str) -> DeliveryCondition: ...

    def set_condition(self, condition: DeliveryCondition) -> None: ...

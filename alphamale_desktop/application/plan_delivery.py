"""Which objects a kept visit becomes in the organiser's bucket, and what they are called there."""

import unicodedata
from dataclasses import dataclass, replace
from uuid import UUID

from alphamale_desktop.application.ports import IdSource
from alphamale_desktop.domain.consent import ConsentPurpose
from alphamale_desktop.domain.delivery import Parcel
from alphamale_desktop.domain.stored_visit import StoredVisit

PHOTO, CARD, RESULT = "photo", "card", "result"
"""The kinds of a visit's objects."""

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class DeliveryPlan:
    """Keys derive from event, kiosk and visit alone: whatever is sent twice replaces itself.

    Attributes:
        prefix: Before every key; without slashes at its ends, may be empty.
        event: As people call it; may be empty.
    """

    prefix: str
    event: str
    kiosk: str
    with_card: bool = True

    @property
    def event_step(self) -> str:
        """The event's name as one step of a key."""
        return plain_name(self.event) or "event"

    def parcels_of(self, visit: StoredVisit, ids: IdSource) -> tuple[Parcel, ...]:
        """Photo, share card and result; none unless the guest agreed to storage and to upload."""
        agreed = visit.consent.allows(ConsentPurpose.STORAGE) and visit.consent.allows(ConsentPurpose.UPLOAD)
        if not agreed:
            return ()
        parcels = [self._parcel(visit.visit_id, RESULT, "result.json", ids)]
        if visit.photo_digest is not None:
            parcels.insert(0, self._parcel(visit.visit_id, PHOTO, f"photo.{visit.photo_suffix}", ids))
            if self.with_card:
                parcels.insert(1, self._parcel(visit.visit_id, CARD, "card.jpg", ids))
        # The settings may name another event by the time these are sent.
        return tuple(replace(parcel, reference=self.event) for parcel in parcels)

    def key(self, *steps: str) -> str:
        """A key below the prefix; ``steps`` are used as they are."""
        return "/".join(step for step in (self.prefix.strip("/"), *steps) if step)

    def _parcel(self, visit_id: UUID, kind: str, name: str, ids: IdSource) -> Parcel:
        key = self.key(self.event_step, plain_name(self.kiosk) or "kiosk", str(visit_id), name)
        return Parcel(ids.new_id(), key, kind, self.kiosk, visit_id)


def plain_name(name: str) -> str:
    """A name as one step of a key: letters and digits of any script, ``-``, ``_`` and ``.``; the rest is ``-``."""
    composed = unicodedata.normalize("NFC", name)
    plain = "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in composed)
    # A step of dots alone would lead elsewhere where keys become paths.
    return "-".join(piece for piece in plain.split("-") if piece.strip("."))[:_LONGEST_NAME].strip(".-")

"""Visits that were kept while the computer's clock stood years behind, as after its battery died."""

from dataclasses import replace
from datetime import UTC, datetime

from alphamale_desktop.domain.stored_visit import StoredVisit

NOT_BEFORE = datetime(2025, 1, 1, tzinfo=UTC)
"""There was no such program before: a visit that seems older was dated by a clock that was wrong."""


def redated(visit: StoredVisit, now: datetime) -> StoredVisit:
    """With its time counted from now on, where its own dates are impossible and the clock is right again: otherwise it
    would be over at once, and an event's visits with it."""
    if visit.created_at >= NOT_BEFORE or now < NOT_BEFORE:
        return visit
    return replace(visit, created_at=now, expires_at=now + (visit.expires_at - visit.created_at))

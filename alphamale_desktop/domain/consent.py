"""What a guest agreed to, and for how long his data is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from alphamale_desktop.domain.consent_wording import EDITION
from alphamale_desktop.domain.profile import Profile

AGE_OF_CONSENT = 14
"""Korea's Personal Information Protection Act, article 22-2: younger guests need a guardian, so nothing is kept."""

DEFAULT_RETENTION_DAYS = 30


class ConsentPurpose(StrEnum):
    ANALYSIS = "analysis"
    STORAGE = "storage"
    UPLOAD = "upload"
    PROMOTION = "promotion"


@dataclass(frozen=True, slots=True)
class Consent:
    """Purposes a guest agreed to, and which words asked him.

    Attributes:
        given_at: Aware UTC.
        version: See ``consent_wording``; an edition alone does not tell which of its variants he saw.

    Raises:
        ValueError: If upload or promotion comes without storage, or ``given_at`` has no time zone.
    """

    purposes: frozenset[ConsentPurpose]
    given_at: datetime
    version: str = EDITION

    def __post_init__(self) -> None:
        if self.given_at.tzinfo is None:
            raise ValueError("want an aware time")
        needs_storage = {ConsentPurpose.UPLOAD, ConsentPurpose.PROMOTION}
        if self.purposes & needs_storage and ConsentPurpose.STORAGE not in self.purposes:
            raise ValueError("upload and promotion need storage")

    def allows(self, purpose: ConsentPurpose) -> bool:
        return purpose in self.purposes


def consent_for(
    ticked: Iterable[ConsentPurpose], profile: Profile | None, given_at: datetime, today: date, version: str
) -> Consent:
    """The consent that holds: what was ticked, less what age and missing storage forbid.

    Under 14 years only the analysis itself is left, whatever was ticked.
    """
    purposes = frozenset(ticked)
    if profile is not None and is_under_age(profile, today):
        purposes &= {ConsentPurpose.ANALYSIS}
    if ConsentPurpose.STORAGE not in purposes:
        purposes &= {ConsentPurpose.ANALYSIS}
    return Consent(purposes, given_at, version)


def is_under_age(profile: Profile, today: date) -> bool:
    """True below 14 full years: the result is shown, nothing is stored or sent."""
    return profile.age_on(today) < AGE_OF_CONSENT


def expires_at(stored_at: datetime, retention_days: int = DEFAULT_RETENTION_DAYS) -> datetime:
    """When a stored visit must be gone; raises ValueError for less than one day."""
    if retention_days < 1:
        raise ValueError(f"want one day or more, got {retention_days}")
    return stored_at + timedelta(days=retention_days)

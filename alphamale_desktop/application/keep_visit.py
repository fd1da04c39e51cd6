"""Keeps an accepted result, as far as the guest agreed."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from alphamale_desktop.application.disk_guard import DiskGuard
from alphamale_desktop.application.plan_delivery import DeliveryPlan
from alphamale_desktop.application.ports import Clock, IdSource, MediaFile, MediaStore, UnitOfWorkFactory
from alphamale_desktop.domain.analysis import AnalysisResult, ModelVersion
from alphamale_desktop.domain.celebrity import Celebrity
from alphamale_desktop.domain.consent import DEFAULT_RETENTION_DAYS, Consent, ConsentPurpose, expires_at, is_under_age
from alphamale_desktop.domain.disk import DiskState
from alphamale_desktop.domain.errors import AlphaMaleError
from alphamale_desktop.domain.profile import Profile
from alphamale_desktop.domain.stored_visit import StoredVisit


@dataclass(frozen=True, slots=True)
class VisitToKeep:
    """What a finished visit leaves.

    Attributes:
        photo: The encoded photo as it came; hidden from ``repr`` so that no log can hold it.
        photo_suffix: Its format's usual ending without a dot.
    """

    photo: bytes = field(repr=False)
    photo_suffix: str
    result: AnalysisResult
    models: tuple[ModelVersion, ...]
    celebrities: tuple[Celebrity, ...]
    consent: Consent
    profile: Profile | None = None


class KeepVisit:
    """Photo file first, then one transaction for all rows: a crash between leaves a file without a visit, never a
    visit without its file. Any thread.

    Args:
        deliveries: What goes to the organiser's bucket, with the guest's consent; None: nothing does.
        disk: Without it, every disk has room. Where room is short, the result is kept and its photo is not.
    """

    def __init__(
        self,
        work: UnitOfWorkFactory,
        media: MediaStore,
        clock: Clock,
        ids: IdSource,
        created_by: str,
        retention_days: int = DEFAULT_RETENTION_DAYS,
        deliveries: DeliveryPlan | None = None,
        disk: DiskGuard | None = None,
    ) -> None:
        self._work = work
        self._media = media
        self._clock = clock
        self._ids = ids
        self._created_by = created_by
        self._retention_days = retention_days
        self._deliveries = deliveries
        self._disk = disk

    def __call__(self, visit: VisitToKeep) -> UUID | None:
        """The kept visit's id, or None when the guest did not agree to storage, or is too young to: then nothing
        touches the disk.

        Raises:
            StorageError: Nothing is kept then.
        """
        now = self._clock.now()
        if not visit.consent.allows(ConsentPurpose.STORAGE):
            return None
        if visit.profile is not None and is_under_age(visit.profile, now.date()):
            return None
        if self._disk is not None and self._disk.check() is DiskState.NO_ORIGINALS:
            return self._add(self._stored(visit, None, now))
        # Asked first: a database that does not answer leaves no photo behind.
        was_used = self._is_used(hashlib.sha256(visit.photo).hexdigest())
        file = self._media.put(visit.photo, visit.photo_suffix)
        try:
            return self._add(self._stored(visit, file, now))
        except BaseException:
            self._take_back(file, was_used)
            raise

    def _add(self, stored: StoredVisit) -> UUID:
        with self._work() as work:
            work.visits.add(stored)
            for parcel in self._deliveries.parcels_of(stored, self._ids) if self._deliveries else ():
                work.outbox.queue(parcel, stored.created_at)
            work.commit()
        return stored.visit_id

    def _stored(self, visit: VisitToKeep, file: MediaFile | None, now: datetime) -> StoredVisit:
        profile = visit.profile
        return StoredVisit(
            visit_id=self._ids.new_id(),
            result=visit.result,
            models=visit.models,
            consent=visit.consent,
            created_at=now,
            expires_at=expires_at(now, self._retention_days),
            created_by=self._created_by,
            mbti=profile.mbti if profile else None,
            birth_date=profile.birth_date if profile else None,
            salary_band=profile.salary.band if profile and profile.salary else None,
            photo_digest=file.digest if file else None,
            photo_suffix=file.suffix if file else None,
            celebrity_ids=tuple(celebrity.celebrity_id for celebrity in visit.celebrities),
        )

    def _is_used(self, digest: str) -> bool:
        with self._work() as work:
            return work.visits.uses_of(digest) > 0

    def _take_back(self, file: MediaFile, was_used: bool) -> None:
        """Leaves the photo to the visits that share it, as far as the database still tells."""
        try:
            is_used = self._is_used(file.digest)
        except AlphaMaleError:
            is_used = was_used
        if not is_used:
            self._media.delete(file)

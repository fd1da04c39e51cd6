"""Keeps an accepted result, as far as the guest agreed."""

from dataclasses import dataclass
from uuid import UUID

from alphamale_desktop.application.ports import Clock, IdSource, MediaStore, UnitOfWorkFactory
from alphamale_desktop.domain.analysis import AnalysisResult, ModelVersion
from alphamale_desktop.domain.celebrity import Celebrity
from alphamale_desktop.domain.consent import DEFAULT_RETENTION_DAYS, Consent, ConsentPurpose, expires_at
from alphamale_desktop.domain.errors import AlphaMaleError
from alphamale_desktop.domain.profile import Profile
from alphamale_desktop.domain.stored_visit import StoredVisit


@dataclass(frozen=True, slots=True)
class VisitToKeep:
    """What a finished visit leaves.

    Attributes:
        photo: The encoded photo as it came.
        photo_suffix: Its format's usual ending without a dot.
    """

    photo: bytes
    photo_suffix: str
    result: AnalysisResult
    models: tuple[ModelVersion, ...]
    celebrities: tuple[Celebrity, ...]
    consent: Consent
    profile: Profile | None = None


class KeepVisit:
    """Photo file first, then one transaction for all rows: a crash between leaves a file without a visit, never a
    visit without its file. Any thread."""

    def __init__(
        self,
        work: UnitOfWorkFactory,
        media: MediaStore,
        clock: Clock,
        ids: IdSource,
        created_by: str,
        retention_days: int = DEFAULT_RETENTION_DAYS,
    ) -> None:
        self._work = work
        self._media = media
        self._clock = clock
        self._ids = ids
        self._created_by = created_by
        self._retention_days = retention_days

    def __call__(self, visit: VisitToKeep) -> UUID | None:
        """The kept visit's id, or None when the guest did not agree to storage: then nothing touches the disk.

        Raises:
            StorageError: Nothing is kept then.
        """
        if not visit.consent.allows(ConsentPurpose.STORAGE):
            return None
        now = self._clock.now()
        file = self._media.put(visit.photo, visit.photo_suffix)
        profile = visit.profile
        stored = StoredVisit(
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
            photo_digest=file.digest,
            photo_suffix=file.suffix,
            celebrity_ids=tuple(celebrity.celebrity_id for celebrity in visit.celebrities),
        )
        try:
            with self._work() as work:
                work.visits.add(stored)
                work.commit()
        except AlphaMaleError:
            with self._work() as work:
                is_shared = work.visits.uses_of(file.digest) > 0
            if not is_shared:
                self._media.delete(file)
            raise
        return stored.visit_id

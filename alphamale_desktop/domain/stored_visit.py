"""A visit as it is kept, and how to ask for kept visits."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alphamale_desktop.domain.analysis import AnalysisResult, ModelVersion
from alphamale_desktop.domain.consent import Consent
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.profile import Mbti, SalaryBand


@dataclass(frozen=True, slots=True)
class StoredVisit:
    """One guest's accepted result with what he agreed to keep.

    Attributes:
        visit_id: UUIDv7.
        photo_digest: sha256 of the stored photo in lower-case hex, None when the photo is not kept.
        photo_suffix: The photo file's ending without a dot.
        celebrity_ids: The celebrities shown, in order.
        are_entries_locked: MBTI, birth date and salary are kept encrypted, and their key is not here.
        created_at: Aware UTC.
        created_by: The kiosk's or computer's name for itself.
    """

    visit_id: UUID
    result: AnalysisResult
    models: tuple[ModelVersion, ...]
    consent: Consent
    created_at: datetime
    expires_at: datetime
    created_by: str
    mbti: Mbti | None = None
    birth_date: date | None = None
    salary_band: SalaryBand | None = None
    photo_digest: str | None = None
    photo_suffix: str | None = None
    celebrity_ids: tuple[int, ...] = ()
    are_entries_locked: bool = False


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """Which kept visits to list, newest first.

    Attributes:
        before: Only visits older than this one: the key of the next page.
        limit: 1 to 1,000.
    """

    limit: int = 50
    face_type: FaceType | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: UUID | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= 1_000:
            raise ValueError(f"want a limit from 1 to 1000, got {self.limit}")

"""Everything that is held about one visit, for the guest who asks for it."""

from dataclasses import dataclass, field
from uuid import UUID

from alphamale_desktop.application.ports import MediaFile, MediaStore, UnitOfWorkFactory
from alphamale_desktop.domain.celebrity import Celebrity
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.privacy_errors import SealKeyMissingError
from alphamale_desktop.domain.share_link import ShareLink
from alphamale_desktop.domain.stored_visit import StoredVisit

EXPORT_SCHEMA = "alphamale-visit-export/1"

Json = str | int | float | bool | None | dict[str, "Json"] | list["Json"]


@dataclass(frozen=True, slots=True)
class ExportedVisit:
    """Attributes:
    photo: As it is stored; None where none is. Hidden from ``repr``.
    is_queued: Something of the visit was handed to the delivery.
    """

    visit: StoredVisit
    celebrities: tuple[Celebrity, ...]
    links: tuple[ShareLink, ...]
    is_queued: bool
    photo: bytes | None = field(default=None, repr=False)

    @property
    def photo_name(self) -> str | None:
        return None if self.photo is None else f"photo.{self.visit.photo_suffix}"


class ExportVisit:
    """Any thread."""

    def __init__(self, work: UnitOfWorkFactory, media: MediaStore) -> None:
        self._work = work
        self._media = media

    def __call__(self, visit_id: UUID) -> ExportedVisit:
        """Raises VisitNotFoundError, MediaDamagedError, SealKeyMissingError or another StorageError."""
        with self._work() as work:
            visit = work.visits.get(visit_id)
            if visit.are_entries_locked:
                raise SealKeyMissingError
            celebrities = tuple(work.catalog.by_ids(visit.celebrity_ids))
            links = tuple(work.shares.of_visit(visit_id))
            is_queued = work.outbox.has_any(visit_id)
        photo = None
        if visit.photo_digest is not None and visit.photo_suffix is not None:
            photo = self._media.get(MediaFile(visit.photo_digest, visit.photo_suffix))
        return ExportedVisit(visit, celebrities, links, is_queued, photo)


def export_document(exported: ExportedVisit) -> dict[str, Json]:
    """The export as JSON values; the photo lies beside it."""
    visit, result = exported.visit, exported.visit.result
    return {
        "schema": EXPORT_SCHEMA,
        "visit": str(visit.visit_id),
        "created_at": visit.created_at.isoformat(),
        "expires_at": visit.expires_at.isoformat(),
        "created_by": visit.created_by,
        "entries": {
            "mbti": visit.mbti.value if visit.mbti else None,
            "birth_date": visit.birth_date.isoformat() if visit.birth_date else None,
            "salary_band": visit.salary_band.value if visit.salary_band else None,
        },
        "consent": {
            "version": visit.consent.version,
            "given_at": visit.consent.given_at.isoformat(),
            "purposes": [*sorted(purpose.value for purpose in visit.consent.purposes)],
        },
        "result": {
            "type": result.face_type.code,
            "score": round(result.score_card.score_percent, 2),
            "probabilities": {t.code: round(result.distribution.of(t), 4) for t in FaceType},
            "parts": [
                {
                    "part": part.part.code,
                    "type": part.distribution.most_likely.code,
                    "box": [part.box.x0, part.box.y0, part.box.x1, part.box.y1],
                    "confidence": round(part.confidence, 4),
                    "grade": round(part.grade, 4),
                    "probabilities": {t.code: round(part.distribution.of(t), 4) for t in FaceType},
                }
                for part in result.parts
            ],
            "photo_size_px": [result.width_px, result.height_px],
        },
        "models": [{"name": model.name, "version": model.version} for model in visit.models],
        "celebrities": [who.name for who in exported.celebrities],
        "photo": exported.photo_name,
        "photo_sha256": visit.photo_digest,
        "share_links": [
            {"made_at": link.created_at.isoformat(), "expires_at": link.expires_at.isoformat()}
            for link in exported.links
        ],
        "handed_to_delivery": exported.is_queued,
    }

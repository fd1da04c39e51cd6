"""The bytes of a visit's objects, made when they are sent."""

import json
from collections.abc import Callable, Mapping

from alphamale_desktop.application.object_store_port import Content, ContentSource
from alphamale_desktop.application.plan_delivery import CARD, PHOTO, RESULT
from alphamale_desktop.application.ports import (
    CardContent,
    CardPainter,
    MediaFile,
    MediaStore,
    UnitOfWorkFactory,
)
from alphamale_desktop.domain.delivery import Parcel
from alphamale_desktop.domain.errors import MediaDamagedError, VisitNotFoundError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.stored_visit import StoredVisit

RESULT_SCHEMA = 1
"""Grows when a reader of result documents must change; see ``docs/result.schema.json``."""

_MEDIA_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "heic": "image/heic",
    "avif": "image/avif",
}


class VisitContents:
    """A visit that is gone makes nothing any more, whatever of it is still on the disk. Any thread.

    Args:
        to_jpeg: From an encoded PNG.
        language: Of the card.
    """

    def __init__(
        self,
        work: UnitOfWorkFactory,
        media: MediaStore,
        painter: CardPainter,
        to_jpeg: Callable[[bytes], bytes],
        language: str,
    ) -> None:
        self._work = work
        self._media = media
        self._painter = painter
        self._to_jpeg = to_jpeg
        self._language = language

    def sources(self) -> Mapping[str, ContentSource]:
        return {PHOTO: self.photo, CARD: self.card, RESULT: self.result}

    def photo(self, parcel: Parcel) -> Content:
        """Raises VisitNotFoundError or MediaDamagedError."""
        visit = self._visit(parcel)
        media_type = _MEDIA_TYPES.get(visit.photo_suffix or "", "application/octet-stream")
        return Content(self._photo_of(visit), media_type, visit.expires_at)

    def card(self, parcel: Parcel) -> Content:
        """Raises VisitNotFoundError, MediaDamagedError or CatalogError."""
        visit = self._visit(parcel)
        photo = self._photo_of(visit)
        with self._work() as work:
            description = work.catalog.description(visit.result.face_type, self._language)
            celebrities = tuple(work.catalog.by_ids(visit.celebrity_ids))
        card = CardContent(photo, visit.result, description, celebrities, self._language, parcel.reference)
        return Content(self._to_jpeg(self._painter.paint(card)), "image/jpeg", visit.expires_at)

    def result(self, parcel: Parcel) -> Content:
        """Raises VisitNotFoundError."""
        visit = self._visit(parcel)
        # Not the parcel's, whose name may have changed since.
        document = result_document(visit, visit.created_by, parcel.reference)
        written = json.dumps(document, ensure_ascii=False, indent=1).encode()
        return Content(written, "application/json", visit.expires_at)

    def _visit(self, parcel: Parcel) -> StoredVisit:
        if parcel.visit_id is None:
            raise VisitNotFoundError(visit="-")
        with self._work() as work:
            return work.visits.get(parcel.visit_id)

    def _photo_of(self, visit: StoredVisit) -> bytes:
        if visit.photo_digest is None or visit.photo_suffix is None:
            raise MediaDamagedError(digest="-")
        return self._media.get(MediaFile(visit.photo_digest, visit.photo_suffix))


def result_document(visit: StoredVisit, kiosk: str, event: str) -> dict[str, object]:
    """What of a visit the organiser gets in words: the same document whenever it is made. No salary."""
    result = visit.result
    return {
        "schema": RESULT_SCHEMA,
        "visit": str(visit.visit_id),
        "event": event,
        "kiosk": kiosk,
        "created_at": visit.created_at.isoformat(),
        "type": result.face_type.code,
        "score": round(result.score_card.score_percent, 4),
        "score_card": [
            {"part": line.part.code, "weight": line.part.weight_points, "points": round(line.points, 4)}
            for line in result.score_card.lines
        ],
        "probabilities": {each.code: round(result.distribution.of(each), 4) for each in FaceType},
        "mbti": visit.mbti.value if visit.mbti else None,
        "birth_date": visit.birth_date.isoformat() if visit.birth_date else None,
        "consent": {
            "version": visit.consent.version,
            "given_at": visit.consent.given_at.isoformat(),
            "purposes": sorted(purpose.value for purpose in visit.consent.purposes),
        },
        "models": [{"name": model.name, "version": model.version} for model in visit.models],
        "photo": {"file": f"photo.{visit.photo_suffix}", "sha256": visit.photo_digest} if visit.photo_digest else None,
    }

"""What the use cases need from the outside. Adapters satisfy these; tests use hand-written fakes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import TracebackType
from typing import Protocol, Self, TypeVar
from uuid import UUID

from alphamale_desktop.application.outbox_port import Outbox
from alphamale_desktop.application.share_port import ShareRepository
from alphamale_desktop.domain.analysis import AnalysisResult, GateReport, ModelVersion
from alphamale_desktop.domain.celebrity import Celebrity, TypeDescription
from alphamale_desktop.domain.detection import FaceSighting, TypedFace
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.stored_visit import HistoryQuery, StoredVisit


class Picture(Protocol):
    """A decoded, upright picture; what is in it is the vision room's business."""

    @property
    def width_px(self) -> int: ...

    @property
    def height_px(self) -> int: ...


PictureT = TypeVar("PictureT", bound=Picture)
PictureIn = TypeVar("PictureIn", bound=Picture, contravariant=True)
PictureOut = TypeVar("PictureOut", bound=Picture, covariant=True)


class PhotoDecoder(Protocol[PictureOut]):
    """Any thread."""

    def decode(self, data: bytes) -> PictureOut:
        """An upright RGB picture.

        Raises:
            PhotoError: If the bytes are no picture, are broken, or go past the limits.
        """
        ...


class FaceGate(Protocol[PictureIn]):
    """Model 1. Any thread; calls are serialised inside."""

    @property
    def version(self) -> ModelVersion: ...

    def inspect(self, picture: PictureIn) -> GateReport:
        """Whether a well-framed human face is there; boxes in pixels of ``picture``."""
        ...


class PartTyper(Protocol[PictureIn]):
    """The type model. Any thread; calls are serialised inside."""

    @property
    def version(self) -> ModelVersion: ...

    def type_face(self, picture: PictureIn, face: FaceSighting) -> TypedFace:
        """The three parts of ``face`` with their types; boxes in pixels of ``picture``."""
        ...


class VisitRepository(Protocol):
    """Inside a unit of work only."""

    def add(self, visit: StoredVisit) -> None: ...

    def get(self, visit_id: UUID) -> StoredVisit:
        """Raises VisitNotFoundError."""
        ...

    def find(self, query: HistoryQuery) -> Sequence[StoredVisit]:
        """Newest first."""
        ...

    def delete(self, visit_id: UUID) -> "MediaFile | None":
        """The photo that it referred to; it needs no entry of the guest to be readable. Raises VisitNotFoundError."""
        ...

    def expired(self, now: datetime, limit: int) -> Sequence[UUID]:
        """Visits whose time was over at ``now`` (aware UTC), the earliest first, at most ``limit``."""
        ...

    def redate(self, now: datetime) -> int:
        """Counts the time of visits with impossible dates from ``now`` on, see ``wrong_clock``; says how many."""
        ...

    def uses_of(self, digest: str) -> int:
        """How many visits refer to the photo with that digest."""
        ...


class Catalog(Protocol):
    """Inside a unit of work only."""

    def celebrities(self, face_type: FaceType | None = None) -> Sequence[Celebrity]:
        """In survey order; of one type, or of all."""
        ...

    def count(self, face_type: FaceType) -> int:
        """How many celebrities a type has; cheap at any size."""
        ...

    def at_positions(self, face_type: FaceType, positions: Sequence[int]) -> Sequence[Celebrity]:
        """The type's celebrities at dense positions 0 .. count-1, in the order asked for; cheap at any size."""
        ...

    def by_ids(self, ids: Sequence[int]) -> Sequence[Celebrity]:
        """In the order of ``ids``; unknown ids are left out."""
        ...

    def shows(self, digest: str) -> bool:
        """Whether some celebrity's picture, or its thumbnail, has that digest."""
        ...

    def picture_counts(self, ids: Sequence[int]) -> Mapping[int, int]:
        """How many pictures each of the celebrities has; cheap at any size."""
        ...

    def picture_at(self, celebrity_id: int, position: int) -> str | None:
        """The digest of a celebrity's picture at a dense position, 0 .. count-1; cheap at any size."""
        ...

    def description(self, face_type: FaceType, language: str) -> TypeDescription:
        """In ``language`` (``"ko"`` or ``"en"``); raises CatalogEmptyError if the type has no words in it."""
        ...


class UnitOfWork(Protocol):
    """One transaction: leaving the block without ``commit`` rolls everything back.

    One instance serves one thread at a time and can be entered again after it was left.
    """

    @property
    def visits(self) -> VisitRepository: ...

    @property
    def catalog(self) -> Catalog: ...

    @property
    def shares(self) -> ShareRepository: ...

    @property
    def outbox(self) -> Outbox: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

    def commit(self) -> None:
        """Raises StorageError."""
        ...


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A stored file: sha256 of its bytes in lower-case hex, and its format's usual ending without a dot."""

    digest: str
    suffix: str


class MediaStore(Protocol):
    """Photos as files named by content. Any thread."""

    def put(self, data: bytes, suffix: str) -> MediaFile:
        """Writes atomically and privately (mode 0600); the same bytes twice are one file.

        Raises:
            DiskFullError, MediaUnwritableError
        """
        ...

    def get(self, media: MediaFile) -> bytes:
        """Raises MediaDamagedError if the file is gone or its bytes are others."""
        ...

    def delete(self, media: MediaFile) -> None:
        """Nothing happens if it is gone already."""
        ...

    def remove_leftovers(self, now: datetime) -> int:
        """Removes what writers that died left half-written; says how many files that was.

        Raises:
            MediaUnwritableError
        """
        ...

    def digests_before(self, moment: datetime) -> Iterator[str]:
        """Digests of the files that were written before ``moment`` (aware), in no order."""
        ...


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware UTC."""
        ...

    def monotonic_s(self) -> float: ...


class IdSource(Protocol):
    def new_id(self) -> UUID:
        """A UUIDv7: ids made later sort later."""
        ...


UnitOfWorkFactory = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class CardContent:
    """All that a share card shows, already in the guest's language.

    Attributes:
        photo: The encoded photo, any orientation and format the decoder reads; hidden from ``repr``.
        language: ``"ko"`` or ``"en"``, for the card's own labels.
        event_name: Shown in the footer when not empty.
    """

    photo: bytes = field(repr=False)
    result: AnalysisResult
    description: TypeDescription
    celebrities: tuple[Celebrity, ...]
    language: str
    event_name: str = ""


class CardFormat(StrEnum):
    """Sizes in pixels: STORY 1080x1920, POST 1080x1350."""

    STORY = "story"
    POST = "post"


@dataclass(frozen=True, slots=True)
class PhotoPixels:
    """A decoded photo as plain bytes, for rooms that draw.

    Attributes:
        rgb: Upright sRGB, three bytes a pixel, row by row from the top, without padding.

    Raises:
        ValueError: If a side is not positive or ``rgb`` has another length.
    """

    width_px: int
    height_px: int
    rgb: bytes

    def __post_init__(self) -> None:
        wanted = self.width_px * self.height_px * 3
        if self.width_px < 1 or self.height_px < 1 or len(self.rgb) != wanted:
            raise ValueError(f"want {wanted} bytes for {self.width_px}x{self.height_px}, got {len(self.rgb)}")


PixelDecoder = Callable[[bytes], PhotoPixels]
"""Decodes an encoded photo, upright; any thread. Raises PhotoError."""


class CardPainter(Protocol):
    """Any thread."""

    def paint(self, content: CardContent, card_format: CardFormat = CardFormat.STORY) -> bytes:
        """An encoded PNG, the same bytes for the same content on every machine.

        Raises:
            PhotoError: If the photo does not decode.
        """
        ...


class PortraitPainter(Protocol):
    """Any thread."""

    def portrait(self, celebrity: Celebrity, side_px: int) -> bytes:
        """A square PNG: the stored picture, or a monogram where there is none."""
        ...


class Texts(Protocol):
    """Every sentence a person sees. Any thread."""

    def text(self, key: str, language: str, **values: str | int | float) -> str:
        """The text of ``key`` in ``language`` (``"ko"`` or ``"en"``); ``"key.attribute"`` names an attribute.

        Raises:
            KeyError: If the catalogs lack the key.
        """
        ...

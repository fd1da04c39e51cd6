"""What editing the catalog needs from the outside."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol, Self

from alphamale_desktop.application.ports import Catalog, VisitRepository
from alphamale_desktop.domain.catalog_entry import CatalogEntry, CatalogPicture
from alphamale_desktop.domain.celebrity import TypeDescription
from alphamale_desktop.domain.errors import AlphaMaleError
from alphamale_desktop.domain.face_type import FaceType


class CatalogDesk(Protocol):
    """The catalog's writing side. Inside a unit of work only."""

    def entries(self) -> Sequence[CatalogEntry]:
        """Everybody, by rank."""
        ...

    def page(self, face_type: FaceType | None, after_rank: int, limit: int) -> Sequence[CatalogEntry]:
        """By rank, beginning behind ``after_rank``; cheap at any size."""
        ...

    def entry(self, celebrity_id: int) -> CatalogEntry:
        """Raises CelebrityNotFoundError."""
        ...

    def add(self, name: str, face_type: FaceType, name_en: str = "", score: float | None = None) -> int:
        """Behind everybody by rank; returns the id."""
        ...

    def change(self, entry: CatalogEntry) -> None:
        """Name, English name, type and score become the entry's; raises CelebrityNotFoundError."""
        ...

    def remove(self, celebrity_id: int) -> None:
        """With the pictures' rows; raises CelebrityNotFoundError."""
        ...

    def rerank(self, order: Sequence[int]) -> None:
        """Everybody's ids, best first: ranks become 1 .. n."""
        ...

    def pictures(self, celebrity_id: int) -> Sequence[CatalogPicture]:
        """By position, the portrait first."""
        ...

    def set_pictures(self, celebrity_id: int, pictures: Sequence[CatalogPicture]) -> None:
        """These and no others, in this order."""
        ...

    def describe(self, words: TypeDescription) -> None:
        """The type's words in that language become these."""
        ...

    def owners_of_looks(self, looks: Iterable[str]) -> dict[str, str]:
        """Names of people who have a picture with exactly that perceptual hash, by hash."""
        ...


class CatalogWork(Protocol):
    """One transaction over the catalog, as ``UnitOfWork``."""

    @property
    def visits(self) -> VisitRepository: ...

    @property
    def catalog(self) -> Catalog: ...

    @property
    def catalog_desk(self) -> CatalogDesk: ...

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


CatalogWorkFactory = Callable[[], CatalogWork]


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """A picture made fit for the catalog: JPEGs without metadata, upright.

    Attributes:
        look: Perceptual hash, 16 hexadecimal digits.
    """

    jpeg: bytes = field(repr=False)
    thumbnail: bytes = field(repr=False)
    width_px: int
    height_px: int
    look: str


class PictureWorkshop(Protocol):
    """Any thread, several at once."""

    def prepare(self, data: bytes) -> PreparedPicture:
        """The same bytes give the same result.

        Raises:
            PhotoError: If it is no picture, is broken, or goes past the limits.
        """
        ...


@dataclass(frozen=True, slots=True)
class SourcePerson:
    """A person as a source names him; None and empty mean that it does not say.

    Attributes:
        pictures: References for ``CatalogSource.read``.
        where: The folder, or file and line, for messages.
    """

    name: str
    face_type: FaceType | None = None
    name_en: str = ""
    rank: int | None = None
    score: float | None = None
    pictures: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class SourceFault:
    """Something of a source that cannot be used. ``where`` is a file, a folder, or a line."""

    where: str
    error: AlphaMaleError


class CatalogSource(Protocol):
    """A folder, a table, an archive, or another database. One thread at a time, but for ``read``."""

    def people(self, is_known: Callable[[str], bool]) -> tuple[Sequence[SourcePerson], Sequence[SourceFault]]:
        """Who is in it, each once, and what of it cannot be understood.

        Args:
            is_known: Whether the catalog has a person of that name.

        Raises:
            AlphaMaleError: If the source as a whole cannot be used.
        """
        ...

    def read(self, reference: str) -> bytes:
        """A picture's bytes; any thread.

        Raises:
            AlphaMaleError: If it cannot be read.
        """
        ...


class PictureStage(Protocol):
    """Where prepared pictures wait until the import is agreed to. Any thread."""

    def put(self, picture: PreparedPicture) -> CatalogPicture:
        """Raises DiskFullError or MediaUnwritableError."""
        ...

    def take(self, digest: str) -> bytes:
        """A waiting file's bytes; raises MediaDamagedError if it is gone."""
        ...

"""What the organiser's sections need from the rest of the program."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.import_plan import ImportPlan
from alphamale_desktop.application.rank_survey import SurveyReport
from alphamale_desktop.domain.catalog_entry import CatalogEntry
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.survey_answers import Ranking

OnPicture = Callable[[int, int], None]


class ImportDesk(Protocol):
    """One import at a time. Worker threads."""

    def look_through(self, path: Path, cancel: Cancel, on_picture: OnPicture) -> ImportPlan:
        """What bringing in a folder, a table or an archive would change; raises AlphaMaleError."""
        ...

    def bring_in(self, cancel: Cancel, on_picture: OnPicture) -> None:
        """What was looked through last, without what cannot be used; raises AlphaMaleError."""
        ...

    def drop(self) -> None:
        """Forgets what was looked through."""
        ...


@dataclass(frozen=True, slots=True)
class CatalogServices:
    """Worker threads; all of them may block and raise AlphaMaleError.

    Attributes:
        page: Of a type or of all, behind a rank, at most so many.
        thumbnail: An encoded square picture.
        sources: Folders, tables and archives on the drives that are plugged in.
    """

    page: Callable[[FaceType | None, int, int], Sequence[CatalogEntry]]
    counts: Callable[[], Mapping[FaceType, int]]
    rename: Callable[[int, str], CatalogEntry]
    retype: Callable[[int, FaceType], CatalogEntry]
    remove: Callable[[int], None]
    thumbnail: Callable[[CatalogEntry], bytes]
    sources: Callable[[], Sequence[Path]]
    importer: ImportDesk


@dataclass(frozen=True, slots=True)
class SurveyServices:
    """Worker threads; all of them may block and raise AlphaMaleError.

    Attributes:
        catalog: The catalog's people by rank, at most so many.
        sources: Tables on the drives that are plugged in.
        rank: Reads answers and ranks by the original survey's shares; wrong rows are left out.
        keep: Gives the catalog a ranking's ranks, types and scores.
    """

    catalog: Callable[[int], Sequence[CatalogEntry]]
    sources: Callable[[], Sequence[Path]]
    rank: Callable[[Path], SurveyReport]
    keep: Callable[[Ranking], None]

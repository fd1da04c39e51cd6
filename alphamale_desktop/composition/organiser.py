"""What the organiser's sections need, from the wired program. Without Qt."""

import threading
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.import_catalog import ImportCatalog, Progress
from alphamale_desktop.application.import_plan import ImportPlan
from alphamale_desktop.application.rank_survey import SurveyReport
from alphamale_desktop.application.survey_port import ReadingRules
from alphamale_desktop.domain.catalog_entry import CatalogEntry
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.organiser_errors import CatalogChangedError
from alphamale_desktop.domain.survey_answers import Ranking

if TYPE_CHECKING:
    from collections.abc import Callable

    from alphamale_desktop.composition.core import Core


class CatalogOnDemand:
    """The catalog's use cases, wired when they are first needed: their libraries take long to import. Any thread."""

    def __init__(self, core: "Callable[[], Core]") -> None:
        self._core = core

    def page(self, face_type: FaceType | None, after_rank: int, limit: int) -> Sequence[CatalogEntry]:
        from alphamale_desktop.composition.catalog import edit_catalog

        return edit_catalog(self._core()).entries(face_type, after_rank, limit)

    def counts(self) -> Mapping[FaceType, int]:
        from alphamale_desktop.composition.catalog import edit_catalog

        return edit_catalog(self._core()).counts()

    def rename(self, celebrity_id: int, name: str) -> CatalogEntry:
        from alphamale_desktop.composition.catalog import edit_catalog

        return edit_catalog(self._core()).rename(celebrity_id, name)

    def retype(self, celebrity_id: int, face_type: FaceType) -> CatalogEntry:
        from alphamale_desktop.composition.catalog import edit_catalog

        return edit_catalog(self._core()).retype(celebrity_id, face_type)

    def remove(self, celebrity_id: int) -> None:
        from alphamale_desktop.composition.catalog import edit_catalog

        edit_catalog(self._core()).remove((celebrity_id,))

    def thumbnail(self, entry: CatalogEntry) -> bytes:
        from alphamale_desktop.composition.catalog import thumbnail_of

        return thumbnail_of(self._core(), entry)

    def sources(self) -> Sequence[Path]:
        from alphamale_desktop.storage.drives import catalog_sources, drives

        return catalog_sources(drives())


class SteppedImport:
    """An import whose preview and agreement come in two calls. Any thread, one call at a time."""

    def __init__(self, core: "Callable[[], Core]") -> None:
        self._core = core
        self._lock = threading.Lock()
        self._held: tuple[ExitStack, ImportCatalog, ImportPlan] | None = None

    def look_through(self, path: Path, cancel: Cancel, on_picture: Progress) -> ImportPlan:
        """Raises AlphaMaleError."""
        from alphamale_desktop.composition.catalog import catalog_import
        from alphamale_desktop.storage.catalog_source import open_source

        with self._lock, ExitStack() as stack:
            self._release()
            use_case = stack.enter_context(catalog_import(self._core()))
            with closing(open_source(path)) as source:
                plan = use_case.plan(source, cancel=cancel, on_picture=on_picture)
            # The stage stays until the plan is carried out or dropped.
            self._held = (stack.pop_all(), use_case, plan)
            return plan

    def bring_in(self, cancel: Cancel, on_picture: Progress) -> None:
        """Raises AlphaMaleError."""
        with self._lock:
            if self._held is None:
                raise CatalogChangedError
            _, use_case, plan = self._held
            try:
                use_case.apply(plan, cancel, on_picture)
            finally:
                self._release()

    def drop(self) -> None:
        with self._lock:
            self._release()

    def _release(self) -> None:
        if self._held is not None:
            self._held[0].close()
            self._held = None


class SurveyOnDemand:
    """The survey's use cases, wired when they are first needed. Any thread."""

    def __init__(self, core: "Callable[[], Core]") -> None:
        self._core = core

    def catalog(self, limit: int) -> Sequence[CatalogEntry]:
        return CatalogOnDemand(self._core).page(None, 0, limit)

    def sources(self) -> Sequence[Path]:
        from alphamale_desktop.storage.drives import drives, tables

        return tables(drives())

    def rank(self, file: Path) -> SurveyReport:
        from alphamale_desktop.composition.survey import rank_survey

        survey = rank_survey(self._core())
        return survey.rank(survey.read(file, ReadingRules()), file, skip_bad=True)

    def keep(self, ranking: Ranking) -> None:
        from alphamale_desktop.composition.survey import put_into_catalog

        put_into_catalog(self._core(), ranking)

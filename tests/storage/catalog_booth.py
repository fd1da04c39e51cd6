"""An importer over a real database, with the real codec and files."""

from contextlib import closing
from pathlib import Path

from alphamale_desktop.application.import_catalog import ImportCatalog
from alphamale_desktop.application.import_plan import ImportPlan
from alphamale_desktop.domain.catalog_entry import CatalogEntry
from alphamale_desktop.domain.errors import (
    AlphaMaleError,
)
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.storage.catalog_source import open_source
from alphamale_desktop.storage.database import Database
from alphamale_desktop.storage.media import FileMediaStore
from alphamale_desktop.storage.picture_stage import FolderStage
from alphamale_desktop.vision.catalog_pictures import CatalogPictures
from alphamale_desktop.vision.codec import PictureCodec


class CatalogBooth:
    """An importer over a database and a folder of pictures."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.media = FileMediaStore(folder / "photos")
        self.stage = FolderStage(folder)
        self.use_case = ImportCatalog(database.unit_of_work, self.media, CatalogPictures(PictureCodec()), self.stage)

    def plan(self, path: Path, *, replaces: bool = False, default_type: FaceType | None = None) -> ImportPlan:
        with closing(open_source(path)) as source:
            return self.use_case.plan(source, replaces=replaces, default_type=default_type)

    def bring_in(self, path: Path, *, replaces: bool = False) -> ImportPlan:
        plan = self.plan(path, replaces=replaces)
        assert plan.faults == ()
        self.use_case.apply(plan)
        return plan

    def faults(self, path: Path) -> dict[str, type[AlphaMaleError]]:
        return {fault.where: type(fault.error) for fault in self.plan(path).faults}

    def entries(self) -> dict[str, CatalogEntry]:
        with self.database.unit_of_work() as work:
            return {entry.name: entry for entry in work.catalog_desk.entries()}

    def files(self) -> set[str]:
        return {path.name for path in (self.stage._beside / "photos").glob("??/??/*")}

"""The organiser's services by hand: a catalog in memory, an import and a survey that answer what the test says."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.catalog_port import SourceFault
from alphamale_desktop.application.import_plan import ImportPlan, PlannedPerson
from alphamale_desktop.application.rank_survey import SurveyReport
from alphamale_desktop.application.survey_port import AgreementFigures, AnswersRead
from alphamale_desktop.domain.catalog_entry import CatalogEntry
from alphamale_desktop.domain.errors import AlphaMaleError, NotAPictureError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.organiser_errors import CelebrityNotFoundError
from alphamale_desktop.domain.survey_answers import Ranking, SurveyAnswers, rank_people
from alphamale_desktop.ui.organiser_services import CatalogServices, OnPicture, SurveyServices

STICK = Path("/media/stick")
NAMES = ("차은우", "원빈", "현빈", "강동원", "유재석", "박명수", "정형돈", "노홍철", "하하", "길")


def people() -> list[CatalogEntry]:
    """Ten people, two of each type, best first."""
    return [
        CatalogEntry(n, name, FaceType((n + 1) // 2), n, f"Name {n}", 5.5 - n / 2, pictures=n % 3)
        for n, name in enumerate(NAMES, 1)
    ]


class FakeOrganiser:
    """Attributes: fails_with: when set, every change raises it; kept: the ranking that was kept last."""

    def __init__(self) -> None:
        self.entries = people()
        self.fails_with: AlphaMaleError | None = None
        self.sources: list[Path] = [STICK, STICK / "알파", STICK / "event.zip"]
        self.may_look = threading.Event()
        self.may_look.set()
        self.brought_in: list[Path] = []
        self.looking_at: Path | None = None
        self.plan = ImportPlan(
            (PlannedPerson(None, "새 사람", FaceType.BETA, "", None, None),),
            0,
            None,
            (),
            (),
            (SourceFault("알파/메모.jpg", NotAPictureError()),),
        )
        self.kept: Ranking | None = None
        self.drops = 0

    def page(self, face_type: FaceType | None, after_rank: int, limit: int) -> Sequence[CatalogEntry]:
        fitting = [e for e in self.entries if face_type in (None, e.face_type) and e.rank > after_rank]
        return fitting[:limit]

    def counts(self) -> Mapping[FaceType, int]:
        return {t: sum(entry.face_type is t for entry in self.entries) for t in FaceType}

    def _changed(self, celebrity_id: int, **values: object) -> CatalogEntry:
        if self.fails_with is not None:
            raise self.fails_with
        for place, entry in enumerate(self.entries):
            if entry.celebrity_id == celebrity_id:
                self.entries[place] = replace(entry, **values)  # type: ignore[arg-type]
                return self.entries[place]
        raise CelebrityNotFoundError(who=celebrity_id)

    def rename(self, celebrity_id: int, name: str) -> CatalogEntry:
        return self._changed(celebrity_id, name=name, name_en="")

    def retype(self, celebrity_id: int, face_type: FaceType) -> CatalogEntry:
        return self._changed(celebrity_id, face_type=face_type)

    def remove(self, celebrity_id: int) -> None:
        self._changed(celebrity_id)
        self.entries = [entry for entry in self.entries if entry.celebrity_id != celebrity_id]

    def look_through(self, path: Path, cancel: Cancel, on_picture: OnPicture) -> ImportPlan:
        self.looking_at = path
        on_picture(1, 2)
        self.may_look.wait(10)
        cancel.check()
        if self.fails_with is not None:
            raise self.fails_with
        return self.plan

    def bring_in(self, cancel: Cancel, on_picture: OnPicture) -> None:
        on_picture(1, 1)
        if self.fails_with is not None:
            raise self.fails_with
        self.brought_in.append(self.looking_at or Path())
        self.entries.append(CatalogEntry(99, "새 사람", FaceType.BETA, 99))

    def drop(self) -> None:
        self.drops += 1

    def rank(self, file: Path) -> SurveyReport:
        if self.fails_with is not None:
            raise self.fails_with
        answers = SurveyAnswers(NAMES, tuple(tuple(float(10 - n) for n in range(10)) for _ in range(4)))
        return SurveyReport(AnswersRead(answers, (), ()), rank_people(answers), AgreementFigures(0.93, 0.41))

    def keep(self, ranking: Ranking) -> None:
        if self.fails_with is not None:
            raise self.fails_with
        self.kept = ranking
        types = {each.person: each.face_type for each in ranking.people}
        self.entries = [replace(entry, face_type=types[entry.name]) for entry in self.entries]

    def catalog_services(self) -> CatalogServices:
        return CatalogServices(
            self.page,
            self.counts,
            self.rename,
            self.retype,
            self.remove,
            lambda entry: square(entry.face_type),
            lambda: self.sources,
            self,
        )

    def survey_services(self) -> SurveyServices:
        return SurveyServices(lambda limit: self.entries[:limit], lambda: [STICK / "answers.csv"], self.rank, self.keep)


def square(face_type: FaceType) -> bytes:
    """A plain picture in a colour of the type."""
    image = QImage(32, 32, QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(50 * face_type.value, 90, 160))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # PySide's stub wants bytes
    return bytes(data.data())

"""The organiser's sections: the catalog as a grid to edit, an import step by step, and the survey's two plots."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QUrl

from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.organiser_errors import ArchiveUnusableError, CelebrityNameTakenError, SurveyColumnsError
from alphamale_desktop.ui.shares_pie import SharesPie
from alphamale_desktop.ui.survey_model import SurveyViewModel
from tests.ui.booth import Booth
from tests.ui.fake_organiser import STICK, FakeOrganiser
from tests.ui.fake_services import Backstage
from tests.ui.fitted_booth import open_fitted

OpenBooth = Callable[..., Booth]


def opened(open_booth: OpenBooth, backstage: Backstage, section: str, **options: object) -> tuple[Booth, FakeOrganiser]:
    """A desktop's settings with one section open and filled."""
    booth, fakes = open_fitted(open_booth, backstage, language="en", size="landscape", **options)  # type: ignore[arg-type]
    booth.press("settings", "mouse")
    booth.go("settings")
    sections = booth.core.rooms.sections
    sections.open(section)
    booth.settle()
    booth.wait(lambda: booth.has("person-0" if section == "catalog" else "bar-0"), "the section never filled")
    return booth, fakes.organiser


def survey_of(booth: Booth) -> SurveyViewModel:
    model = booth.core.rooms.sections.models()["survey"]
    assert isinstance(model, SurveyViewModel)
    return model


def test_the_catalog_shows_its_people_and_can_be_narrowed(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = opened(open_booth, backstage, "catalog")
    shown = [str(booth.item("person-0").property("text")), booth.has("person-9")]

    booth.press("catalogType-omega", "touch")
    booth.wait(lambda: not booth.has("person-2"))

    assert shown == ["Name 1, Alpha, rank 1", True]
    assert str(booth.item("person-0").property("text")) == "Name 9, Omega, rank 9"


def test_a_person_is_given_another_type(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, organiser = opened(open_booth, backstage, "catalog")

    booth.press("person-0", "touch")
    booth.wait(lambda: booth.has("personType-delta"))
    booth.press("personType-delta", "touch")
    booth.wait(lambda: organiser.entries[0].face_type is FaceType.DELTA)
    booth.wait(lambda: "Delta" in str(booth.item("person-0").property("text")))

    assert bool(booth.item("personType-delta").property("highlighted"))


def test_a_person_is_renamed(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, organiser = opened(open_booth, backstage, "catalog")
    booth.press("person-1", "mouse")
    booth.wait(lambda: booth.has("personName"))

    booth.item("personName").setProperty("text", "홍길동")
    booth.press("personName", "key")
    booth.wait(lambda: organiser.entries[1].name == "홍길동")
    booth.press("personClose", "mouse")

    booth.wait(lambda: str(booth.item("person-1").property("text")).startswith("홍길동"))


def test_a_person_is_removed_after_one_question(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, organiser = opened(open_booth, backstage, "catalog")
    booth.press("person-0", "mouse")
    booth.wait(lambda: booth.has("personRemove"))

    booth.press("personRemove", "mouse")
    asked = len(organiser.entries)
    booth.press("personRemove", "mouse")
    booth.wait(lambda: len(organiser.entries) == 9)

    booth.wait(lambda: str(booth.item("person-0").property("text")).startswith("Name 2"))
    assert asked == 10
    assert "was removed" in booth.core.board.notice.text


def test_a_change_that_fails_is_told_and_the_truth_is_shown(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, organiser = opened(open_booth, backstage, "catalog")
    organiser.fails_with = CelebrityNameTakenError(name="원빈")

    booth.press("person-0", "mouse")
    booth.wait(lambda: booth.has("personType-beta"))
    booth.press("personType-beta", "mouse")
    booth.wait(lambda: booth.core.board.notice.is_trouble)

    booth.wait(lambda: not booth.has("personType-beta"))
    assert "원빈" in booth.core.board.notice.text


def test_pictures_come_in_from_a_stick_after_a_look(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, organiser = opened(open_booth, backstage, "catalog")

    booth.press("catalogImport", "touch")
    booth.wait(lambda: booth.has("source-1"))
    booth.press("source-1", "touch")
    booth.wait(lambda: booth.has("importDo"))
    summary = str(booth.item("importSummary").property("text"))
    before = list(organiser.brought_in)
    booth.press("importDo", "touch")
    booth.wait(lambda: booth.has("person-10"))

    assert "1 new people" in summary
    assert before == []
    assert organiser.brought_in == [STICK / "알파"]


def test_an_import_can_be_stopped_while_it_looks(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, organiser = opened(open_booth, backstage, "catalog")
    organiser.may_look.clear()
    booth.press("catalogImport", "mouse")
    booth.wait(lambda: booth.has("source-0"))
    booth.press("source-0", "mouse")
    booth.wait(lambda: organiser.looking_at is not None)

    booth.press("importClose", "mouse")
    organiser.may_look.set()
    booth.wait(lambda: not booth.has("importClose"))

    assert organiser.brought_in == []
    booth.wait(lambda: organiser.drops > 0)


def test_a_source_that_cannot_be_used_is_told(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, organiser = opened(open_booth, backstage, "catalog")
    organiser.fails_with = ArchiveUnusableError(file="event.zip")

    booth.press("catalogImport", "mouse")
    booth.wait(lambda: booth.has("source-2"))
    booth.press("source-2", "mouse")
    booth.wait(lambda: booth.core.board.notice.is_trouble)

    assert "event.zip" in booth.core.board.notice.text
    booth.wait(lambda: not booth.has("importClose"))


def test_the_survey_shows_everybody_as_a_bar_and_tells_who_is_pointed_at(
    open_booth: OpenBooth, backstage: Backstage
) -> None:
    booth, _ = opened(open_booth, backstage, "survey")
    whole = str(booth.item("surveyWhole").property("text"))

    survey_of(booth).point(1)
    booth.wait(lambda: booth.has("surveyTold"))

    assert "10 people of the catalog" in whole
    assert str(booth.item("surveyTold").property("text")) == "2. 원빈, Alpha  ·  score 4.50"


@pytest.mark.parametrize(("share", "by", "counts"), [(0, 60, [4, 2, 2, 1, 1]), (4, -60, [3, 2, 3, 2, 0])])
def test_other_shares_give_other_types_at_once_and_are_kept_when_asked(
    open_booth: OpenBooth, backstage: Backstage, share: int, by: int, counts: list[int]
) -> None:
    booth, organiser = opened(open_booth, backstage, "survey")
    survey = survey_of(booth)

    survey.step(share, by)
    shown = list(survey.view.ranking.counts.values())
    before = organiser.kept
    survey.keep()
    booth.wait(lambda: organiser.kept is not None)
    booth.wait(lambda: not survey.view.is_busy)

    assert shown == counts
    assert before is None
    assert [entry.face_type.value for entry in organiser.entries] == sorted(
        e.face_type.value for e in organiser.entries
    )
    assert not survey.property("canKeep")


def test_the_survey_begins_at_its_beginning_in_large_letters(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = open_fitted(open_booth, backstage, language="ko", size="portrait", text_percent=200)
    booth.press("settings", "mouse")
    booth.go("settings")
    booth.core.rooms.sections.open("survey")
    booth.settle()
    booth.wait(lambda: bool(survey_of(booth).property("told")))
    booth.grab()

    whole, list_ = booth.item("surveyWhole"), booth.item("flick")

    assert whole.mapToScene(QPointF(0, 0)).y() >= list_.mapToScene(QPointF(0, 0)).y()


def test_even_and_original_shares_are_one_press_away(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, _ = opened(open_booth, backstage, "survey")
    survey = survey_of(booth)

    booth.press("sharesEven", "mouse")
    even = survey.view.shares
    booth.press("sharesOriginal", "mouse")

    assert even == (20.0,) * 5
    assert survey.view.shares == (21.8, 21.4, 22.5, 19.2, 15.2)


def test_answers_from_a_stick_are_ranked_and_told(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, organiser = opened(open_booth, backstage, "survey")
    survey = survey_of(booth)

    booth.press("openAnswers", "mouse")
    booth.wait(lambda: booth.has("source-0"))
    booth.press("source-0", "mouse")
    booth.wait(lambda: survey.view.report is not None)

    assert "4 respondents" in str(survey.property("told"))
    assert "0.93" in str(survey.property("told"))
    assert organiser.kept is None
    assert bool(survey.property("canKeep"))


def test_answers_that_cannot_be_ranked_are_told(open_booth: OpenBooth, backstage: Backstage) -> None:
    booth, organiser = opened(open_booth, backstage, "survey")
    organiser.fails_with = SurveyColumnsError(file="answers.csv")

    survey_of(booth).pickFile(QUrl.fromLocalFile("/media/stick/answers.csv"))
    booth.wait(lambda: booth.core.board.notice.is_trouble)

    assert "answers.csv" in booth.core.board.notice.text
    assert booth.has("bar-0")


@pytest.mark.parametrize(
    ("x", "y", "place"),
    [(60, 12, 0), (88, 60, 0), (50, 90, 1), (11, 45, 2), (50, 50, -1), (2, 2, -1), (50, 35, -1)],
)
def test_a_place_on_the_ring_belongs_to_a_slice(open_booth: OpenBooth, x: float, y: float, place: int) -> None:
    pie = SharesPie()
    pie.setWidth(100)
    pie.setHeight(100)
    pie.setProperty("shares", [0.45, 0.25, 0.3])

    assert pie.slice_at(QPointF(x, y)) == place

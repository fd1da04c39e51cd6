"""Wires the survey: reading answers, ranking, plots, and the manifest for training."""

from collections.abc import Callable
from pathlib import Path

from alphamale_desktop.application.rank_survey import RankSurvey
from alphamale_desktop.application.survey_manifest import ManifestMade, photos_of_people
from alphamale_desktop.application.survey_port import PlotWords
from alphamale_desktop.composition.catalog import RankingSource, catalog_import
from alphamale_desktop.composition.core import Core
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.organiser_errors import CatalogSourceBadError, NoPhotosOfPeopleError
from alphamale_desktop.domain.survey_answers import Ranking
from alphamale_desktop.storage.picture_files import pictures_in, read_picture
from alphamale_desktop.survey.answers_file import AnswersFile
from alphamale_desktop.survey.plots import SurveyPlots
from alphamale_desktop.survey.report_files import ReportFiles


def rank_survey(core: Core) -> RankSurvey:
    """The use case; numpy and the library for agreement come with it."""
    from alphamale_desktop.survey.agreement import SurveyAgreement

    return RankSurvey(AnswersFile(), SurveyAgreement(), SurveyPlots(core.program.resources / "fonts"), ReportFiles())


def plot_words(core: Core, language: str) -> PlotWords:
    """What stands on the plots, in ``language``."""
    return PlotWords(
        core.texts.text("survey-plot-shares", language),
        core.texts.text("survey-plot-ranking", language),
        core.texts.text("survey-score", language),
        {face_type: core.texts.text(f"type-{face_type.code}", language) for face_type in FaceType},
    )


def put_into_catalog(core: Core, ranking: Ranking) -> None:
    """Ranks, types and scores become the ranking's; newcomers come, and others keep their order behind and between.

    Raises:
        StorageError: Nothing was changed.
        CatalogSourceBadError: If the catalog has two people of one name; nothing was changed.
    """
    with catalog_import(core) as use_case:
        plan = use_case.plan(RankingSource(ranking))
        if plan.faults:
            raise CatalogSourceBadError(count=len(plan.faults))
        use_case.apply(plan)


def survey_manifest(
    core: Core, ranking: Ranking, photos: Path, beside: Path, on_photo: Callable[[int, int], None]
) -> ManifestMade:
    """Finds the people's photos below ``photos`` and the faces on them.

    Args:
        beside: The folder where the manifest will lie.
        on_photo: Called with how many photos are done, and of how many.

    Raises:
        NoPhotosOfPeopleError: If no file bears a ranked person's name.
        FileUnreadableError, NoPicturesError: If the folder cannot be read or has no pictures.
        ModelError: If the models cannot be used.
    """
    found = photos_of_people(pictures_in(photos), ranking)
    if not found:
        raise NoPhotosOfPeopleError(folder=str(photos))
    return core.models.survey_manifest(read_picture)(found, beside, on_photo=on_photo)

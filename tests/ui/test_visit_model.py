from collections.abc import Callable

from alphamale_desktop.domain.analysis import UnusableReason
from alphamale_desktop.domain.errors import DatabaseBusyError, WeightsMissingError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.visit import VisitStage
from tests.ui.core import Core, wait
from tests.ui.fake_services import Backstage, accepted, drawn_photo, refused

OpenCore = Callable[..., Core]


def test_the_analysis_runs_while_the_form_is_empty(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core()

    core.bring_photo()
    wait(lambda: core.models.visit.findings is not None)

    assert core.models.visit.visit.stage is VisitStage.FORM
    assert backstage.analyser.calls == 1
    assert not backstage.keeper.kept


def test_submitting_after_the_analysis_shows_the_result_at_once(open_core: OpenCore) -> None:
    core = open_core()
    core.bring_photo()
    core.fill_form()
    wait(lambda: core.models.visit.findings is not None)

    core.models.visit.submit()

    assert core.models.visit.visit.stage is VisitStage.RESULT
    assert core.models.result.view.type_name == "Alpha"


def test_another_photo_cancels_the_analysis_of_the_first(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core()
    backstage.analyser.hold()
    core.bring_photo()
    wait(lambda: backstage.analyser.calls == 1)

    core.bring_photo(drawn_photo(60, 80))
    wait(lambda: backstage.analyser.was_cancelled == 1)
    backstage.analyser.answer = accepted(FaceType.OMEGA)
    backstage.analyser.release()
    wait(lambda: core.models.visit.findings is not None)

    assert core.models.result.view.type_name == "Omega"


def test_progress_moves_with_the_steps(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core(language="en")
    backstage.analyser.hold()

    core.bring_photo()
    wait(lambda: core.models.visit.view.progress == 0.5)

    assert core.models.visit.view.step_text == "Reading three parts of your face"


def test_a_refusal_carries_its_reason_and_way_out(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core(language="en")
    backstage.analyser.answer = refused(UnusableReason.TOO_DARK)

    core.reach_result()

    view = core.models.visit.view
    assert (view.stage, view.reason) == ("unusable", "too_dark")
    assert view.reason_text == "The face is too dark."
    assert view.reason_hint


def test_a_failure_behind_the_form_is_told_only_when_the_answer_is_wanted(
    open_core: OpenCore, backstage: Backstage
) -> None:
    core = open_core()
    backstage.analyser.answer = WeightsMissingError(file="gate.safetensors")
    core.bring_photo()
    core.fill_form()
    wait(lambda: core.models.visit.view.progress == 0.0 and backstage.analyser.calls == 1)
    told_early = core.models.board.notice.text

    core.models.visit.submit()
    wait(lambda: core.models.board.notice.is_trouble)

    assert told_early == ""
    assert core.models.visit.visit.stage is VisitStage.FORM
    assert backstage.analyser.calls == 2


def test_a_second_visit_finds_nothing_of_the_first(open_core: OpenCore) -> None:
    core = open_core()
    core.reach_result()

    core.models.visit.finish()

    assert core.models.visit.visit.photo is None
    assert core.models.visit.findings is None
    assert core.models.result.view.type_name == ""
    assert core.models.form.view.salary_digits == ""
    assert len(core.models.shelf) == 0


def test_a_photo_chosen_on_the_result_page_changes_nothing(open_core: OpenCore) -> None:
    core = open_core()
    core.reach_result()
    before = core.models.visit.visit

    admitted: list[object] = []
    core.models.intake.admitted.connect(admitted.append)
    from alphamale_desktop.domain.photo import PhotoSource

    core.models.intake.take(drawn_photo(60, 80), PhotoSource.CLIPBOARD)
    wait(lambda: bool(admitted))

    assert core.models.visit.visit is before


def test_a_visit_that_cannot_be_kept_says_so_and_shows_the_result(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core(language="en")
    backstage.keeper.error = DatabaseBusyError()
    core.bring_photo()
    core.fill_form()
    core.models.form.tick("storage")
    wait(lambda: core.models.visit.findings is not None)

    core.models.visit.submit()
    wait(lambda: core.models.board.notice.is_trouble)

    assert core.models.visit.visit.stage is VisitStage.RESULT


def test_after_a_failure_behind_the_form_analyse_leads_to_the_result(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core()
    backstage.analyser.answer = DatabaseBusyError()
    core.bring_photo()
    core.fill_form()
    wait(lambda: core.models.visit.view.progress == 0.0 and backstage.analyser.calls == 1)
    backstage.analyser.answer = accepted(FaceType.BETA)

    core.models.visit.submit()
    stage_after_press = core.models.visit.visit.stage
    wait(lambda: core.models.visit.visit.stage is VisitStage.RESULT)

    assert stage_after_press is VisitStage.ANALYSING
    assert backstage.analyser.calls == 2
    assert core.models.board.notice.text == ""


def test_a_failure_that_is_still_on_its_way_when_analyse_is_pressed_brings_the_guest_back(
    open_core: OpenCore, backstage: Backstage
) -> None:
    core = open_core()
    backstage.analyser.answer = WeightsMissingError(file="gate.safetensors")
    backstage.analyser.hold()
    core.bring_photo()
    core.fill_form()
    wait(lambda: backstage.analyser.calls == 1)

    # The worker ends; its word waits in the GUI thread's queue while the guest presses.
    backstage.analyser.release()
    core.models.pools.analysis.waitForDone(10_000)
    core.models.visit.submit()
    stage_after_press = core.models.visit.visit.stage
    wait(lambda: core.models.board.notice.is_trouble)

    assert stage_after_press is VisitStage.ANALYSING
    assert core.models.visit.visit.stage is VisitStage.FORM

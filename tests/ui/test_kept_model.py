"""What is kept of a guest, and "Delete now"."""

from collections.abc import Callable
from uuid import UUID

from alphamale_desktop.domain.errors import DatabaseBusyError, VisitNotFoundError
from tests.ui.core import Core, wait
from tests.ui.fake_services import Backstage

OpenCore = Callable[..., Core]
FIRST = UUID(int=1)


def _to_kept_result(core: Core) -> None:
    core.bring_photo()
    core.fill_form()
    core.models.form.tick("storage")
    wait(lambda: core.models.visit.findings is not None)
    core.models.form.submit()
    wait(lambda: core.models.kept.visit_id is not None)


def test_a_kept_result_says_until_when_and_offers_to_delete(open_core: OpenCore) -> None:
    core = open_core(language="en")

    _to_kept_result(core)

    assert core.models.kept.visit_id == FIRST
    assert core.models.kept.property("mayErase")
    assert core.models.kept.view.note == "Kept on this machine until 23/12/2026, then deleted by itself."


def test_without_consent_to_storage_there_is_nothing_to_delete(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core(language="en")

    core.reach_result()
    wait(lambda: bool(backstage.keeper.kept))

    assert core.models.kept.visit_id is None
    assert not core.models.kept.property("mayErase")
    assert core.models.kept.view.note == "Your photo and result are not kept."


def test_the_record_names_the_words_that_stood_on_the_form(open_core: OpenCore, backstage: Backstage) -> None:
    backstage.is_fleet = True
    core = open_core(language="en")
    core.bring_photo()
    core.fill_form()
    core.models.form.tick("storage")
    titles = [purpose["title"] for purpose in core.models.form.property("purposes")]
    wait(lambda: core.models.visit.findings is not None)
    core.models.form.submit()

    # Another language from now on changes nothing about what he read.
    core.models.words.choose("ko")
    wait(lambda: bool(backstage.keeper.kept))

    assert titles[1] == "Keep my photo on this machine, and my result and entries on the event's machines."
    assert [visit.consent.version for visit in backstage.keeper.kept] == ["2026-11.2/en+fleet"]


def test_delete_now_erases_the_visit_and_says_so(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core(language="en")
    _to_kept_result(core)
    gone: list[UUID] = []
    core.models.kept.erased.connect(gone.append)

    core.models.kept.erase()
    core.models.kept.erase()
    wait(lambda: bool(gone))

    assert backstage.eraser.erased == gone == [FIRST]
    assert not core.models.kept.property("mayErase")
    assert "deleted" in core.models.kept.view.note
    assert core.models.board.notice.text == "Your photo and result are deleted."


def test_what_is_still_being_written_is_deleted_right_after(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core()
    core.bring_photo()
    core.fill_form()
    core.models.form.tick("storage")
    wait(lambda: core.models.visit.findings is not None)
    core.models.form.submit()
    was_kept = core.models.kept.visit_id is not None

    core.models.kept.erase()
    wait(lambda: bool(backstage.eraser.erased))

    assert not was_kept
    assert backstage.eraser.erased == [FIRST]


def test_a_guest_who_leaves_at_once_is_deleted_all_the_same(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core()
    core.bring_photo()
    core.fill_form()
    core.models.form.tick("storage")
    wait(lambda: core.models.visit.findings is not None)
    core.models.form.submit()

    core.models.kept.erase()
    core.models.visit.finish()
    wait(lambda: bool(backstage.eraser.erased))

    assert backstage.eraser.erased == [FIRST]
    assert core.models.kept.view.note == ""
    assert core.models.board.notice.text == ""


def test_a_deletion_that_fails_is_told_and_can_be_asked_for_again(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core()
    _to_kept_result(core)
    backstage.eraser.error = DatabaseBusyError()
    core.models.kept.erase()
    wait(lambda: core.models.board.notice.is_trouble)
    may_try_again = core.models.kept.property("mayErase")
    backstage.eraser.error = None

    core.models.kept.erase()
    wait(lambda: bool(backstage.eraser.erased))

    assert may_try_again


def test_a_visit_that_somebody_else_deleted_counts_as_deleted(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core(language="en")
    _to_kept_result(core)
    backstage.eraser.error = VisitNotFoundError(visit=str(FIRST))

    core.models.kept.erase()
    wait(lambda: core.models.board.notice.text != "")

    assert not core.models.board.notice.is_trouble
    assert not core.models.kept.property("mayErase")


def test_the_next_guest_has_nothing_to_do_with_it(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core()
    _to_kept_result(core)

    core.models.visit.finish()
    core.models.kept.erase()

    assert core.models.kept.visit_id is None
    assert core.models.kept.view.note == ""
    assert backstage.eraser.erased == []

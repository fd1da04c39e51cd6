from datetime import date

import pytest

from alphamale_desktop.domain.analysis import Analysis, UnusableReason
from alphamale_desktop.domain.consent import ConsentPurpose
from alphamale_desktop.domain.profile import Mbti, Profile, Salary
from alphamale_desktop.domain.visit import (
    AnalysisArrived,
    AnalysisFailed,
    BackAsked,
    CameraOpened,
    Entries,
    EntriesChanged,
    Event,
    Finished,
    MissingEntry,
    PhotoAccepted,
    PhotoChosen,
    PhotoTaken,
    RetakeAsked,
    Submitted,
    Visit,
    VisitStage,
)
from tests.fakes.results import accepted_analysis, photo_of, refused_analysis

PHOTO, OTHER = photo_of(b"one"), photo_of(b"other", 2)
FILLED_IN = Entries(Mbti.ESTJ, date(1998, 11, 10), Salary(4_200), frozenset({ConsentPurpose.ANALYSIS}))
TAKEN = (CameraOpened(), PhotoTaken(PHOTO))
AT_FORM = (*TAKEN, PhotoAccepted())
READY = (*AT_FORM, EntriesChanged(FILLED_IN))
ACCEPTED, REFUSED = accepted_analysis(), refused_analysis(UnusableReason.CUT_OFF)


def after(*events: Event, retakes: int | None = 2) -> Visit:
    visit = Visit.fresh(retakes)
    for event in events:
        visit = visit.after(event)
    return visit


def test_a_journey_leads_from_the_welcome_to_the_result() -> None:
    events = (*READY, Submitted(), AnalysisArrived(PHOTO, ACCEPTED))

    stages = [after(*events[:count]).stage for count in range(len(events) + 1)]

    assert stages == ["welcome", "camera", "review", "form", "form", "analysing", "result"]


def test_an_analysis_that_ran_ahead_is_shown_at_once() -> None:
    visit = after(*AT_FORM, AnalysisArrived(PHOTO, ACCEPTED), EntriesChanged(FILLED_IN), Submitted())

    assert (visit.stage, visit.analysis) == (VisitStage.RESULT, ACCEPTED)


@pytest.mark.parametrize("ran_ahead", [True, False])
def test_a_refused_photo_is_said_only_when_the_form_is_sent(ran_ahead: bool) -> None:
    arrived = AnalysisArrived(PHOTO, REFUSED)

    visit = after(*READY, *((arrived, Submitted()) if ran_ahead else (Submitted(), arrived)))

    assert after(*READY, arrived).stage is VisitStage.FORM
    assert (visit.stage, visit.analysis) == (VisitStage.UNUSABLE, REFUSED)


def test_a_chosen_file_needs_no_review() -> None:
    visit = after(PhotoChosen(PHOTO))

    assert (visit.stage, visit.photo) == (VisitStage.FORM, PHOTO)


@pytest.mark.parametrize(
    ("events", "missing"),
    [
        ((), (MissingEntry.MBTI, MissingEntry.BIRTH_DATE, MissingEntry.ANALYSIS_CONSENT)),
        ((EntriesChanged(Entries(mbti=Mbti.ESTJ)),), (MissingEntry.BIRTH_DATE, MissingEntry.ANALYSIS_CONSENT)),
        (
            (EntriesChanged(Entries(Mbti.ESTJ, date(1998, 11, 10), None, frozenset({ConsentPurpose.STORAGE}))),),
            (MissingEntry.ANALYSIS_CONSENT,),
        ),
        ((EntriesChanged(FILLED_IN),), ()),
    ],
)
def test_a_form_says_what_it_misses_and_is_not_sent_before(
    events: tuple[Event, ...], missing: tuple[MissingEntry, ...]
) -> None:
    visit = after(*AT_FORM, *events)

    assert visit.entries.missing == missing
    assert (visit.after(Submitted()) is visit) is bool(missing)


def test_a_profile_is_there_once_code_and_birth_date_are() -> None:
    assert FILLED_IN.profile == Profile(Mbti.ESTJ, date(1998, 11, 10), Salary(4_200))
    assert Entries(mbti=Mbti.ESTJ).profile is None
    assert Entries(birth_date=date(1998, 11, 10)).profile is None


def test_the_form_survives_a_retake_after_a_refusal() -> None:
    refused = after(*READY, Submitted(), AnalysisArrived(PHOTO, REFUSED))

    again = refused.after(RetakeAsked()).after(PhotoTaken(OTHER)).after(PhotoAccepted())

    assert (again.stage, again.entries, again.photo, again.analysis) == (VisitStage.FORM, FILLED_IN, OTHER, None)


def test_the_form_survives_a_cancelled_and_a_broken_analysis() -> None:
    analysing = after(*READY, Submitted())

    cancelled, broken = analysing.after(BackAsked()), analysing.after(AnalysisFailed(PHOTO))

    assert cancelled == broken == after(*READY)


def test_a_broken_analysis_leaves_the_form_alone_while_it_is_filled_in() -> None:
    visit = after(*AT_FORM)

    assert visit.after(AnalysisFailed(PHOTO)) is visit


def test_a_photo_can_be_retaken_as_often_as_is_allowed() -> None:
    visit = after(CameraOpened(), retakes=2)
    for expected in (1, 0):
        visit = visit.after(PhotoTaken(PHOTO)).after(RetakeAsked())
        assert (visit.stage, visit.retakes_left, visit.photo) == (VisitStage.CAMERA, expected, None)

    last = visit.after(PhotoTaken(PHOTO))

    assert not last.may_retake
    assert last.after(RetakeAsked()) is last


def test_a_retake_forgets_the_analysis_that_ran_ahead() -> None:
    visit = after(*TAKEN, AnalysisArrived(PHOTO, ACCEPTED), RetakeAsked())

    assert (visit.photo, visit.analysis) == (None, None)


def test_retakes_are_unlimited_without_a_limit() -> None:
    visit = after(CameraOpened(), retakes=None)

    for _ in range(50):
        visit = visit.after(PhotoTaken(PHOTO)).after(RetakeAsked())

    assert (visit.stage, visit.may_retake) == (VisitStage.CAMERA, True)


def test_a_refused_photo_costs_no_retake() -> None:
    refused = after(*READY, Submitted(), AnalysisArrived(PHOTO, REFUSED), retakes=0)

    assert (refused.after(RetakeAsked()).stage, refused.after(RetakeAsked()).retakes_left) == (VisitStage.CAMERA, 0)


@pytest.mark.parametrize("stage", ["form", "analysing"])
def test_an_analysis_of_an_older_photo_is_ignored(stage: str) -> None:
    events = (*TAKEN, RetakeAsked(), PhotoTaken(OTHER), PhotoAccepted(), EntriesChanged(FILLED_IN))
    visit = after(*events, *((Submitted(),) if stage == "analysing" else ()))

    assert visit.stage == stage
    assert visit.after(AnalysisArrived(PHOTO, ACCEPTED)) is visit
    assert visit.after(AnalysisFailed(PHOTO)) is visit


def test_the_same_bytes_taken_again_are_another_photo() -> None:
    twin = photo_of(b"one")
    visit = after(*TAKEN)

    assert visit.after(AnalysisArrived(twin, ACCEPTED)) is visit


@pytest.mark.parametrize(("first", "second"), [(ACCEPTED, REFUSED), (REFUSED, ACCEPTED)])
def test_of_two_analyses_of_a_photo_the_first_stands(first: Analysis, second: Analysis) -> None:
    shown = after(*READY, Submitted(), AnalysisArrived(PHOTO, first))

    assert shown.analysis is first
    assert shown.after(AnalysisArrived(PHOTO, second)) is shown


@pytest.mark.parametrize("count", range(len(READY) + 3))
def test_the_end_forgets_everything_of_the_guest(count: int) -> None:
    events: tuple[Event, ...] = (*READY, Submitted(), AnalysisArrived(PHOTO, ACCEPTED))

    assert after(*events[:count], Finished()) == Visit.fresh(2)


@pytest.mark.parametrize(
    ("events", "back_at"),
    [
        ((), VisitStage.WELCOME),
        ((CameraOpened(),), VisitStage.WELCOME),
        (AT_FORM, VisitStage.WELCOME),
        ((*READY, Submitted()), VisitStage.FORM),
        ((*READY, Submitted(), AnalysisArrived(PHOTO, REFUSED)), VisitStage.FORM),
        ((*READY, Submitted(), AnalysisArrived(PHOTO, ACCEPTED)), VisitStage.RESULT),
    ],
)
def test_back_leads_to_the_page_before(events: tuple[Event, ...], back_at: VisitStage) -> None:
    assert after(*events, BackAsked()).stage is back_at


def test_a_photo_that_is_chosen_instead_of_a_refused_one_starts_its_own_analysis() -> None:
    refused = after(*READY, Submitted(), AnalysisArrived(PHOTO, REFUSED))

    visit = refused.after(PhotoChosen(OTHER))

    assert (visit.stage, visit.photo, visit.analysis) == (VisitStage.FORM, OTHER, None)

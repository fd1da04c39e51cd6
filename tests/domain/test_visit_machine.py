"""Any events in any order: what must hold about a visit holds after each of them."""

from datetime import date

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from alphamale_desktop.domain.analysis import Accepted, Analysis, UnusableReason
from alphamale_desktop.domain.consent import ConsentPurpose
from alphamale_desktop.domain.photo import Photo
from alphamale_desktop.domain.profile import Mbti, Salary
from alphamale_desktop.domain.visit import (
    AnalysisArrived,
    AnalysisFailed,
    BackAsked,
    CameraOpened,
    Entries,
    EntriesChanged,
    Event,
    Finished,
    PhotoAccepted,
    PhotoChosen,
    PhotoTaken,
    RetakeAsked,
    Submitted,
    Visit,
    VisitStage,
)
from tests.fakes.results import accepted_analysis, photo_of, refused_analysis

WITH_PHOTO = {VisitStage.REVIEW, VisitStage.FORM, VisitStage.ANALYSING, VisitStage.UNUSABLE, VisitStage.RESULT}
ONCE = (CameraOpened, PhotoTaken, PhotoAccepted, RetakeAsked, Submitted, AnalysisArrived, AnalysisFailed, Finished)
"""Events that do no more the second time, when a tap or a signal is doubled."""

entries = st.builds(
    Entries,
    st.none() | st.sampled_from(Mbti),
    st.none() | st.dates(date(1900, 1, 1), date(2026, 11, 23)),
    st.none() | st.integers(0, 9_999).map(Salary),
    st.frozensets(st.sampled_from(ConsentPurpose)),
)
complete = Entries(Mbti.ESTJ, date(1998, 11, 10), None, frozenset({ConsentPurpose.ANALYSIS}))
analyses = st.sampled_from([accepted_analysis(), *(refused_analysis(reason) for reason in UnusableReason)])


class VisitMachine(RuleBasedStateMachine):
    """Sends events as guests, cameras and workers do: doubled, late, and about photos of long ago."""

    @initialize(allowed=st.none() | st.integers(0, 3))
    def a_guest_comes(self, allowed: int | None) -> None:
        self.visit = Visit.fresh(allowed)
        self.allowed = allowed
        self.photos: list[Photo] = []
        self.retaken = 0

    def _photo(self) -> Photo:
        # Two photos with equal bytes and id: only identity tells them apart.
        self.photos.append(photo_of(b"x", len(self.photos) % 2))
        return self.photos[-1]

    def _send(self, event: Event) -> None:
        before = self.visit
        self.visit = before.after(event)
        if isinstance(event, ONCE) and self.visit.stage is not VisitStage.CAMERA:
            assert self.visit.after(event) == self.visit
        if not isinstance(event, EntriesChanged | Finished):
            assert self.visit.entries == before.entries
        if before.photo is self.visit.photo and before.analysis is not None and not isinstance(event, Finished):
            assert self.visit.analysis is before.analysis
        if before.stage is VisitStage.REVIEW and self.visit.stage is VisitStage.CAMERA:
            self.retaken += 1

    @rule()
    def opens_the_camera(self) -> None:
        self._send(CameraOpened())

    @rule()
    def takes_a_photo(self) -> None:
        self._send(PhotoTaken(self._photo()))

    @rule()
    def chooses_a_photo(self) -> None:
        self._send(PhotoChosen(self._photo()))

    @rule()
    def uses_the_photo(self) -> None:
        self._send(PhotoAccepted())

    @rule()
    def retakes(self) -> None:
        self._send(RetakeAsked())

    @rule(filled_in=entries | st.just(complete))
    def fills_in_the_form(self, filled_in: Entries) -> None:
        self._send(EntriesChanged(filled_in))

    @rule()
    def submits(self) -> None:
        self._send(Submitted())

    @rule()
    def goes_back(self) -> None:
        self._send(BackAsked())

    @precondition(lambda self: self.photos)
    @rule(analysis=analyses, data=st.data())
    def an_analysis_arrives(self, analysis: Analysis, data: st.DataObject) -> None:
        photo = data.draw(st.sampled_from(self.photos[::-1]))
        before = self.visit

        self._send(AnalysisArrived(photo, analysis))

        if photo is not before.photo:
            assert self.visit is before

    @precondition(lambda self: self.photos)
    @rule(data=st.data())
    def an_analysis_breaks(self, data: st.DataObject) -> None:
        photo = data.draw(st.sampled_from(self.photos[::-1]))
        before = self.visit

        self._send(AnalysisFailed(photo))

        if photo is not before.photo:
            assert self.visit is before

    @precondition(lambda self: self.visit.stage is VisitStage.WELCOME)
    @rule(analysis=analyses, uses_it=st.booleans())
    def takes_a_photo_that_is_analysed_at_once(self, analysis: Analysis, uses_it: bool) -> None:
        photo = self._photo()

        for event in (CameraOpened(), PhotoTaken(photo), AnalysisArrived(photo, analysis)):
            self._send(event)
        self._send(PhotoAccepted() if uses_it else RetakeAsked())

    @precondition(lambda self: self.visit.stage is VisitStage.FORM)
    @rule(analysis=analyses)
    def fills_in_and_submits_and_waits(self, analysis: Analysis) -> None:
        photo = self.visit.photo
        assert photo is not None

        for event in (EntriesChanged(complete), Submitted(), AnalysisArrived(photo, analysis)):
            self._send(event)

        assert self.visit.stage in {VisitStage.RESULT, VisitStage.UNUSABLE}

    @precondition(lambda self: self.visit != Visit.fresh(self.allowed))
    @rule()
    def finishes(self) -> None:
        self._send(Finished())

        assert self.visit == Visit.fresh(self.allowed)
        self.retaken = 0

    @invariant()
    def a_photo_is_there_exactly_where_it_is_shown(self) -> None:
        assert (self.visit.photo is not None) is (self.visit.stage in WITH_PHOTO)

    @invariant()
    def no_analysis_is_there_without_its_photo(self) -> None:
        assert self.visit.photo is not None or self.visit.analysis is None

    @invariant()
    def a_result_is_an_accepted_analysis_of_a_complete_form(self) -> None:
        if self.visit.stage is VisitStage.RESULT:
            assert self.visit.analysis is not None
            assert isinstance(self.visit.analysis.outcome, Accepted)
            assert self.visit.entries.missing == ()

    @invariant()
    def a_refusal_is_a_refused_analysis(self) -> None:
        if self.visit.stage is VisitStage.UNUSABLE:
            assert self.visit.analysis is not None
            assert not isinstance(self.visit.analysis.outcome, Accepted)

    @invariant()
    def nothing_is_waited_for_that_is_there(self) -> None:
        assert self.visit.stage is not VisitStage.ANALYSING or self.visit.analysis is None

    @invariant()
    def retakes_are_counted_and_never_below_nought(self) -> None:
        if self.allowed is None:
            assert self.visit.retakes_left is None
        else:
            assert self.visit.retakes_left == self.allowed - self.retaken >= 0


TestVisitMachine = VisitMachine.TestCase
TestVisitMachine.settings = settings(max_examples=100, stateful_step_count=40)

"""The guest's journey as a pure state machine: a stage, what is known so far, and events that move it on.

An event that does not belong to the present stage changes nothing: a double tap or a press queued behind a page
change is harmless by construction.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from alphamale_desktop.domain.analysis import Accepted, Analysis
from alphamale_desktop.domain.consent import ConsentPurpose
from alphamale_desktop.domain.photo import Photo
from alphamale_desktop.domain.profile import Mbti, Profile, Salary


class VisitStage(StrEnum):
    WELCOME = "welcome"
    CAMERA = "camera"
    REVIEW = "review"
    """The photo was taken: use it, or take another."""
    FORM = "form"
    ANALYSING = "analysing"
    UNUSABLE = "unusable"
    RESULT = "result"


class MissingEntry(StrEnum):
    """What the form still needs before it can be submitted."""

    MBTI = "mbti"
    BIRTH_DATE = "birth_date"
    ANALYSIS_CONSENT = "analysis_consent"


@dataclass(frozen=True, slots=True)
class Entries:
    """The form as far as it is filled in."""

    mbti: Mbti | None = None
    birth_date: date | None = None
    salary: Salary | None = None
    ticked: frozenset[ConsentPurpose] = frozenset()

    @property
    def missing(self) -> tuple[MissingEntry, ...]:
        """In the order in which the form asks."""
        wanted = (
            (MissingEntry.MBTI, self.mbti is None),
            (MissingEntry.BIRTH_DATE, self.birth_date is None),
            (MissingEntry.ANALYSIS_CONSENT, ConsentPurpose.ANALYSIS not in self.ticked),
        )
        return tuple(entry for entry, is_missing in wanted if is_missing)

    @property
    def profile(self) -> Profile | None:
        """The profile once MBTI and birth date are there; the pickers only offer dates that hold."""
        if self.mbti is None or self.birth_date is None:
            return None
        return Profile(self.mbti, self.birth_date, self.salary)


@dataclass(frozen=True, slots=True)
class CameraOpened:
    pass


@dataclass(frozen=True, slots=True)
class PhotoTaken:
    """The shutter fired; the guest may still retake."""

    photo: Photo


@dataclass(frozen=True, slots=True)
class PhotoChosen:
    """A photo came from a file, a drop or the clipboard: nothing to review."""

    photo: Photo


@dataclass(frozen=True, slots=True)
class PhotoAccepted:
    pass


@dataclass(frozen=True, slots=True)
class RetakeAsked:
    """From the review, or from the page that refuses a photo."""


@dataclass(frozen=True, slots=True)
class EntriesChanged:
    entries: Entries


@dataclass(frozen=True, slots=True)
class Submitted:
    pass


@dataclass(frozen=True, slots=True)
class AnalysisArrived:
    """Analyses run ahead of the form; one of an older photo is ignored, and of two for one photo the first stands.

    Attributes:
        photo: The photo that was judged.
    """

    photo: Photo
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class AnalysisFailed:
    """The analysis broke (never the guest's fault); the entries stay."""

    photo: Photo


@dataclass(frozen=True, slots=True)
class BackAsked:
    """One page back, or a cancelled analysis; the entries stay."""


@dataclass(frozen=True, slots=True)
class Finished:
    """Home, time-out or operator: everything of the guest is forgotten."""


Event = (
    CameraOpened
    | PhotoTaken
    | PhotoChosen
    | PhotoAccepted
    | RetakeAsked
    | EntriesChanged
    | Submitted
    | AnalysisArrived
    | AnalysisFailed
    | BackAsked
    | Finished
)


@dataclass(frozen=True, slots=True)
class Visit:
    """One guest's journey.

    Attributes:
        retakes_left: None where retakes are not limited (desktop).
        retakes_allowed: What a new guest starts with.
    """

    retakes_allowed: int | None = None
    stage: VisitStage = VisitStage.WELCOME
    retakes_left: int | None = None
    photo: Photo | None = None
    entries: Entries = field(default_factory=Entries)
    analysis: Analysis | None = None

    @classmethod
    def fresh(cls, retakes_allowed: int | None) -> "Visit":
        return cls(retakes_allowed=retakes_allowed, retakes_left=retakes_allowed)

    @property
    def may_retake(self) -> bool:
        return self.retakes_left is None or self.retakes_left > 0

    def after(self, event: Event) -> "Visit":
        """The journey after ``event``; itself, unchanged, where the event does not belong to the stage."""
        match event:
            case Finished():
                return Visit.fresh(self.retakes_allowed)
            case AnalysisArrived(photo, analysis) if photo is self.photo and self.analysis is None:
                arrived = replace(self, analysis=analysis)
                return arrived._judged() if self.stage is VisitStage.ANALYSING else arrived
            case AnalysisFailed(photo) if photo is self.photo and self.stage is VisitStage.ANALYSING:
                return replace(self, stage=VisitStage.FORM)
        match self.stage, event:
            case VisitStage.WELCOME, CameraOpened():
                return replace(self, stage=VisitStage.CAMERA)
            case (
                (VisitStage.WELCOME | VisitStage.CAMERA | VisitStage.FORM | VisitStage.UNUSABLE),
                PhotoChosen(photo),
            ):
                return replace(self, stage=VisitStage.FORM, photo=photo, analysis=None)
            case VisitStage.CAMERA, PhotoTaken(photo):
                return replace(self, stage=VisitStage.REVIEW, photo=photo, analysis=None)
            case VisitStage.REVIEW, PhotoAccepted():
                return replace(self, stage=VisitStage.FORM)
            case VisitStage.REVIEW, RetakeAsked() if self.may_retake:
                left = None if self.retakes_left is None else self.retakes_left - 1
                return replace(self, stage=VisitStage.CAMERA, photo=None, analysis=None, retakes_left=left)
            # A photo that the program refused is no fault of the guest: it costs no retake.
            case VisitStage.UNUSABLE, RetakeAsked():
                return replace(self, stage=VisitStage.CAMERA, photo=None, analysis=None)
            case VisitStage.FORM, EntriesChanged(entries):
                return replace(self, entries=entries)
            case VisitStage.FORM, Submitted() if not self.entries.missing:
                submitted = replace(self, stage=VisitStage.ANALYSING)
                return submitted if self.analysis is None else submitted._judged()
            case _, BackAsked():
                return self._back()
        return self

    def _judged(self) -> "Visit":
        is_accepted = self.analysis is not None and isinstance(self.analysis.outcome, Accepted)
        return replace(self, stage=VisitStage.RESULT if is_accepted else VisitStage.UNUSABLE)

    def _back(self) -> "Visit":
        match self.stage:
            case VisitStage.CAMERA:
                return replace(self, stage=VisitStage.WELCOME)
            case VisitStage.FORM:
                return replace(self, stage=VisitStage.WELCOME, photo=None, analysis=None)
            case VisitStage.ANALYSING | VisitStage.UNUSABLE:
                return replace(self, stage=VisitStage.FORM)
            case _:
                return self

"""The original phone app's question: a photo in, a type with four people of it out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from alphamale_desktop.application.keep_visit import VisitToKeep
from alphamale_desktop.application.ports import Clock, PortraitPainter
from alphamale_desktop.domain.analysis import Accepted, Analysis
from alphamale_desktop.domain.celebrity import Celebrity, TypeDescription
from alphamale_desktop.domain.consent import ConsentPurpose, consent_for
from alphamale_desktop.domain.consent_wording import BY_PHONE_APP
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.profile import Mbti, Profile

PORTRAIT_PX = 360


@dataclass(frozen=True, slots=True)
class PhoneQuestion:
    """What the phone sends.

    Attributes:
        photo: Encoded; hidden from ``repr``.
        mbti, birth_date: None where the phone gave none that can be.
    """

    photo: bytes = field(repr=False)
    mbti: Mbti | None = None
    birth_date: date | None = None


@dataclass(frozen=True, slots=True)
class PhoneAnswer:
    """Attributes:
    portraits: Four encoded PNGs; fewer where the catalog has fewer people.
    """

    face_type: FaceType
    description: str
    portraits: tuple[bytes, ...] = field(repr=False)


Judge = Callable[[bytes], Analysis]
"""Any thread; raises PhotoError or ModelError."""


class AnswerPhoneApp:
    """Any thread, one call at a time.

    Args:
        draw: Four people of a type, anew for every phone.
        keep: None: nothing is stored. Given only where the organiser's app has asked its users for it.
    """

    def __init__(
        self,
        judge: Judge,
        draw: Callable[[FaceType], tuple[Celebrity, ...]],
        describe: Callable[[FaceType, str], TypeDescription],
        portraits: PortraitPainter,
        clock: Clock,
        language: str,
        keep: Callable[[VisitToKeep], UUID | None] | None = None,
    ) -> None:
        self._judge = judge
        self._draw = draw
        self._describe = describe
        self._portraits = portraits
        self._clock = clock
        self._language = language
        self._keep = keep

    def __call__(self, question: PhoneQuestion) -> PhoneAnswer | None:
        """None where the photo shows no usable face.

        Raises:
            PhotoError, ModelError, StorageError, CatalogError
        """
        analysis = self._judge(question.photo)
        if not isinstance(analysis.outcome, Accepted):
            return None
        face_type = analysis.outcome.result.face_type
        celebrities = self._draw(face_type)
        self._store(question, analysis, analysis.outcome, celebrities)
        return self._answer(face_type, celebrities)

    def sample(self, face_type: FaceType) -> PhoneAnswer:
        """The answer for a type without a photo; raises StorageError or CatalogError."""
        return self._answer(face_type, self._draw(face_type))

    def _answer(self, face_type: FaceType, celebrities: tuple[Celebrity, ...]) -> PhoneAnswer:
        described = self._describe(face_type, self._language)
        portraits = tuple(self._portraits.portrait(person, PORTRAIT_PX) for person in celebrities[:4])
        return PhoneAnswer(face_type, "\n".join((described.title, *described.lines)), portraits)

    def _store(
        self, question: PhoneQuestion, analysis: Analysis, outcome: Accepted, celebrities: tuple[Celebrity, ...]
    ) -> None:
        # Without a birth date nobody can say that the guest is old enough.
        if self._keep is None or question.mbti is None or question.birth_date is None:
            return
        now = self._clock.now()
        profile = Profile(question.mbti, question.birth_date)
        agreed = (ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE)
        consent = consent_for(agreed, profile, now, now.astimezone().date(), BY_PHONE_APP)
        self._keep(VisitToKeep(question.photo, "jpg", outcome.result, analysis.models, celebrities, consent, profile))

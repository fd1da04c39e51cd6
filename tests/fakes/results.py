"""Results, photos and profiles to hand around in tests."""

from datetime import date
from uuid import UUID

from alphamale_desktop.domain.analysis import Accepted, Analysis, AnalysisResult, ModelVersion, Unusable, UnusableReason
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.photo import Photo, PhotoSource
from alphamale_desktop.domain.profile import Mbti, Profile, Salary
from alphamale_desktop.domain.scoring import score_card_of_parts
from tests.fakes.clock import NOON
from tests.fakes.vision import empty_gate_report, gate_report, typed_face

MODELS = (ModelVersion("gate", "fake-1"), ModelVersion("typer", "fake-1"))
GROWN_UP = Profile(Mbti.ESTJ, date(1998, 11, 10), Salary(4_200))
CHILD = Profile(Mbti.ENFP, date(2012, 11, 24))
"""Thirteen years old at ``NOON``; fourteen on the next day."""


def analysis_result(face_type: FaceType = FaceType.BETA) -> AnalysisResult:
    """A 640 x 480 picture's result whose three parts are all of that type."""
    face = typed_face(face_type, face_type, face_type)
    return AnalysisResult(score_card_of_parts(face.parts), face.parts, face.distribution, width_px=640, height_px=480)


def accepted_analysis(face_type: FaceType = FaceType.BETA) -> Analysis:
    return Analysis(Accepted(analysis_result(face_type)), gate_report(), MODELS)


def refused_analysis(reason: UnusableReason = UnusableReason.NO_FACE) -> Analysis:
    return Analysis(Unusable(reason), empty_gate_report(reason), MODELS)


def photo_of(data: bytes, number: int = 1) -> Photo:
    return Photo(UUID(int=number), data, NOON, PhotoSource.CAMERA)

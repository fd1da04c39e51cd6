"""From a photo to a face type, or to the reason why there is none."""

from collections.abc import Callable
from typing import Generic

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.ports import Clock, FaceGate, PartTyper, PhotoDecoder, PictureT
from alphamale_desktop.application.step_timer import StepTimer
from alphamale_desktop.domain.analysis import (
    Accepted,
    Analysis,
    AnalysisResult,
    GateReport,
    Outcome,
    Unusable,
    UnusableReason,
)
from alphamale_desktop.domain.doubt import DoubtRule
from alphamale_desktop.domain.scoring import score_card_of_parts

STEPS = ("decode", "gate", "typer", "score")
"""The steps in order, as they stand in timings and progress."""


class AnalysePhoto(Generic[PictureT]):
    """Decodes, asks model 1, asks the type model, scores. Any thread; keeps nothing of the photo.

    Args:
        rule: When to answer "not sure".
    """

    def __init__(
        self,
        decoder: PhotoDecoder[PictureT],
        gate: FaceGate[PictureT],
        typer: PartTyper[PictureT],
        clock: Clock,
        rule: DoubtRule | None = None,
    ) -> None:
        self._decoder = decoder
        self._gate = gate
        self._typer = typer
        self._clock = clock
        self._rule = rule or DoubtRule()

    def __call__(
        self, data: bytes, cancel: Cancel | None = None, on_step: Callable[[str], None] | None = None
    ) -> Analysis:
        """Judges one encoded photo.

        Args:
            data: The encoded photo.
            cancel: Checked before every step.
            on_step: Called with a step's name as it begins, on this thread.

        Raises:
            PhotoError: If the photo does not decode.
            ModelError: If the models cannot be used.
            CancelledByUserError: If ``cancel`` was asked.
        """
        timer = StepTimer(self._clock, cancel or Cancel(), on_step)
        with timer.step("decode"):
            picture = self._decoder.decode(data)
        with timer.step("gate"):
            report = self._gate.inspect(picture)
        outcome = self._judge(picture, report, timer)
        return Analysis(outcome, report, (self._gate.version, self._typer.version), timer.timings)

    def _judge(self, picture: PictureT, report: GateReport, timer: StepTimer) -> Outcome:
        if report.reason is not None:
            return Unusable(report.reason)
        if report.subject is None:
            return Unusable(UnusableReason.NO_FACE)
        with timer.step("typer"):
            face = self._typer.type_face(picture, report.subject)
        if not face.is_complete:
            return Unusable(UnusableReason.PARTS_UNCLEAR)
        with timer.step("score"):
            card = score_card_of_parts(face.parts)
            if self._rule.doubts(face, card):
                return Unusable(UnusableReason.NOT_SURE)
            result = AnalysisResult(card, face.parts, face.distribution, picture.width_px, picture.height_px)
        return Accepted(result)

"""Judges every picture of a manifest as the program would, from the file to the type, and writes what came out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from alphamale_desktop.application.analyse_photo import AnalysePhoto
from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.domain.errors import PhotoError
from alphamale_desktop.training.evaluate_figures import EvaluationFigures, JudgedPicture, figures_of
from alphamale_desktop.training.evaluate_framing import (
    FramingFigures,
    WrongVerdict,
    good_portraits,
    judge_framing,
    photos_of_framing,
    sitters_of,
)
from alphamale_desktop.training.evaluate_manifest import (
    ExpectedPicture,
    pictures_without_faces,
    read_expectations,
    read_raters_scales,
)
from alphamale_desktop.training.evaluate_raters import raters_figures
from alphamale_desktop.training.evaluate_report import write_report
from alphamale_desktop.training.evaluate_sheets import verdict_sheet, write_sheets
from alphamale_desktop.vision.codec import PictureCodec
from alphamale_desktop.vision.image import UprightImage


@dataclass(frozen=True, slots=True)
class EvaluationConfig:
    """What is evaluated, and where the report goes.

    Attributes:
        manifest: CSV, see ``evaluate_manifest``.
        out: Folder for ``evaluation.json``, ``index.html`` and the contact sheets; made when missing.
        nonfaces: Folders of pictures without a human face.
        split: Only this split of the manifest; empty for all lines.
        most_on_a_sheet: Pictures on one contact sheet; 0 writes none, so no picture leaves its place.
        framing: From at most so many of the manifest's portraits photos are made to try the framing rules on, about
            thirty of each; below 2 none.
    """

    manifest: Path
    out: Path
    nonfaces: tuple[Path, ...] = ()
    split: str = "val"
    most_on_a_sheet: int = 36
    framing: int = 0


@dataclass(frozen=True, slots=True)
class EvaluationProgress:
    """After each picture; ``file`` is None for a photo that was made."""

    done: int
    of: int
    file: Path | None


class Evaluate:
    """Runs one evaluation; any thread.

    Args:
        analyse: The program's own use case, with the models and rules that are to be evaluated.
        codec: Reads pictures again for the contact sheets.
    """

    def __init__(self, analyse: AnalysePhoto[UprightImage], codec: PictureCodec) -> None:
        self._analyse = analyse
        self._codec = codec

    def __call__(
        self,
        config: EvaluationConfig,
        report: Callable[[EvaluationProgress], None],
        cancel: Cancel | None = None,
    ) -> EvaluationFigures:
        """Judges everything, writes the report, and returns its figures.

        Raises:
            TrainingManifestError: If the manifest or a folder cannot be read.
            ModelError: If the models cannot be used.
            CancelledByUserError: If ``cancel`` was asked; nothing is written then.
        """
        cancel = cancel or Cancel()
        expected = read_expectations(config.manifest, config.split)
        scales = read_raters_scales(config.manifest, config.split)
        portraits = good_portraits(expected, config.framing) if config.framing > 1 else ()
        wanted = (*expected, *pictures_without_faces(config.nonfaces))
        of = len(wanted) + photos_of_framing(len(portraits))
        judged = self._judge_all(wanted, of, report, cancel)
        framing, wrong = self._judge_framing(portraits, len(wanted), of, report, cancel)
        scored = [(one.expected, one.result.score_card.score_percent) for one in judged if one.result is not None]
        figures = replace(figures_of(judged), framing=framing, raters=raters_figures(scored, scales))
        config.out.mkdir(parents=True, exist_ok=True)
        most = config.most_on_a_sheet
        sheets = write_sheets(judged, config.out, most, self._codec) if most else ()
        if most and wrong:
            sheets = (*sheets, verdict_sheet(wrong, config.out, most, self._codec))
        write_report(figures, sheets, judged, config.out)
        return figures

    def _judge_all(
        self,
        wanted: Sequence[ExpectedPicture],
        of: int,
        report: Callable[[EvaluationProgress], None],
        cancel: Cancel,
    ) -> list[JudgedPicture]:
        judged = []
        for index, expected in enumerate(wanted):
            judged.append(self._judge(expected, cancel))
            report(EvaluationProgress(index + 1, of, expected.file))
        return judged

    def _judge_framing(
        self,
        portraits: Sequence[ExpectedPicture],
        done: int,
        of: int,
        report: Callable[[EvaluationProgress], None],
        cancel: Cancel,
    ) -> tuple[FramingFigures | None, tuple[WrongVerdict, ...]]:
        sitters = sitters_of(portraits, self._codec)
        if len(sitters) < 2:
            return None, ()
        return judge_framing(
            sitters,
            lambda data: self._analyse(data, cancel).outcome_code,
            lambda made: report(EvaluationProgress(done + made, of, None)),
        )

    def _judge(self, expected: ExpectedPicture, cancel: Cancel) -> JudgedPicture:
        try:
            data = expected.file.read_bytes()
        except OSError:
            return JudgedPicture(expected, None, error_code="file_unreadable")
        try:
            analysis = self._analyse(data, cancel)
            picture = self._codec.decode_at(data, 1)  # for its size; a refused photo's analysis does not say
        except PhotoError as error:
            return JudgedPicture(expected, None, error_code=error.code)
        return JudgedPicture(expected, analysis, picture.width_px, picture.height_px)

"""Judges every picture of a manifest as the program would, from the file to the type, and writes what came out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from alphamale_desktop.application.analyse_photo import AnalysePhoto
from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.domain.errors import PhotoError
from alphamale_desktop.training.evaluate_figures import EvaluationFigures, JudgedPicture, figures_of
from alphamale_desktop.training.evaluate_manifest import ExpectedPicture, pictures_without_faces, read_expectations
from alphamale_desktop.training.evaluate_report import write_report
from alphamale_desktop.training.evaluate_sheets import write_sheets
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
    """

    manifest: Path
    out: Path
    nonfaces: tuple[Path, ...] = ()
    split: str = "val"
    most_on_a_sheet: int = 36


@dataclass(frozen=True, slots=True)
class EvaluationProgress:
    """After each picture."""

    done: int
    of: int
    file: Path


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
        wanted = (*read_expectations(config.manifest, config.split), *pictures_without_faces(config.nonfaces))
        judged = self._judge_all(wanted, report, cancel or Cancel())
        figures = figures_of(judged)
        config.out.mkdir(parents=True, exist_ok=True)
        sheets = write_sheets(judged, config.out, config.most_on_a_sheet, self._codec) if config.most_on_a_sheet else ()
        write_report(figures, sheets, judged, config.out)
        return figures

    def _judge_all(
        self, wanted: Sequence[ExpectedPicture], report: Callable[[EvaluationProgress], None], cancel: Cancel
    ) -> list[JudgedPicture]:
        judged = []
        for index, expected in enumerate(wanted):
            judged.append(self._judge(expected, cancel))
            report(EvaluationProgress(index + 1, len(wanted), expected.file))
        return judged

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

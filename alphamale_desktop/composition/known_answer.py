"""What the models must say about the known picture; it lies beside their weights."""

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from alphamale_desktop.composition.models import Models
from alphamale_desktop.domain.analysis import ModelVersion
from alphamale_desktop.domain.errors import WeightsManifestError

FILE_NAME = "known_answer.json"

_CLOSE = 0.03
"""Processors, graphics cards and engines round differently; a wrong model is further away than that."""


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    gate: str
    typer: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class AnswerCheck:
    """Attributes:
    is_known: Somebody wrote down what these versions answer.
    is_right: They answered so; False also where nothing is known.
    """

    is_known: bool
    is_right: bool


def check_answer(models: Models, folder: Path, gate: ModelVersion, typer: ModelVersion) -> AnswerCheck:
    """Asks both models about the known picture; about a second.

    Raises:
        ModelError: If they cannot be used, or the file with the answer is broken.
    """
    file = folder / FILE_NAME
    try:
        known = _Answer.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return AnswerCheck(is_known=False, is_right=False)
    except (OSError, ValidationError) as error:
        raise WeightsManifestError(file=FILE_NAME) from error
    if (known.gate, known.typer) != (gate.version, typer.version):
        return AnswerCheck(is_known=False, is_right=False)
    said = _ask(models)
    is_right = len(said) == len(known.values) and all(
        abs(one - other) <= _CLOSE for one, other in zip(said, known.values, strict=True)
    )
    return AnswerCheck(is_known=True, is_right=is_right)


def record_answer(models: Models, folder: Path) -> Path:
    """Writes down what the present models answer: after training new ones, on a computer that is known to work.

    Raises:
        ModelError, OSError
    """
    trial = models.try_out()
    answer = {"gate": trial.gate.version, "typer": trial.typer.version, "values": [round(v, 4) for v in _ask(models)]}
    file = folder / FILE_NAME
    file.write_text(json.dumps(answer, indent=2) + "\n", encoding="utf-8")
    return file


def _ask(models: Models) -> tuple[float, ...]:
    """The face's probability; of each part its grade and its five type probabilities."""
    from alphamale_desktop.vision.known_picture import SUBJECT, known_picture

    picture = known_picture()
    report, face = models.inspect(picture), models.type_face(picture, SUBJECT)
    parts = (value for part in face.parts for value in (part.grade, *part.distribution.probabilities))
    return (report.face_confidence, *parts)

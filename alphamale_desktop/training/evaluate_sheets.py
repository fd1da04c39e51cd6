"""Contact sheets: pictures with the boxes that were found, to see at a glance what went well and what did not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from alphamale_desktop.domain.detection import Box
from alphamale_desktop.training.contact_sheet import FACE_COLOUR, PART_COLOURS, Colour, Outlined, contact_sheet
from alphamale_desktop.training.evaluate_figures import JudgedPicture
from alphamale_desktop.training.evaluate_framing import WrongVerdict
from alphamale_desktop.vision.codec import PictureCodec


@dataclass(frozen=True, slots=True)
class SheetKind:
    """Which pictures stand on a sheet, and in which order.

    Attributes:
        order: Pictures with a lower value come first; None leaves a picture out.
    """

    name: str
    title: str
    order: Callable[[JudgedPicture], float | None]


def _steps_off(one: JudgedPicture) -> int | None:
    result = one.result
    if result is None or one.expected.face_type is None:
        return None
    return abs(result.face_type - one.expected.face_type)


def _worst_types(one: JudgedPicture) -> float | None:
    steps = _steps_off(one)
    return None if steps is None or steps < 2 else -float(steps)


def _best_types(one: JudgedPicture) -> float | None:
    result = one.result
    return -max(result.distribution.probabilities) if result is not None and _steps_off(one) == 0 else None


def _missed(one: JudgedPicture) -> float | None:
    if one.analysis is None or not one.expected.has_face or one.analysis.gate.faces:
        return None
    return one.analysis.gate.face_confidence


def _false_alarms(one: JudgedPicture) -> float | None:
    if one.analysis is None or one.expected.has_face is not False:
        return None
    return -one.analysis.gate.face_confidence


def _refused(one: JudgedPicture) -> float | None:
    if one.analysis is None or not one.expected.has_face or one.result is not None or not one.analysis.gate.faces:
        return None
    return one.analysis.gate.sharpness


SHEETS = (
    SheetKind("worst-types", "Types furthest from the raters'", _worst_types),
    SheetKind("best-types", "Types as the raters', the surest first", _best_types),
    SheetKind("missed", "Faces that were not seen", _missed),
    SheetKind("false-alarms", "Pictures without a face, the most face-like first", _false_alarms),
    SheetKind("refused", "Faces that were seen and refused", _refused),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A written sheet."""

    title: str
    file: str
    shown: int
    of: int


def write_sheets(judged: Sequence[JudgedPicture], folder: Path, most: int, codec: PictureCodec) -> tuple[Sheet, ...]:
    """Writes a JPEG for each kind of sheet that has pictures; the pictures are read again.

    Args:
        most: Pictures on one sheet.
    """
    written: list[Sheet] = []
    for kind in SHEETS:
        ranked = [(place, one) for one in judged if (place := kind.order(one)) is not None]
        ranked.sort(key=lambda pair: (pair[0], str(pair[1].expected.file)))
        chosen = [one for _, one in ranked[:most]]
        if chosen:
            file = f"{kind.name}.jpg"
            (folder / file).write_bytes(contact_sheet([_outlined(one) for one in chosen], codec))
            written.append(Sheet(kind.title, file, len(chosen), len(ranked)))
    return tuple(written)


def verdict_sheet(wrong: Sequence[WrongVerdict], folder: Path, most: int, codec: PictureCodec) -> Sheet:
    """Writes a sheet of made photos that were judged otherwise than they should, evenly over the cases."""
    count = min(most, len(wrong))
    chosen = [wrong[index * len(wrong) // count] for index in range(count)]
    outlined = [Outlined(one.data, f"{one.answered}: {one.case}", ()) for one in chosen]
    file = "framing.jpg"
    (folder / file).write_bytes(contact_sheet(outlined, codec))
    return Sheet("Photos made for the framing rules, judged otherwise", file, count, len(wrong))


def _outlined(one: JudgedPicture) -> Outlined:
    boxes: list[tuple[Box, Colour]] = []
    if one.analysis is not None:
        boxes += [(face.box, FACE_COLOUR) for face in one.analysis.gate.faces]
    if one.result is not None:
        boxes += [(part.box, colour) for part, colour in zip(one.result.parts, PART_COLOURS, strict=True)]
    return Outlined(one.expected.file, _caption(one), tuple(boxes))


def _caption(one: JudgedPicture) -> str:
    if one.analysis is None:
        return one.error_code
    answer = one.analysis.outcome_code
    if one.result is not None:
        answer = f"{one.result.face_type.code} {one.result.score_card.score_percent:.0f}"
    wanted = one.expected.face_type.code if one.expected.face_type else (one.expected.outcome or "")
    return f"{answer}  {one.analysis.gate.face_confidence:.2f}  {'wanted ' + wanted if wanted else ''}"

"""What proposing boxes leaves behind: the manifest, the list of refused files, and previews to check."""

import csv
import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path

from alphamale_desktop.training.contact_sheet import PART_COLOURS, Outlined, contact_sheet
from alphamale_desktop.training.label_folder import Labelled, Refused
from alphamale_desktop.training.rating_data import COLUMNS, RatedFace
from alphamale_desktop.vision.codec import PictureCodec

MANIFEST, REFUSED, PAGE = "manifest.csv", "refused.csv", "index.html"
_ON_A_SHEET = 36
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #22211f; background: #faf9f6; margin: 2rem auto; max-width: 86rem;
       padding: 0 1rem; }
table { border-collapse: collapse; }
th, td { padding: .2rem .8rem; border-bottom: 1px solid #e4e0d5; text-align: left; }
img { max-width: 100%; border: 1px solid #d9d4c7; margin: .6rem 0; }
"""


def write_labels(labelled: Labelled, folder: Path, out: Path, say: Callable[[str], str]) -> Path:
    """Writes ``manifest.csv`` and ``refused.csv`` below ``out`` and returns the manifest.

    Args:
        folder: What the names are relative to; the manifest names the files relative to itself.
        say: The sentence for a reason's code.
    """
    out.mkdir(parents=True, exist_ok=True)
    start = _relative(folder, out)
    lines = [{"file": (start / one.name).as_posix(), **one.cells()} for one in labelled.proposals]
    _write(out / MANIFEST, (*COLUMNS, "box_confidence"), lines)
    refused = [{"file": one.name, "reason": one.reason, "sentence": say(one.reason)} for one in labelled.refused]
    _write(out / REFUSED, ("file", "reason", "sentence"), refused)
    return out / MANIFEST


def write_previews(
    faces: Sequence[RatedFace],
    confidences: Sequence[float],
    refused: Sequence[Refused],
    out: Path,
    codec: PictureCodec,
    say: Callable[[str], str],
) -> tuple[Path, ...]:
    """Contact sheets of a manifest's faces with their boxes, and a page that shows them; returns the sheets.

    Each picture's number is its line in the manifest. The least certain boxes come first.
    """
    order = sorted(range(len(faces)), key=lambda index: (confidences[index], index))
    sheets = []
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("sheet-*.jpg"):
        old.unlink()
    for number, start in enumerate(range(0, len(order), _ON_A_SHEET), 1):
        chosen = order[start : start + _ON_A_SHEET]
        sheet = out / f"sheet-{number:03}.jpg"
        sheet.write_bytes(contact_sheet([_outlined(faces[i], i, confidences[i]) for i in chosen], codec))
        sheets.append(sheet)
    (out / PAGE).write_text(_page(len(faces), sheets, refused, say), encoding="utf-8")
    return tuple(sheets)


def _outlined(face: RatedFace, index: int, confidence: float) -> Outlined:
    caption = f"line {index + 2}  {confidence:.2f}  {face.file.name}"
    return Outlined(face.file, caption[:36], tuple(zip(face.parts, PART_COLOURS, strict=True)), in_fractions=True)


def _page(faces: int, sheets: Sequence[Path], refused: Sequence[Refused], say: Callable[[str], str]) -> str:
    counted = Counter(one.reason for one in refused).most_common()
    reasons = "".join(f"<tr><td>{escape(say(code))}</td><td>{count}</td></tr>" for code, count in counted)
    pictures = "".join(f'<img src="{escape(sheet.name)}" alt="{escape(sheet.stem)}">' for sheet in sheets)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Proposed boxes</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>Proposed boxes: {faces}</h1>"
        "<p>Orange: whole face, hairline to chin. Blue: T-zone. Magenta: from the nose to the chin. The least certain "
        "come first; the number is the line in manifest.csv.</p>"
        f"{pictures}<h2>Without boxes: {len(refused)}</h2><table>{reasons}</table></body></html>\n"
    )


def _relative(folder: Path, out: Path) -> Path:
    try:
        return Path(os.path.relpath(folder.resolve(), out.resolve()))
    except ValueError:
        return folder.resolve()  # another drive on Windows


def _write(path: Path, columns: Sequence[str], lines: Iterable[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        writer.writerows(lines)

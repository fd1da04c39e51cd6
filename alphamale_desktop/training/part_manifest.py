"""Makes the type model's manifest from ratings and a teacher's part boxes.

The ratings stand in tables ``file, subgroup, score, rank_in_subgroup, split, group`` (the last three optional), the
boxes in one table whose ``file`` is relative to the data folder; both tables may hold more than the other.
"""

import csv
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from alphamale_desktop.domain.errors import TrainingManifestError
from alphamale_desktop.training.rating_data import BOX_COLUMNS, COLUMNS
from alphamale_desktop.training.survey_split import ranks_within


@dataclass(frozen=True, slots=True)
class RatingTable:
    """Where ratings stand.

    Attributes:
        table: CSV, its files relative to ``images``.
        images: Folder below the data folder, as the part table spells it.
        weight: How much these faces count beside others.
        name: Goes before each subgroup, so that subgroups of two tables never mix.
    """

    table: Path
    images: str
    weight: float
    name: str


def write_part_manifest(
    data: Path, parts: Path, ratings: Iterable[RatingTable], unrated: Iterable[str], manifest: Path
) -> int:
    """Writes ``manifest`` and returns its number of faces; faces without part boxes are left out.

    Args:
        data: Folder that the part table's files are relative to.
        parts: The teacher's boxes, CSV with ``file`` and the twelve box columns.
        unrated: Folders, as the part table spells them, whose faces teach boxes only.

    Raises:
        TrainingManifestError: If a table cannot be read.
    """
    boxes = {line["file"]: {name: line[name] for name in BOX_COLUMNS} for line in _table(parts, BOX_COLUMNS)}
    root = Path(os.path.relpath(data, manifest.parent))
    lines: list[dict[str, str]] = []
    for source in ratings:
        rated = _table(source.table, ("file", "subgroup", "score"))
        ranks = ranks_within([float(line["score"]) for line in rated], [line["subgroup"] for line in rated])
        for line, rank in zip(rated, ranks, strict=True):
            name = f"{source.images}/{line['file']}"
            if name in boxes:
                lines.append(
                    {
                        "file": str(root / name),
                        "score": line["score"],
                        "rank": line.get("rank_in_subgroup") or f"{rank:.4f}",
                        "subgroup": f"{source.name}/{line.get('set', '')}/{line['subgroup']}",
                        "group": line.get("group") or name,
                        "split": line.get("split") or "train",
                        "weight": f"{source.weight:g}",
                        **boxes[name],
                    }
                )
    for folder in unrated:
        names = sorted(name for name in boxes if name.startswith(f"{folder}/"))
        lines += [{"file": str(root / name), "split": "boxes", **boxes[name]} for name in names]
    manifest.parent.mkdir(parents=True, exist_ok=True)
    with manifest.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(lines)
    return len(lines)


def _table(path: Path, wanted: tuple[str, ...]) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            lines = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TrainingManifestError(file=str(path), line=0, column="") from error
    missing = [name for name in wanted if name not in (reader.fieldnames or ())]
    if missing:
        raise TrainingManifestError(file=str(path), line=1, column=missing[0])
    return lines

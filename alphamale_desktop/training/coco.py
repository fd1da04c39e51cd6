"""The type model's manifest as COCO JSON and back, for tools that draw boxes.

One category a part (``whole``, ``upper``, ``lower``). What COCO has no place for travels in each image's
``attributes``, so a manifest survives the way there and back. On the way in, a category may also name a type and a
part (``alpha_whole`` .. ``omega_lower``), as the fifteen labels of the original system do.

Source: https://cocodataset.org/#format-data ("Object Detection").
"""

import csv
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from alphamale_desktop.domain.errors import CocoFileError, PhotoError
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.training.label_folder import RATING_COLUMNS, UNREADABLE, Refused
from alphamale_desktop.training.rating_data import BOX_COLUMNS, COLUMNS, read_manifest
from alphamale_desktop.vision.codec import PictureCodec

PART_MISSING, PART_TWICE, BOX_WRONG = "part_missing", "part_twice", "box_wrong"
_SIDES = ("x0", "y0", "x1", "y1")
_LEAST_PX = 32
_PARTS = {part.code: part for part in FacePart}

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Converted:
    """How many faces were written, and what was left out."""

    faces: int
    refused: tuple[Refused, ...]


def export_coco(manifest: Path, target: Path, codec: PictureCodec) -> Converted:
    """Writes ``target``; file names become relative to its folder.

    Raises:
        TrainingManifestError: If the manifest cannot be understood.
    """
    faces = read_manifest(manifest)
    with manifest.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    images: list[Json] = []
    annotations: list[Json] = []
    refused = []
    for face, line in zip(faces, lines, strict=True):
        try:
            picture = codec.decode_at(face.file.read_bytes(), _LEAST_PX)
        except OSError:
            refused.append(Refused(line["file"], UNREADABLE))
            continue
        except PhotoError as error:
            refused.append(Refused(line["file"], error.code))
            continue
        width, height, image_id = picture.width_px, picture.height_px, len(images) + 1
        name = _relative(face.file, target.parent)
        attributes = {column: line[column] for column in RATING_COLUMNS if line.get(column)}
        images.append({"id": image_id, "file_name": name, "width": width, "height": height, "attributes": attributes})
        for part, box in zip(FacePart, face.parts, strict=True):
            sides = [box.x0 * width, box.y0 * height, box.width_px * width, box.height_px * height]
            annotations.append(
                {
                    "id": len(annotations) + 1,
                    "image_id": image_id,
                    "category_id": part.value,
                    "bbox": [round(side, 2) for side in sides],
                    "area": round(sides[2] * sides[3], 2),
                    "iscrowd": 0,
                }
            )
    categories = [{"id": part.value, "name": part.code, "supercategory": "face"} for part in FacePart]
    document = {"info": {}, "licenses": [], "images": images, "annotations": annotations, "categories": categories}
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(document, ensure_ascii=False) + "\n", encoding="utf-8")
    return Converted(len(images), tuple(refused))


def import_coco(source: Path, manifest: Path, pictures: Path | None = None) -> Converted:
    """Writes ``manifest``; faces that do not have each part exactly once are left out and named.

    Args:
        pictures: Folder that the file names are relative to; the file's own folder when None.

    Raises:
        CocoFileError: If ``source`` is no COCO file with boxes of face parts.
    """
    images, annotations, categories = _document(source)
    of_image: dict[object, list[Json]] = {}
    for annotation in annotations:
        of_image.setdefault(annotation.get("image_id"), []).append(annotation)
    lines = []
    refused = []
    for image in images:
        name = str(image.get("file_name") or "")
        found = _face(image, of_image.get(image.get("id"), []), categories)
        if isinstance(found, str):
            refused.append(Refused(name, found))
            continue
        file = Path(pictures or source.parent) / PurePosixPath(name.replace("\\", "/"))
        lines.append({"file": _relative(file, manifest.parent), **found})
    manifest.parent.mkdir(parents=True, exist_ok=True)
    with manifest.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(lines)
    return Converted(len(lines), tuple(refused))


def _face(image: Json, annotations: Sequence[Json], categories: Mapping[object, str]) -> dict[str, str] | str:
    """The manifest's cells, or the reason why there are none."""
    width, height = _number(image.get("width")), _number(image.get("height"))
    if not width or not height or width <= 0 or height <= 0:
        return BOX_WRONG
    cells: dict[str, str] = {}
    face_type = ""
    for annotation in annotations:
        name = categories.get(annotation.get("category_id"), "")
        type_name, _, part = name.rpartition("_")
        if part not in _PARTS:
            continue
        if f"{part}_x0" in cells:
            return PART_TWICE
        sides = annotation.get("bbox")
        values = [_number(side) for side in sides] if isinstance(sides, list) else []
        if len(values) != len(_SIDES) or None in values:
            return BOX_WRONG
        x, y, across, down = (value or 0.0 for value in values)
        if across <= 0 or down <= 0:
            return BOX_WRONG
        corners = (x / width, y / height, (x + across) / width, (y + down) / height)
        cells |= {f"{part}_{side}": f"{value:.5f}" for side, value in zip(_SIDES, corners, strict=True)}
        if part == FacePart.WHOLE.code:
            face_type = type_name
    if set(cells) != set(BOX_COLUMNS):
        return PART_MISSING
    written = image.get("attributes")
    attributes = written if isinstance(written, dict) else {}
    rating = {column: str(attributes[column]) for column in RATING_COLUMNS if attributes.get(column) not in (None, "")}
    if face_type and not any(rating.get(column) for column in ("score", "type", "rank")):
        rating["type"] = face_type
    if not any(rating.get(column) for column in ("score", "type", "rank")):
        rating["split"] = "boxes"
    return {**rating, **cells}


def _document(source: Path) -> tuple[list[Json], list[Json], dict[object, str]]:
    try:
        document = json.loads(source.read_text(encoding="utf-8-sig"))
        images, annotations = list(document["images"]), list(document["annotations"])
        categories = {one["id"]: str(one["name"]).strip().lower().replace(" ", "_") for one in document["categories"]}
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CocoFileError(file=str(source)) from error
    known = {f"{kind.code}_{part}" for kind in FaceType for part in _PARTS} | set(_PARTS)
    is_list_of_objects = all(isinstance(one, dict) for one in (*images, *annotations))
    if not is_list_of_objects or not known & set(categories.values()):
        raise CocoFileError(file=str(source))
    return images, annotations, categories


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e9 else None


def _relative(file: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return file.resolve().as_posix()  # another drive on Windows

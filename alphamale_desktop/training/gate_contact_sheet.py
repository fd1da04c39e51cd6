"""A sheet of pictures with what the gate saw in them, for a person to look at."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from alphamale_desktop.domain.detection import Box, FaceSighting
from alphamale_desktop.training.composing import Picture
from alphamale_desktop.training.gate_probes import ProbePicture

_FOUND = (60, 220, 90)
_UNSURE = (240, 170, 40)
_LABELLED = (80, 150, 255)
_CAPTION_PX = 18


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A probe picture and the sightings in it."""

    probe: ProbePicture
    faces: tuple[FaceSighting, ...]


def contact_sheet(exhibits: Sequence[Exhibit], threshold: float, *, columns: int = 8, tile_px: int = 220) -> Picture:
    """RGB; labelled faces blue, accepted sightings green with confidence, yaw and roll, unsure ones orange."""
    tiles = [_tile(exhibit, threshold, tile_px) for exhibit in exhibits]
    blank = np.full((tile_px + _CAPTION_PX, tile_px, 3), 24, np.uint8)
    tiles += [blank] * (-len(tiles) % columns)
    rows = [np.hstack(tiles[start : start + columns]) for start in range(0, len(tiles), columns)]
    return np.vstack(rows or [blank]).astype(np.uint8, copy=False)


def _tile(exhibit: Exhibit, threshold: float, tile_px: int) -> Picture:
    rgb = exhibit.probe.picture.rgb
    scale = tile_px / max(rgb.shape[:2])
    size = max(1, round(rgb.shape[1] * scale)), max(1, round(rgb.shape[0] * scale))
    tile = np.full((tile_px + _CAPTION_PX, tile_px, 3), 24, np.uint8)
    tile[: size[1], : size[0]] = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    if exhibit.probe.face is not None:
        _frame(tile, exhibit.probe.face, scale, _LABELLED)
    shown = [face for face in exhibit.faces[:4] if face.confidence >= min(threshold, 0.2)]
    for face in shown:
        _frame(tile, face.box, scale, _FOUND if face.confidence >= threshold else _UNSURE)
    best = exhibit.faces[0] if exhibit.faces else None
    figures = f"{best.confidence:.3f} y{best.yaw:+.2f} r{best.roll_deg:+.0f}" if best else "nothing"
    caption = f"{figures} {exhibit.probe.name[:22]}"
    tile[tile_px:] = 24
    cv2.putText(tile, caption, (3, tile_px + 13), cv2.FONT_HERSHEY_SIMPLEX, 0.35, (230, 230, 230), 1, cv2.LINE_AA)
    return tile


def _frame(tile: Picture, box: Box, scale: float, colour: tuple[int, int, int]) -> None:
    start = round(box.x0 * scale), round(box.y0 * scale)
    cv2.rectangle(tile, start, (round(box.x1 * scale), round(box.y1 * scale)), colour, 1, cv2.LINE_AA)

"""Faces in memory, and the crops the type model learns from."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.domain.detection import Box
from alphamale_desktop.domain.errors import NotAPictureError, PhotoError
from alphamale_desktop.training.rating_data import RatedFace
from alphamale_desktop.vision.codec import PictureCodec
from alphamale_desktop.vision.face_crop import crop_square, scale_wanted
from alphamale_desktop.vision.typer_crop import FILL_RGB, CropLayout, face_box_of_whole

CANVAS_PX = 384
CANVAS_REACH = 2.2

Pixels = NDArray[np.uint8]
Boxes = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Canvases:
    """Generous surroundings of every face, from which crops are cut without decoding again.

    Attributes:
        rgb: uint8 (N, CANVAS_PX, CANVAS_PX, 3); the face box's longer side is CANVAS_PX / CANVAS_REACH.
        parts: float32 (N, 3, 4), canvas pixels.
    """

    rgb: Pixels
    parts: Boxes


@dataclass(frozen=True, slots=True)
class View:
    """How a crop differs from the one that the program would make.

    Attributes:
        scale: Size of the face in the crop, 1 as the layout says.
        shift_x, shift_y: Movement in crop sides, to the right and down.
        tilt_deg: Clockwise.
    """

    scale: float = 1.0
    shift_x: float = 0.0
    shift_y: float = 0.0
    tilt_deg: float = 0.0
    mirrored: bool = False


def load_canvases(faces: Sequence[RatedFace]) -> Canvases:
    """Decodes every face once, as the program itself would; about 5 ms and 430 KiB each.

    Raises:
        NotAPictureError: If a picture cannot be decoded.
    """
    codec = PictureCodec()
    rgb = np.empty((len(faces), CANVAS_PX, CANVAS_PX, 3), np.uint8)
    parts = np.empty((len(faces), 3, 4), np.float32)
    for index, face in enumerate(faces):
        try:
            picture = codec.decode(face.file.read_bytes())
        except (OSError, PhotoError) as error:
            raise NotAPictureError(file=str(face.file)) from error
        width, height = picture.width_px, picture.height_px
        boxes = [Box(b.x0 * width, b.y0 * height, b.x1 * width, b.y1 * height) for b in face.parts]
        square = CropLayout(CANVAS_PX, CANVAS_REACH).square(face_box_of_whole(boxes[0]))
        rgb[index] = crop_square(picture.with_scale(scale_wanted(square, CANVAS_PX)), square, CANVAS_PX)
        scale = CANVAS_PX / square.width_px
        for place, box in enumerate(boxes):
            corners = np.array([box.x0 - square.x0, box.y0 - square.y0, box.x1 - square.x0, box.y1 - square.y0])
            parts[index, place] = corners * scale
    return Canvases(rgb, parts)


def cut(canvas: Pixels, parts: Boxes, layout: CropLayout, view: View) -> tuple[Pixels, Boxes]:
    """A crop (S, S, 3) of one canvas and its part boxes (3, 4) in crop pixels."""
    side = layout.side_px
    zoom = view.scale * (CANVAS_REACH / layout.reach) * (side / CANVAS_PX)
    angle = np.deg2rad(view.tilt_deg)
    turn = zoom * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    if view.mirrored:
        turn = turn @ np.diag([-1.0, 1.0])
    middle = np.array([side * (0.5 + view.shift_x), side * (0.5 + view.shift_y)])
    offset = middle - turn @ np.full(2, CANVAS_PX / 2)
    # Pixel centres lie half a pixel inside.
    inside = offset + 0.5 * turn.sum(1) - 0.5
    crop = _warp(canvas, np.hstack([turn, inside[:, None]]), side)
    centres = (parts[:, :2] + parts[:, 2:]) / 2 @ turn.T + offset
    sides = (parts[:, 2:] - parts[:, :2]) * zoom
    # A tilted face is near an ellipse: its upright box grows less than its tilted box's would.
    cos2, sin2 = np.cos(angle) ** 2, np.sin(angle) ** 2
    halves = np.sqrt(sides**2 * cos2 + sides[:, ::-1] ** 2 * sin2) / 2
    return crop, np.hstack([centres - halves, centres + halves]).astype(np.float32)


def _warp(rgb: Pixels, matrix: NDArray[np.float64], side_px: int) -> Pixels:
    warped = cv2.warpAffine(
        rgb, matrix, (side_px, side_px), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=FILL_RGB
    )
    return warped.astype(np.uint8, copy=False)

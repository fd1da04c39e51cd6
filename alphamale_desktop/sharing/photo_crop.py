"""Which part of the guest's photo a card shows, and where."""

from dataclasses import dataclass

from alphamale_desktop.domain.analysis import AnalysisResult
from alphamale_desktop.domain.detection import Box
from alphamale_desktop.domain.face_part import FacePart

_EYES_BELOW_TOP = 0.42


@dataclass(frozen=True, slots=True)
class FaceFrame:
    """A place for a photo, and how a face should sit in it; pixels of the card, from the place's corner.

    Attributes:
        eyes: Where the middle between the eyes should come to lie, (x, y).
        face_height_px: How high the face should be.
        largest_face_px: Above this height a narrow photo is shown smaller than the frame instead.
    """

    width_px: int
    height_px: int
    eyes: tuple[int, int]
    face_height_px: int
    largest_face_px: int


@dataclass(frozen=True, slots=True)
class PhotoCrop:
    """What to cut out and where to put it.

    Attributes:
        box: In pixels of the photo, always inside it.
        left_px: Where the cut-out starts in the frame; 0 when it fills the frame. It always reaches the right edge.
    """

    box: Box
    left_px: int


def face_of(result: AnalysisResult) -> Box:
    """The whole face; without one, the middle of the picture."""
    for found in result.parts:
        if found.part is FacePart.WHOLE:
            return found.box
    width, height = result.width_px, result.height_px
    return Box(width * 0.3, height * 0.2, width * 0.7, height * 0.7)


def crop_around(face: Box, width_px: int, height_px: int, frame: FaceFrame) -> PhotoCrop:
    """Sets the eyes where the frame wants them, as far as a photo of that size allows.

    A close-up that is too narrow for the frame is not blown up until only a mouth is left: it keeps its face whole
    and stands at the frame's right edge.
    """
    covering = min(width_px / frame.width_px, height_px / frame.height_px)
    # Scales are photo pixels a card pixel: a larger one shows more of the photo.
    whole_face = min(face.height_px / frame.largest_face_px, height_px / frame.height_px)
    scale = min(face.height_px / frame.face_height_px, max(covering, whole_face))
    shown = min(frame.width_px, round(width_px / scale))
    width, height = min(shown * scale, float(width_px)), frame.height_px * scale
    eyes_y = face.y0 + _EYES_BELOW_TOP * face.height_px
    eyes_x = frame.eyes[0] if shown == frame.width_px else shown / 2
    left = _between(face.centre[0] - eyes_x * scale, width_px - width)
    top = _between(eyes_y - frame.eyes[1] * scale, height_px - height)
    box = Box(left, top, min(left + width, width_px), min(top + height, height_px))
    return PhotoCrop(box, frame.width_px - shown)


def _between(wanted: float, most: float) -> float:
    return min(max(wanted, 0.0), max(most, 0.0))

"""Which part of the guest's photo a card shows."""

from alphamale_desktop.domain.analysis import AnalysisResult
from alphamale_desktop.domain.detection import Box
from alphamale_desktop.domain.face_part import FacePart


def face_of(result: AnalysisResult) -> Box:
    """The whole face; without one, the middle of the picture."""
    for found in result.parts:
        if found.part is FacePart.WHOLE:
            return found.box
    width, height = result.width_px, result.height_px
    return Box(width * 0.3, height * 0.2, width * 0.7, height * 0.7)


def crop_around(
    face: Box,
    picture: tuple[float, float],
    frame: tuple[int, int],
    face_at: tuple[int, int],
    face_height_px: int,
) -> Box:
    """What to cut out, in the picture's pixels: always inside the picture and of the frame's shape.

    Args:
        picture, frame: Width and height.
        face_at: Where the middle of the face should come to lie in the frame, (x, y).
        face_height_px: How high it should be there. Kept as far as the picture allows.
    """
    picture_width, picture_height = picture
    frame_width, frame_height = frame
    scale = face.height_px / face_height_px
    scale = min(scale, picture_width / frame_width, picture_height / frame_height)
    width, height = frame_width * scale, frame_height * scale
    face_x, face_y = face.centre
    left = min(max(face_x - face_at[0] * scale, 0.0), picture_width - width)
    top = min(max(face_y - face_at[1] * scale, 0.0), picture_height - height)
    return Box(left, top, left + width, top + height)

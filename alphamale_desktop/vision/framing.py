"""Whether a photo is usable, from what model 1 saw in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from alphamale_desktop.domain.analysis import UnusableReason
from alphamale_desktop.domain.detection import Box, FaceSighting

_SAME_FACE_COVER = 0.6


@dataclass(frozen=True, slots=True)
class FramingRules:
    """Limits of a usable photo.

    Attributes:
        least_face_px: Of the face's longer side in the full picture: below, the type model sees mostly interpolation.
        least_face_share: Of the same side through the picture's longer side.
        least_inside: How much of the face's box must lie in the picture.
        rival_share: A second face at least so large, by area beside the first, is a second person in front of the
            camera; smaller ones are the background.
        most_yaw: Turn of the head, 0 to 1.
        most_roll_deg: Tilt of the head.
        least_brightness: Mean luma of the face; low, so that dark skin in good light always passes.
        least_light: Mean luma of a whole picture without a face; only below is it too dark to tell, because model 1
            brightens what it looks at.
        least_sharpness: See ``face_quality``.
    """

    least_face_px: float = 56.0
    least_face_share: float = 0.03
    least_inside: float = 0.88
    rival_share: float = 0.3
    most_yaw: float = 0.5
    most_roll_deg: float = 32.0
    least_brightness: float = 0.11
    least_light: float = 0.02
    least_sharpness: float = 0.3


@dataclass(frozen=True, slots=True)
class Framing:
    """What the rules look at.

    Attributes:
        faces: The most prominent first.
        width_px: Of the full picture, as the boxes.
        height_px: Of the full picture.
        brightness: Mean luma of the first face, or of the picture without one, 0 to 1.
        sharpness: Of the first face; anything without one.
    """

    faces: tuple[FaceSighting, ...]
    width_px: int
    height_px: int
    brightness: float
    sharpness: float


def reason_against(framing: Framing, rules: FramingRules) -> UnusableReason | None:
    """Why the photo is not usable, the reason that the guest should hear first; None when it is."""
    if not framing.faces:
        return UnusableReason.TOO_DARK if framing.brightness < rules.least_light else UnusableReason.NO_FACE
    face = framing.faces[0]
    length = max(face.box.width_px, face.box.height_px)
    longer_side = max(framing.width_px, framing.height_px)
    if framing.brightness < rules.least_brightness:
        return UnusableReason.TOO_DARK
    if any(other.box.area_px2 >= rules.rival_share * face.box.area_px2 for other in framing.faces[1:]):
        return UnusableReason.SEVERAL_FACES
    if length < rules.least_face_px or length < rules.least_face_share * longer_side:
        return UnusableReason.TOO_SMALL
    if face.box.share_inside(framing.width_px, framing.height_px) < rules.least_inside:
        return UnusableReason.CUT_OFF
    if abs(face.yaw) > rules.most_yaw or abs(face.roll_deg) > rules.most_roll_deg:
        return UnusableReason.TURNED
    if framing.sharpness < rules.least_sharpness:
        return UnusableReason.BLURRED
    return None


def by_prominence(faces: Iterable[FaceSighting], width_px: int, height_px: int) -> tuple[FaceSighting, ...]:
    """The largest first; of faces of nearly one size the one nearer the middle."""

    def prominence(face: FaceSighting) -> float:
        return _closeness(face.box, width_px, height_px) * face.box.area_px2

    return tuple(sorted(faces, key=prominence, reverse=True))


def without_repeats(faces: Iterable[FaceSighting]) -> tuple[FaceSighting, ...]:
    """The surest sighting of each face, the surest first.

    Two heads never cover one another so much that the smaller one's face lies mostly inside the other's.
    """
    kept: list[FaceSighting] = []
    for face in sorted(faces, key=lambda one: one.confidence, reverse=True):
        if all(_cover(face.box, other.box) < _SAME_FACE_COVER for other in kept):
            kept.append(face)
    return tuple(kept)


def _cover(first: Box, second: Box) -> float:
    """How much of the smaller box lies in the other, 0 to 1."""
    width = min(first.x1, second.x1) - max(first.x0, second.x0)
    height = min(first.y1, second.y1) - max(first.y0, second.y0)
    return max(width, 0.0) * max(height, 0.0) / min(first.area_px2, second.area_px2)


def _closeness(box: Box, width_px: int, height_px: int) -> float:
    """1 in the middle of the picture, 0.5 in its corners and outside."""
    x, y = box.centre
    off_x, off_y = abs(x / width_px - 0.5), abs(y / height_px - 0.5)
    return 1.0 - 0.5 * min(1.0, off_x + off_y)

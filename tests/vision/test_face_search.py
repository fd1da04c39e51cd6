"""Where faces are looked for, and when again: closer, and in turned pictures."""

import numpy as np
import pytest

from alphamale_desktop.domain.detection import Box
from alphamale_desktop.vision.face_search import FaceSearch, RawFaces
from alphamale_desktop.vision.gate_layout import Calibration
from alphamale_desktop.vision.image import Pixels, UprightImage

SIDE_PX = 256
MARK_PX = 24
NOTHING = RawFaces(np.zeros((0, 4), np.float32), np.zeros(0, np.float32), np.zeros((0, 3), np.float32))


class MarkFinder:
    """Sees the bright mark of a picture as an upright face, in turned pictures only."""

    def __init__(self, score: float = 0.99, *, upright_too: bool = False) -> None:
        self.looks: list[int] = []
        self._score = score
        self._upright_too = upright_too

    def __call__(self, canvases: Pixels) -> list[RawFaces]:
        self.looks.append(len(canvases))
        turned = len(canvases) == 2
        return [self._found(one) if turned or self._upright_too else NOTHING for one in canvases]

    def _found(self, canvas: Pixels) -> RawFaces:
        rows, columns = np.nonzero(canvas[..., 0] > 128)
        if not len(rows):
            return NOTHING
        x, y, half = columns.mean() + 0.5, rows.mean() + 0.5, MARK_PX / 2
        box = np.array([[x - half, y - half, x + half, y + half]], np.float32)
        return RawFaces(box, np.array([self._score], np.float32), np.array([[0.1, 1.0, 0.0]], np.float32))


def marked(x: int, y: int) -> UprightImage:
    """A dark picture of the canvas's own size with a bright mark whose middle is (x, y)."""
    rgb = np.zeros((SIDE_PX, SIDE_PX, 3), np.uint8)
    half = MARK_PX // 2
    rgb[y - half : y + half, x - half : x + half] = 255
    return UprightImage(rgb)


def search(look: MarkFinder) -> FaceSearch:
    return FaceSearch(look, Calibration(), Calibration())


@pytest.mark.parametrize(("x", "y"), [(128, 128), (90, 110), (150, 60)])
def test_a_face_in_a_turned_picture_is_where_it_is_in_the_photo(x: int, y: int) -> None:
    (faces,) = search(MarkFinder()).find_tilted([marked(x, y)])

    assert len(faces) == 2
    assert sorted(round(face.roll_deg) for face in faces) == [-55, 55]
    for face in faces:
        assert face.box.centre == pytest.approx((x, y), abs=1.0)


def test_a_tilted_long_face_has_the_upright_box_around_it() -> None:
    class LongFaces(MarkFinder):
        def _found(self, canvas: Pixels) -> RawFaces:
            box = np.array([[118, 108, 138, 148]], np.float32)
            return RawFaces(box, np.array([0.99], np.float32), np.array([[0.0, 1.0, 0.0]], np.float32))

    (faces,) = search(LongFaces()).find_tilted([marked(128, 128)])

    expected = Box(128 - 17.4, 128 - 14.0, 128 + 17.4, 128 + 14.0)
    assert faces[0].box.overlap_with(expected) > 0.97


def test_turned_pictures_are_looked_at_only_where_nothing_was_found() -> None:
    seen, unseen = MarkFinder(upright_too=True), MarkFinder()

    (found,) = search(seen).find_closely([marked(128, 128)], sure=0.5)
    (tilted,) = search(unseen).find_closely([marked(128, 128)], sure=0.5)

    assert seen.looks == [1]
    assert unseen.looks == [1, 1, 2]
    assert abs(found[0].roll_deg) < 1
    assert abs(tilted[0].roll_deg) == pytest.approx(55, abs=0.5)


def test_a_face_in_a_turned_picture_has_to_be_surer() -> None:
    (faces,) = search(MarkFinder(score=0.7)).find_closely([marked(128, 128)], sure=0.5)

    assert faces == ()


@pytest.mark.parametrize(("side_px", "far", "looks"), [(1024, True, 4), (1024, False, 3), (SIDE_PX, True, 3)])
def test_the_last_look_is_taken_where_it_shows_more(side_px: int, far: bool, looks: int) -> None:
    look = MarkFinder()

    search(look).find_closely([UprightImage(np.zeros((side_px, side_px, 3), np.uint8))], sure=0.5, far=far)

    assert len(look.looks) == looks


def test_each_picture_keeps_its_own_faces() -> None:
    empty = UprightImage(np.zeros((SIDE_PX, SIDE_PX, 3), np.uint8))

    answers = search(MarkFinder()).find_closely([empty, marked(100, 100), empty], sure=0.5)

    assert [len(faces) > 0 for faces in answers] == [False, True, False]

"""Composed pictures keep their labels right: a drawn marker is where its box says."""

from pathlib import Path

import numpy as np
import pytest

from alphamale_desktop.training.composing import Placement, corners_of, outline_mask, paste
from alphamale_desktop.training.gate_data import FacePhoto, GateData, LabelledFace
from alphamale_desktop.training.gate_scenes import SceneComposer, SceneMix

MARKER = np.array([255, 0, 255])


def marked_source(side: int = 200) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.uint8]], LabelledFace]:
    """A grey picture with an elliptic marker for a face, left of the middle."""
    rows, columns = np.mgrid[:side, :side] / side
    face = LabelledFace(0.3, 0.3, 0.54, 0.62, yaw=0.4, roll_deg=10.0)
    inside = ((columns - 0.42) / 0.12) ** 2 + ((rows - 0.46) / 0.16) ** 2 <= 1
    picture = np.full((side, side, 3), 90, np.uint8)
    picture[inside] = MARKER
    return picture, face


def marked_box(scene: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> tuple[int, int, int, int]:
    close = np.abs(scene.astype(int) - MARKER).sum(axis=2) < 120
    rows, columns = np.nonzero(close)
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("tilt_deg", [0.0, 30.0, -45.0])
@pytest.mark.parametrize("height_px", [20.0, 60.0, 150.0])
def test_a_pasted_face_is_where_its_box_says(mirrored: bool, tilt_deg: float, height_px: float) -> None:
    source, face = marked_source()
    placement = Placement.of_face(face, source, height_px, (130, 110), tilt_deg=tilt_deg, mirrored=mirrored)
    scene = np.zeros((240, 256, 3), np.uint8)
    corners = corners_of((0, 0, 200, 200), placement)

    paste(scene, source, placement, outline_mask((240, 256), corners, "picture", 0))
    placed = placement.place(face, source)

    assert marked_box(scene) == pytest.approx(placed.box, abs=max(2, 0.02 * height_px))
    assert placed.yaw == pytest.approx(-0.4 if mirrored else 0.4)
    assert placed.roll_deg == pytest.approx((-10 if mirrored else 10) + tilt_deg)


def test_an_ellipse_shows_the_face_and_hides_the_corners() -> None:
    source, face = marked_source()
    placement = Placement.of_face(face, source, 80, (100, 100), tilt_deg=0, mirrored=False)
    corners = corners_of((40, 40, 130, 145), placement)

    mask = outline_mask((200, 200), corners, "ellipse", 2)

    x0, y0 = corners.min(axis=0).astype(int)
    assert mask[100, 100] == pytest.approx(1)
    assert mask[y0 + 2, x0 + 2] < 0.05


class Album:
    """Pictures by path, drawn instead of read."""

    def __init__(self) -> None:
        self.source, self.face = marked_source()
        other = np.full((120, 160, 3), (20, 120, 40), np.uint8)
        self._pictures = {Path("face"): self.source, Path("other"): other}

    def read(self, path: Path) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
        return self._pictures[path].copy()

    @property
    def data(self) -> GateData:
        return GateData((FacePhoto(Path("face"), (self.face,)),), (Path("other"),))


def test_the_same_seed_composes_the_same_picture() -> None:
    album = Album()
    composer = SceneComposer(album.data, read=album.read)

    first, second = (composer.compose(np.random.default_rng([4, 2]), 128, 160) for _ in range(2))

    assert np.array_equal(first.canvas, second.canvas)
    assert np.array_equal(first.boxes, second.boxes)


def test_every_labelled_face_is_mostly_in_view_and_not_too_small() -> None:
    album = Album()
    composer = SceneComposer(album.data, read=album.read)

    pictures = [composer.compose(np.random.default_rng([5, index]), 128, 160) for index in range(60)]

    boxes = np.concatenate([one.boxes for one in pictures])
    across = np.clip(boxes[:, 2], 0, 160) - np.clip(boxes[:, 0], 0, 160)
    down = np.clip(boxes[:, 3], 0, 128) - np.clip(boxes[:, 1], 0, 128)
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    assert len(boxes) > 20
    assert ((across * down) / area).min() > 0.4
    assert (boxes[:, 3] - boxes[:, 1]).min() >= 7
    assert any(len(one.boxes) > 1 for one in pictures)
    assert any(len(one.boxes) == 0 for one in pictures)


def test_a_picture_without_faces_has_no_marker() -> None:
    album = Album()
    composer = SceneComposer(album.data, SceneMix(photo=0, scene=0), album.read)

    pictures = [composer.compose(np.random.default_rng([6, index]), 96, 96) for index in range(20)]

    assert all(one.boxes.shape == (0, 4) and one.turns.shape == (0, 2) for one in pictures)
    for one in pictures:
        magenta = one.canvas[..., 0].astype(int) - one.canvas[..., 1] > 150
        assert magenta.mean() < 0.01

"""The shipped gate on real pictures that installed packages carry."""

from pathlib import Path

import matplotlib
import numpy as np
import pytest
from PIL import Image
from skimage import data

from alphamale_desktop.domain.detection import FaceSighting
from alphamale_desktop.training.gate_export import read_gate
from alphamale_desktop.vision.gate_model import GateModel
from alphamale_desktop.vision.image import Pixels, UprightImage

WEIGHTS = Path(__file__).parents[2] / "weights" / "gate.safetensors"


@pytest.fixture(scope="module")
def shipped() -> tuple[GateModel, float]:
    model, card = read_gate(WEIGHTS)
    return model, card.threshold


def portrait() -> Pixels:
    path = Path(matplotlib.get_data_path()) / "sample_data" / "grace_hopper.jpg"
    return np.asarray(Image.open(path).convert("RGB"), np.uint8)


def astronaut() -> Pixels:
    return np.asarray(data.astronaut(), np.uint8)  # type: ignore[no-untyped-call]


def faces_in(shipped: tuple[GateModel, float], rgb: Pixels) -> list[FaceSighting]:
    model, threshold = shipped
    (found,) = model.find_closely([UprightImage(np.ascontiguousarray(rgb))], threshold)
    return [face for face in found if face.confidence >= threshold]


@pytest.mark.parametrize("picture", [portrait(), astronaut()], ids=["portrait", "astronaut"])
def test_a_portrait_has_exactly_one_face(shipped: tuple[GateModel, float], picture: Pixels) -> None:
    faces = faces_in(shipped, picture)

    assert len(faces) == 1


def test_the_astronauts_face_is_where_it_is(shipped: tuple[GateModel, float]) -> None:
    (face,) = faces_in(shipped, astronaut())

    x, y = face.box.centre
    assert (x, y) == pytest.approx((223, 115), abs=20)
    assert face.box.height_px == pytest.approx(130, rel=0.25)
    assert abs(face.roll_deg) < 20


@pytest.mark.parametrize("name", ["chelsea", "coffee", "rocket", "page", "brick", "grass", "coins", "horse", "logo"])
def test_what_is_no_human_face_is_not_taken_for_one(shipped: tuple[GateModel, float], name: str) -> None:
    picture = np.asarray(getattr(data, name)(), np.uint8)
    rgb = picture[:, :, :3] if picture.ndim == 3 else picture[:, :, None].repeat(3, axis=2)

    assert faces_in(shipped, rgb) == []


@pytest.mark.parametrize("light", [0.5, 0.2, 0.08])
def test_a_darkened_face_is_still_a_face(shipped: tuple[GateModel, float], light: float) -> None:
    dark = (portrait() * light).astype(np.uint8)

    assert len(faces_in(shipped, dark)) == 1


def test_a_close_up_that_fills_the_frame_is_found(shipped: tuple[GateModel, float]) -> None:
    (face,) = faces_in(shipped, astronaut())
    box = face.box

    close = astronaut()[max(0, int(box.y0)) : int(box.y1), int(box.x0) : int(box.x1)]

    assert len(faces_in(shipped, close)) == 1


def test_a_mirrored_face_tilts_and_turns_the_other_way(shipped: tuple[GateModel, float]) -> None:
    (face,) = faces_in(shipped, astronaut())
    (mirrored,) = faces_in(shipped, astronaut()[:, ::-1])

    assert mirrored.roll_deg == pytest.approx(-face.roll_deg, abs=6)
    assert mirrored.yaw == pytest.approx(-face.yaw, abs=0.12)
    assert mirrored.box.centre[0] == pytest.approx(512 - face.box.centre[0], abs=12)


def test_two_people_are_two_faces(shipped: tuple[GateModel, float]) -> None:
    pair = np.hstack([astronaut()[:400, 60:400], astronaut()[:400, 60:400][:, ::-1]])

    assert len(faces_in(shipped, pair)) == 2


def test_a_face_keeps_its_box_beyond_the_frame(shipped: tuple[GateModel, float]) -> None:
    (whole,) = faces_in(shipped, astronaut())
    cut = int(whole.box.x0 + 0.3 * whole.box.width_px)

    (face,) = faces_in(shipped, astronaut()[:, cut:])

    assert face.box.share_inside(512 - cut, 512) < 0.9

"""Monograms: one for each person, a family for each type, and the organiser's picture where there is one."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from alphamale_desktop.domain.celebrity import Celebrity
from alphamale_desktop.domain.errors import MediaDamagedError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.sharing.monograms import MonogramArtist
from alphamale_desktop.sharing.palette import INKS, contrast
from alphamale_desktop.sharing.portraits import Portraits
from tests.sharing.studio import decode, fonts, plain_photo, portraits


def celebrity(name: str = "차은우", face_type: FaceType = FaceType.ALPHA, portrait: str | None = None) -> Celebrity:
    return Celebrity(1, name, face_type, 1, portrait)


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png), formats=["PNG"])


@pytest.mark.parametrize("side", [96, 168, 320, 1024])
def test_a_portrait_is_a_square_png_without_metadata(side: int) -> None:
    picture = opened(portraits().portrait(celebrity(), side))

    assert picture.size == (side, side)
    assert picture.mode == "RGB"
    assert picture.info == {}


def test_the_same_person_is_always_the_same_picture() -> None:
    first, second = (portraits().portrait(celebrity(), 168) for _ in range(2))

    assert first == second


def test_two_people_with_the_same_initials_differ() -> None:
    first, second = (portraits().portrait(celebrity(name), 168) for name in ("김민수", "피식대학 김민수"))

    assert first != second


@pytest.mark.parametrize("face_type", list(FaceType))
def test_each_type_prints_in_its_own_inks(face_type: FaceType) -> None:
    picture = np.asarray(opened(portraits().portrait(celebrity(face_type=face_type), 320)), np.float64)

    # Between the letters and the ring nothing but the ground is printed.
    ground = picture[86:92, 150:170].reshape(-1, 3).mean(axis=0)
    distance = {
        t: np.abs(ground / ground.sum() - np.array(inks.glow) / sum(inks.glow)).sum() for t, inks in INKS.items()
    }
    assert min(distance, key=lambda t: float(distance[t])) is face_type


@pytest.mark.parametrize("name", ["차은우", "뷔", "Timothée Chalamet", "WWWW", "기안84"])
@pytest.mark.parametrize("side", [96, 320])
def test_the_letters_stand_in_the_middle_of_their_field(name: str, side: int) -> None:
    picture = np.asarray(MonogramArtist(fonts()).monogram(celebrity(name), side), np.int16)

    field = picture[side // 4 : -side // 4, side // 4 : -side // 4].sum(axis=2)
    rows, columns = np.nonzero(field > 420)
    middle = (field.shape[0] - 1) / 2
    assert (rows.min() + rows.max()) / 2 == pytest.approx(middle, abs=side * 0.02)
    assert (columns.min() + columns.max()) / 2 == pytest.approx(middle, abs=side * 0.02)


@pytest.mark.parametrize("name", ["宮崎", "\U0001f600", ""])
def test_a_name_that_cannot_be_set_gets_a_star(name: str) -> None:
    side = 320

    picture = np.asarray(MonogramArtist(fonts()).monogram(celebrity(name), side), np.int16)

    # The star's middle is solid, which no letter and no empty field is.
    middle = picture[side // 2 - 3 : side // 2 + 3, side // 2 - 3 : side // 2 + 3]
    assert middle.sum(axis=2).min() > 420


@pytest.mark.parametrize("face_type", list(FaceType))
def test_the_letters_are_readable_on_their_ground(face_type: FaceType) -> None:
    inks = INKS[face_type]

    worst = min(contrast(letter, inks.glow) for letter in (inks.letter_top, inks.letter_bottom))

    assert worst >= 4.5


@pytest.mark.parametrize("side", [95, 1025, 0, -1])
def test_other_sizes_are_refused(side: int) -> None:
    with pytest.raises(ValueError, match="want a side"):
        portraits().portrait(celebrity(), side)


def test_a_stored_picture_takes_the_monograms_place() -> None:
    stored = {"abc": plain_photo(400, 300, (10, 200, 30))}
    painter = Portraits(MonogramArtist(fonts()), stored.__getitem__, decode)

    picture = opened(painter.portrait(celebrity(portrait="abc"), 128))

    assert picture.size == (128, 128)
    assert picture.getpixel((64, 64)) == (10, 200, 30)


def test_a_damaged_stored_picture_falls_back_to_the_monogram() -> None:
    def damaged(digest: str) -> bytes:
        raise MediaDamagedError(digest=digest)

    painter = Portraits(MonogramArtist(fonts()), damaged, decode)

    portrait = painter.portrait(celebrity(portrait="abc"), 128)

    assert portrait == portraits().portrait(celebrity(), 128)


def test_a_stored_picture_that_is_no_picture_falls_back_to_the_monogram() -> None:
    painter = Portraits(MonogramArtist(fonts()), lambda digest: b"no picture", decode)

    portrait = painter.portrait(celebrity(portrait="abc"), 128)

    assert portrait == portraits().portrait(celebrity(), 128)


def test_a_portrait_is_painted_once_and_remembered() -> None:
    asked: list[str] = []

    def stored(digest: str) -> bytes:
        asked.append(digest)
        return plain_photo(64, 64)

    painter = Portraits(MonogramArtist(fonts()), stored, decode)

    first, second = (painter.portrait(celebrity(portrait="abc"), 128) for _ in range(2))

    assert first == second
    assert asked == ["abc"]


def test_what_is_remembered_has_a_bound() -> None:
    asked: list[str] = []

    def stored(digest: str) -> bytes:
        asked.append(digest)
        rng = np.random.default_rng(int(digest))
        buffer = BytesIO()
        Image.fromarray(rng.integers(0, 255, (128, 128, 3), dtype=np.uint8)).save(buffer, "PNG")
        return buffer.getvalue()

    painter = Portraits(MonogramArtist(fonts()), stored, decode, cache_bytes=100_000)
    for digest in ("1", "2", "3", "1"):
        painter.portrait(celebrity(portrait=digest), 128)

    assert asked == ["1", "2", "3", "1"]

"""The printed card: its size, its bytes, and that nothing but pixels comes through."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from PIL.ExifTags import GPS, Base

from alphamale_desktop.application.ports import CardFormat
from alphamale_desktop.domain.detection import Box
from alphamale_desktop.domain.errors import NotAPictureError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.sharing.encoding import jpeg_of
from tests.sharing.studio import PORTRAIT, card_painter, content, plain_photo

SIZES = {CardFormat.STORY: (1080, 1920), CardFormat.POST: (1080, 1350)}
ORANGE = (230, 120, 20)


def opened(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def chunk_names(png: bytes) -> set[bytes]:
    names, at = set(), 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        names.add(png[at + 4 : at + 8])
        at += length + 12
    return names


def photo_with_a_past() -> bytes:
    """A JPEG whose EXIF tells who, where and with what."""
    exif = Image.Exif()
    exif[Base.Make] = "SecretCamera"
    exif[Base.Artist] = "Hong Gildong"
    exif.get_ifd(0x8825)[GPS.GPSLatitude] = (37.0, 33.0, 58.0)
    buffer = BytesIO()
    with Image.open(PORTRAIT) as picture:
        picture.save(buffer, "JPEG", exif=exif, comment=b"SecretComment")
    return buffer.getvalue()


@pytest.mark.parametrize("card_format", list(CardFormat))
@pytest.mark.parametrize("face_type", list(FaceType))
def test_a_card_is_an_rgb_png_of_its_format(face_type: FaceType, card_format: CardFormat) -> None:
    picture = opened(card_painter().paint(content(face_type, "en"), card_format))

    assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", SIZES[card_format])


def test_the_same_content_gives_the_same_bytes() -> None:
    first, second = (card_painter().paint(content()) for _ in range(2))

    assert first == second


def test_another_language_gives_another_card() -> None:
    korean, english = (card_painter().paint(content(language=language)) for language in ("ko", "en"))

    assert korean != english


def test_nothing_of_the_photos_file_but_its_pixels_comes_through() -> None:
    photo = photo_with_a_past()
    assert b"SecretCamera" in photo

    png = card_painter().paint(content(photo=photo))
    jpeg = jpeg_of(png)

    assert chunk_names(png) == {b"IHDR", b"IDAT", b"IEND"}
    for card in (png, jpeg):
        assert not opened(card).getexif()
        for secret in (b"Secret", b"Gildong", b"Exif"):
            assert secret not in card
    assert set(opened(jpeg).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_the_jpeg_shows_the_same_card() -> None:
    png = card_painter().paint(content())

    jpeg = opened(jpeg_of(png))

    assert jpeg.size == (1080, 1920)
    difference = np.asarray(jpeg, np.float64) - np.asarray(opened(png), np.float64)
    assert np.abs(difference).mean() < 2


@pytest.mark.parametrize("card_format", list(CardFormat))
def test_the_photo_is_shown_in_its_own_colours(card_format: CardFormat) -> None:
    photo = plain_photo(1200, 1600, ORANGE)

    card = opened(card_painter().paint(content(photo=photo, face=Box(450, 400, 750, 800)), card_format))

    assert card.getpixel((540, 240)) == ORANGE


@pytest.mark.parametrize(
    ("width", "height", "face"),
    [
        (1600, 720, Box(1210, 230, 1340, 410)),
        (720, 1600, Box(260, 950, 390, 1130)),
        (64, 64, Box(20, 6, 36, 29)),
        (900, 1200, Box(20, -40, 880, 1240)),
        (1, 1, Box(0, 0, 1, 1)),
        (4000, 30, Box(10, -5, 30, 25)),
    ],
)
def test_a_photo_of_any_shape_makes_a_card(width: int, height: int, face: Box) -> None:
    photo = plain_photo(width, height, ORANGE)

    card = opened(card_painter().paint(content(photo=photo, face=face)))

    # The right edge of the photo's place always shows the photo.
    assert card.getpixel((1070, 240)) == ORANGE


def test_a_decoder_of_another_scale_shows_the_same_part_of_the_photo() -> None:
    halves = np.zeros((1200, 1200, 3), np.uint8)
    halves[:, 600:] = ORANGE
    large, small = BytesIO(), BytesIO()
    Image.fromarray(halves).save(large, "PNG")
    Image.fromarray(halves[::2, ::2]).save(small, "PNG")
    face = Box(500, 400, 700, 700)
    analysed = content(photo=large.getvalue(), face=face)

    card = opened(card_painter().paint(replace(analysed, photo=small.getvalue())))

    assert card.getpixel((500, 240)) == (0, 0, 0)
    assert card.getpixel((580, 240)) == ORANGE


def test_a_photo_that_does_not_decode_is_the_decoders_error() -> None:
    broken = replace(content(), photo=b"no picture")

    with pytest.raises(NotAPictureError):
        card_painter().paint(broken)


def test_cards_painted_at_the_same_time_are_those_painted_alone() -> None:
    wanted = [
        content(face_type, language) for face_type in (FaceType.ALPHA, FaceType.OMEGA) for language in ("ko", "en")
    ]
    alone = [card_painter().paint(each, CardFormat.POST) for each in wanted]
    painter = card_painter()

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda each: painter.paint(each, CardFormat.POST), wanted))

    assert together == alone

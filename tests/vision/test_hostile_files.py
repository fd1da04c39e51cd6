"""Broken, hostile and foreign files end in one clear error, whatever they hold."""

import math
import struct
import tracemalloc
import zlib
from collections.abc import Callable
from io import BytesIO

import numpy as np
import pillow_heif
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from alphamale_desktop.domain.errors import (
    FileTooLargeError,
    NotAPictureError,
    PhotoError,
    PictureBrokenError,
    PictureTooLargeError,
    PictureTooSmallError,
)
from alphamale_desktop.vision.codec import CodecLimits, PictureCodec
from alphamale_desktop.vision.picture_format import suffix_of, webp_size


def noise(width: int = 72, height: int = 56) -> Image.Image:
    return Image.fromarray(np.random.default_rng(5).integers(0, 256, (height, width, 3), np.uint8))


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    stream = BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def heic(picture: Image.Image) -> bytes:
    stream = BytesIO()
    pillow_heif.from_pillow(picture).save(stream, quality=80)
    return stream.getvalue()


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_that_claims(width: int, height: int) -> bytes:
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = png_chunk(b"IDAT", zlib.compress(bytes(10_000)))
    return b"\x89PNG\r\n\x1a\n" + header + body + png_chunk(b"IEND", b"")


def webp_that_claims(width: int, height: int) -> bytes:
    canvas = bytes([0, 0, 0, 0]) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", len(canvas)) + canvas
    return b"RIFF" + struct.pack("<I", len(body)) + body


def bmp_that_claims(width: int, height: int) -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + head + bytes(64)


def gif_that_claims(width: int, height: int) -> bytes:
    data = bytearray(encoded(Image.new("P", (64, 64)), "GIF"))
    data[6:10] = struct.pack("<HH", width, height)
    return bytes(data)


def heic_that_claims(width: int, height: int) -> bytes:
    data = heic(noise(64, 64))
    at = data.index(b"ispe") + 8
    return data[:at] + struct.pack(">II", width, height) + data[at + 8 :]


BOMBS: dict[str, Callable[[int, int], bytes]] = {
    "png": png_that_claims,
    "webp": webp_that_claims,
    "bmp": bmp_that_claims,
    "gif": gif_that_claims,
    "heic": heic_that_claims,
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_small_file_that_claims_to_be_huge_is_refused_by_its_header(kind: str) -> None:
    data = BOMBS[kind](30_000, 30_000)
    tracemalloc.start()

    with pytest.raises(PictureTooLargeError) as caught:
        PictureCodec().decode(data)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert caught.value.details == {"width_px": 30_000, "height_px": 30_000, "limit_megapixels": 120}
    assert peak < 16_000_000


FOREIGN = {
    "nothing": b"",
    "one byte": b"\xff",
    "text": "이것은 사진이 아닙니다\n".encode() * 50,
    "text that begins like a bitmap": b"BM is short for bitmap, and this is a letter. " * 20,
    "svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect/></svg>',
    "pdf": b"%PDF-1.7\n" + bytes(500),
    "zip": b"PK\x03\x04" + bytes(500),
    "video": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(500),
    "sound": b"RIFF\x24\0\0\0WAVEfmt " + bytes(500),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_no_picture_is_called_so(name: str) -> None:
    with pytest.raises(NotAPictureError):
        PictureCodec().decode(FOREIGN[name])

    with pytest.raises(NotAPictureError):
        suffix_of(FOREIGN[name])


SAMPLES: dict[str, Callable[[], bytes]] = {
    "jpeg": lambda: encoded(noise(), "JPEG"),
    "progressive": lambda: encoded(noise(), "JPEG", progressive=True),
    "png": lambda: encoded(noise(), "PNG"),
    "palette": lambda: encoded(noise().quantize(16), "PNG"),
    "deep": lambda: encoded(Image.fromarray(np.zeros((56, 72), np.uint16)), "PNG"),
    "webp": lambda: encoded(noise(), "WEBP"),
    "lossless webp": lambda: encoded(noise(), "WEBP", lossless=True),
    "heic": lambda: heic(noise()),
    "avif": lambda: encoded(noise(), "AVIF"),
    "bmp": lambda: encoded(noise(), "BMP"),
    "gif": lambda: encoded(noise(), "GIF"),
    "tiff": lambda: encoded(noise(), "TIFF"),
    "lzw tiff": lambda: encoded(noise(), "TIFF", compression="tiff_lzw"),
}
_CACHE: dict[str, bytes] = {}


def sample(name: str) -> bytes:
    if name not in _CACHE:
        _CACHE[name] = SAMPLES[name]()
    return _CACHE[name]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.7])
def test_a_file_that_ends_early_is_broken_and_never_half_grey(name: str, share: float) -> None:
    data = sample(name)
    cut = data[: max(16, math.floor(len(data) * share))]

    with pytest.raises(PictureBrokenError):
        PictureCodec().decode(cut)


def test_a_large_jpeg_that_ends_early_is_broken_though_it_is_decoded_small() -> None:
    data = encoded(noise(2400, 1600), "JPEG")

    with pytest.raises(PictureBrokenError):
        PictureCodec().decode(data[: len(data) // 2])


def test_huge_texts_in_a_png_do_not_reach_memory() -> None:
    texts = PngImagePlugin.PngInfo()
    for index in range(100):
        texts.add_text(f"k{index}", "a" * 900_000, zip=True)
    data = encoded(noise(), "PNG", pnginfo=texts)

    with pytest.raises(PictureBrokenError):
        PictureCodec().decode(data)


def test_a_picture_of_twenty_pixels_is_too_small() -> None:
    with pytest.raises(PictureTooSmallError) as caught:
        PictureCodec().decode(encoded(noise(20, 20), "PNG"))

    assert caught.value.details == {"width_px": 20, "height_px": 20, "limit_px": 32}


def test_a_file_past_the_byte_limit_is_not_even_opened() -> None:
    with pytest.raises(FileTooLargeError) as caught:
        PictureCodec().decode(bytes(64_000_001))

    assert caught.value.details == {"size_mb": 65, "limit_mb": 64}


def test_the_claims_of_a_webp_are_read_from_each_kind_of_header() -> None:
    plain, lossless = sample("webp"), sample("lossless webp")
    extended = encoded(noise().convert("RGBA"), "WEBP", exif=Image.Exif().tobytes() or b"Exif\0\0")

    sizes = [webp_size(data) for data in (plain, lossless, extended)]

    assert sizes == [(72, 56)] * 3


SMALL = CodecLimits(most_pixels=2_000_000)


@pytest.mark.filterwarnings("ignore::UserWarning:PIL", "ignore::RuntimeWarning:PIL")
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(sorted(SAMPLES)),
    edits=st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), min_size=1, max_size=6),
    in_head=st.booleans(),
)
def test_mutated_files_decode_or_raise_a_photo_error(
    name: str, edits: list[tuple[float, bytes]], in_head: bool
) -> None:
    data = bytearray(sample(name))
    span = min(len(data), 220) if in_head else len(data)
    for place, replacement in edits:
        at = int(place * (span - 1))
        data[at : at + len(replacement)] = replacement

    try:
        image = PictureCodec(SMALL).decode(bytes(data))
    except PhotoError:
        return

    assert image.rgb.dtype == np.uint8
    assert image.width_px * image.height_px <= SMALL.most_pixels


@given(st.sampled_from(sorted(SAMPLES)), st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
@pytest.mark.filterwarnings("ignore::UserWarning:PIL", "ignore::RuntimeWarning:PIL")
def test_a_true_beginning_with_a_foreign_rest_is_a_photo_error(name: str, rest: bytes) -> None:
    data = sample(name)[:24] + rest

    with pytest.raises(PhotoError):
        PictureCodec(SMALL).decode(data)

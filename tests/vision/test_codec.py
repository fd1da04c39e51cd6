"""Every kind of picture file comes out upright, in sRGB, at the right size."""

from collections.abc import Callable
from io import BytesIO

import numpy as np
import pillow_heif
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps

from alphamale_desktop.domain.errors import PictureTooLargeError
from alphamale_desktop.vision.codec import CodecLimits, PictureCodec, encode_jpeg, without_metadata
from alphamale_desktop.vision.picture_format import suffix_of

WIDTH, HEIGHT = 96, 64
CORNERS = {"top_left": (220, 30, 30), "top_right": (30, 200, 30), "bottom_left": (30, 30, 220)}


def drawn() -> Image.Image:
    """Red, green, blue and white quarters: any turn or mirroring shows."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), (240, 240, 240))
    picture.paste(CORNERS["top_left"], (0, 0, WIDTH // 2, HEIGHT // 2))
    picture.paste(CORNERS["top_right"], (WIDTH // 2, 0, WIDTH, HEIGHT // 2))
    picture.paste(CORNERS["bottom_left"], (0, HEIGHT // 2, WIDTH // 2, HEIGHT))
    return picture


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    stream = BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def quarters(rgb: NDArray[np.uint8]) -> list[tuple[int, ...]]:
    """The colours in the middle of the four quarters, row by row."""
    height, width = rgb.shape[:2]
    return [
        tuple(int(v) for v in rgb[y, x]) for y in (height // 4, 3 * height // 4) for x in (width // 4, 3 * width // 4)
    ]


def is_drawn(rgb: NDArray[np.uint8], tolerance: int = 12) -> bool:
    wanted = [*CORNERS.values(), (240, 240, 240)]
    return bool(np.abs(np.subtract(quarters(rgb), wanted)).max() <= tolerance)


def heic(picture: Image.Image, **options: object) -> bytes:
    stream = BytesIO()
    pillow_heif.from_pillow(picture).save(stream, **options)
    return stream.getvalue()


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "jpeg": (lambda: encoded(drawn(), "JPEG", quality=95, subsampling=0), "jpg"),
    "progressive jpeg": (lambda: encoded(drawn(), "JPEG", quality=95, subsampling=0, progressive=True), "jpg"),
    "cmyk jpeg": (lambda: encoded(drawn().convert("CMYK"), "JPEG", quality=95), "jpg"),
    "png": (lambda: encoded(drawn(), "PNG"), "png"),
    "palette png": (lambda: encoded(drawn().quantize(8), "PNG"), "png"),
    "webp": (lambda: encoded(drawn(), "WEBP", lossless=True), "webp"),
    "lossy webp": (lambda: encoded(drawn(), "WEBP", quality=95), "webp"),
    "heic": (lambda: heic(drawn(), quality=95), "heic"),
    "avif": (lambda: encoded(drawn(), "AVIF", quality=95), "avif"),
    "bmp": (lambda: encoded(drawn(), "BMP"), "bmp"),
    "gif": (lambda: encoded(drawn(), "GIF"), "gif"),
    "tiff": (lambda: encoded(drawn(), "TIFF"), "tif"),
    "deflated tiff": (lambda: encoded(drawn(), "TIFF", compression="tiff_deflate"), "tif"),
    "lab tiff": (lambda: encoded(lab(drawn()), "TIFF"), "tif"),
}


def lab(picture: Image.Image) -> Image.Image:
    to_lab = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")
    converted = ImageCms.applyTransform(picture, to_lab)
    assert converted is not None
    return converted


@pytest.mark.parametrize("name", FILES)
def test_each_format_decodes_to_the_same_picture(name: str) -> None:
    make, suffix = FILES[name]
    data = make()

    image = PictureCodec().decode(data)

    assert (image.width_px, image.height_px) == (WIDTH, HEIGHT)
    assert is_drawn(image.rgb)
    assert suffix_of(data) == suffix


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_each_exif_orientation_comes_upright(kind: str, orientation: int) -> None:
    upright = drawn()
    undo = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    stored = upright if undo is None else upright.transpose(Image.Transpose(undo))
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = encoded(stored, kind, exif=exif.tobytes(), **({"quality": 95, "subsampling": 0} if kind == "JPEG" else {}))

    image = PictureCodec().decode(data)

    assert is_drawn(np.asarray(ImageOps.exif_transpose(Image.open(BytesIO(data))).convert("RGB")))
    assert (image.width_px, image.height_px) == (WIDTH, HEIGHT)
    assert is_drawn(image.rgb)


def test_a_turned_heic_comes_upright_once() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = heic(drawn().transpose(Image.Transpose.ROTATE_90), quality=95, exif=exif.tobytes())

    image = PictureCodec().decode(data)

    assert (image.width_px, image.height_px) == (WIDTH, HEIGHT)
    assert is_drawn(image.rgb)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_a_damaged_exif_block_is_ignored() -> None:
    data = encoded(drawn(), "JPEG", quality=95, subsampling=0, exif=b"Exif\0\0II*\0\xff\xff\xff\xff" + b"\x12" * 40)

    image = PictureCodec().decode(data)

    assert is_drawn(image.rgb)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparency_goes_over_white(mode: str) -> None:
    clear = Image.new("RGBA", (WIDTH, HEIGHT), (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), (0, 0, WIDTH // 2, HEIGHT))

    image = PictureCodec().decode(encoded(clear.convert(mode), "PNG"))

    assert image.rgb[HEIGHT // 2, WIDTH // 4].tolist() == [0, 0, 0]
    assert image.rgb[HEIGHT // 2, 3 * WIDTH // 4].tolist() == [255, 255, 255]


def test_half_transparent_black_is_grey() -> None:
    data = encoded(Image.new("RGBA", (WIDTH, HEIGHT), (0, 0, 0, 128)), "PNG")

    image = PictureCodec().decode(data)

    assert np.abs(image.rgb.astype(int) - 127).max() <= 1


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bit_grey_keeps_its_range(kind: str) -> None:
    ramp = np.linspace(0, 65535, WIDTH).astype(np.uint16)[None].repeat(HEIGHT, 0)

    image = PictureCodec().decode(encoded(Image.fromarray(ramp), kind))

    assert image.rgb[0, 0, 0] == 0
    assert image.rgb[0, -1, 0] == 255
    assert abs(int(image.rgb[0, WIDTH // 2, 0]) - 128) <= 2


def test_a_dark_sixteen_bit_picture_stays_dark() -> None:
    dark = np.full((HEIGHT, WIDTH), 4000, np.uint16)

    image = PictureCodec().decode(encoded(Image.fromarray(dark), "PNG"))

    assert int(image.rgb.max()) <= 16


def test_floating_point_grey_from_zero_to_one_is_scaled() -> None:
    values = np.full((HEIGHT, WIDTH), 0.5, np.float32)

    image = PictureCodec().decode(encoded(Image.fromarray(values), "TIFF"))

    assert np.abs(image.rgb.astype(int) - 128).max() <= 1


def test_a_bilevel_picture_decodes() -> None:
    image = PictureCodec().decode(encoded(drawn().convert("1"), "PNG"))

    assert set(np.unique(image.rgb)) <= {0, 255}


def test_the_first_frame_of_an_animation_is_taken() -> None:
    second = Image.new("RGB", (WIDTH, HEIGHT), (9, 9, 9))

    image = PictureCodec().decode(encoded(drawn(), "GIF", save_all=True, append_images=[second]))

    assert is_drawn(image.rgb)


def test_the_first_picture_of_an_mpo_is_taken() -> None:
    second = Image.new("RGB", (WIDTH, HEIGHT), (9, 9, 9))

    image = PictureCodec().decode(encoded(drawn(), "MPO", save_all=True, append_images=[second], quality=95))

    assert is_drawn(image.rgb, tolerance=40)


def swapped_profile() -> bytes:
    """sRGB with the red and green primaries swapped, under another name."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"xxxx", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"xxxx", b"gXYZ", 1)
    return swapped.replace("sRGB".encode("utf-16-be"), "SWAP".encode("utf-16-be"))


def test_a_colour_profile_is_applied() -> None:
    red = Image.new("RGB", (WIDTH, HEIGHT), (200, 20, 20))

    image = PictureCodec().decode(encoded(red, "PNG", icc_profile=swapped_profile()))

    assert image.rgb[0, 0] == pytest.approx([20, 200, 20], abs=3)


def test_a_broken_colour_profile_is_ignored() -> None:
    image = PictureCodec().decode(encoded(drawn(), "PNG", icc_profile=b"no profile at all"))

    assert is_drawn(image.rgb)


def large_jpeg(width: int = 2400, height: int = 1600, orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encoded(drawn().resize((width, height), Image.Resampling.NEAREST), "JPEG", quality=90, exif=exif.tobytes())


def test_a_large_jpeg_is_decoded_small_but_keeps_its_size() -> None:
    image = PictureCodec().decode(large_jpeg())

    assert (image.width_px, image.height_px) == (2400, 1600)
    assert image.rgb.shape == (800, 1200, 3)
    assert image.scale_x == pytest.approx(0.5)
    assert is_drawn(image.rgb)


def test_a_turned_large_jpeg_tells_its_upright_size() -> None:
    image = PictureCodec().decode(large_jpeg(orientation=6))

    assert (image.width_px, image.height_px) == (1600, 2400)
    assert image.rgb.shape == (1200, 800, 3)


@pytest.mark.parametrize("orientation", [1, 3, 6])
def test_more_pixels_come_when_asked_for(orientation: int) -> None:
    image = PictureCodec().decode(large_jpeg(orientation=orientation))

    sharper = image.with_scale(1.0)

    assert sharper.rgb.shape[:2] == (image.height_px, image.width_px)
    assert (sharper.width_px, sharper.height_px) == (image.width_px, image.height_px)
    assert np.abs(np.subtract(quarters(sharper.rgb), quarters(image.rgb))).max() <= 6


def test_pixels_that_were_decoded_once_are_used_again() -> None:
    image = PictureCodec().decode(large_jpeg())

    assert image.with_scale(0.7).rgb is image.with_scale(1.0).rgb


def test_a_picture_decoded_very_small_is_not_called_too_small() -> None:
    image = PictureCodec().decode_at(large_jpeg(640, 480), 1)

    assert (image.width_px, image.height_px) == (640, 480)
    assert image.rgb.shape == (60, 80, 3)


def test_a_long_strip_is_judged_though_its_short_side_shrinks() -> None:
    image = PictureCodec().decode(large_jpeg(8000, 160))

    assert (image.width_px, image.height_px) == (8000, 160)
    assert image.rgb.shape == (20, 1000, 3)


def test_no_second_decoding_when_the_pixels_suffice() -> None:
    image = PictureCodec().decode(large_jpeg())

    assert image.with_scale(0.5) is image


def test_a_picture_past_the_decoded_limit_is_shrunk_by_a_whole_factor() -> None:
    codec = PictureCodec(CodecLimits(most_decoded_pixels=1_000))

    image = codec.decode(encoded(drawn(), "PNG"))

    assert image.rgb.shape == (22, 32, 3)
    assert (image.width_px, image.height_px) == (WIDTH, HEIGHT)
    assert is_drawn(image.rgb)


def test_shrinking_in_strips_equals_shrinking_at_once() -> None:
    noise = np.random.default_rng(3).integers(0, 256, (700, 50, 3), np.uint8)
    codec = PictureCodec(CodecLimits(most_decoded_pixels=4_000))

    image = codec.decode(encoded(Image.fromarray(noise), "PNG"))

    assert np.array_equal(image.rgb, np.asarray(Image.fromarray(noise).reduce(3)))


def test_a_reencoded_jpeg_carries_no_metadata() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SECRET CAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    data = encoded(drawn().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif.tobytes(), comment=b"SECRET")

    stripped = without_metadata(data)

    assert b"SECRET" in data
    assert b"SECRET" not in stripped
    assert not Image.open(BytesIO(stripped)).getexif()
    assert is_drawn(PictureCodec().decode(stripped).rgb, tolerance=25)


def test_a_reencoded_jpeg_keeps_every_pixel_row() -> None:
    stripped = without_metadata(large_jpeg(orientation=8))

    assert Image.open(BytesIO(stripped)).size == (1600, 2400)


def test_the_encoder_refuses_other_shapes() -> None:
    with pytest.raises(ValueError, match="uint8"):
        encode_jpeg(np.zeros((4, 4), np.uint8))


def test_plain_pixels_for_drawing_are_upright_rgb() -> None:
    pixels = PictureCodec().photo_pixels(large_jpeg(orientation=6), 1000)

    assert (pixels.width_px, pixels.height_px) == (800, 1200)
    rgb = np.frombuffer(pixels.rgb, np.uint8).reshape(pixels.height_px, pixels.width_px, 3)
    assert quarters(rgb)[0] == pytest.approx(CORNERS["bottom_left"], abs=12)


def test_limits_are_the_callers() -> None:
    with pytest.raises(PictureTooLargeError) as caught:
        PictureCodec(CodecLimits(most_pixels=1_000)).decode(encoded(drawn(), "PNG"))

    assert caught.value.details["width_px"] == WIDTH

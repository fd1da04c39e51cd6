"""Photos with known answers, made from the pictures that matplotlib and scikit-image bring."""

from io import BytesIO
from pathlib import Path

import matplotlib
import numpy as np
from PIL import Image, ImageFilter
from skimage import data

from alphamale_desktop.domain.detection import Box

ASTRONAUT_FACE = Box(177, 70, 268, 190)
"""Brow to chin and ear to ear, by eye, in scikit-image's 512 x 512 portrait."""

PORTRAIT_FACE = Box(172, 115, 340, 345)
"""The same in matplotlib's 512 x 600 portrait."""


def astronaut() -> Image.Image:
    return Image.fromarray(np.asarray(data.astronaut(), np.uint8))  # type: ignore[no-untyped-call]


def cat() -> Image.Image:
    return Image.fromarray(np.asarray(data.chelsea(), np.uint8))  # type: ignore[no-untyped-call]


def coffee() -> Image.Image:
    return Image.fromarray(np.asarray(data.coffee(), np.uint8))  # type: ignore[no-untyped-call]


def portrait() -> Image.Image:
    with Image.open(Path(matplotlib.get_data_path()) / "sample_data" / "grace_hopper.jpg") as picture:
        return picture.convert("RGB")


def black() -> Image.Image:
    return Image.new("RGB", (640, 480))


def head(picture: Image.Image, face: Box) -> Image.Image:
    """The head with a little of its surroundings."""
    x, y = 0.45 * face.width_px, 0.45 * face.height_px
    return picture.crop((round(face.x0 - x), round(max(0, face.y0 - y)), round(face.x1 + x), round(face.y1 + 0.6 * y)))


def five_faces() -> Image.Image:
    """Five heads of one size, side by side."""
    heads = [head(astronaut(), ASTRONAUT_FACE), head(portrait(), PORTRAIT_FACE)]
    scene = Image.new("RGB", (1200, 500), (150, 160, 170))
    for place in range(5):
        one = heads[place % 2].resize((210, 280), Image.Resampling.BICUBIC)
        scene.paste(one, (20 + 235 * place, 90 + 20 * (place % 2)))
    return scene


def darkened(picture: Image.Image, share: float) -> Image.Image:
    return Image.eval(picture, lambda value: round(value * share))


def blurred(picture: Image.Image, sigma_px: float) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(sigma_px))


def cut_at_the_face(picture: Image.Image, face: Box) -> Image.Image:
    """The right half of the face only."""
    return picture.crop((round((face.x0 + face.x1) / 2), 0, picture.width, picture.height))


def far_away(height_px: int, room_px: tuple[int, int] = (1600, 1200)) -> Image.Image:
    """A person whose face is so high, a little right of the middle of a plain room."""
    person, (width, height) = portrait(), room_px
    scale = height_px / PORTRAIT_FACE.height_px
    small = person.resize((round(person.width * scale), round(person.height * scale)), Image.Resampling.LANCZOS)
    room = np.linspace((196, 190, 178), (120, 112, 104), height)[:, None].repeat(width, 1)
    scene = Image.fromarray(room.astype(np.uint8))
    scene.paste(small, (round(0.46 * width), round(0.4 * height)))
    return scene


def encoded(picture: Image.Image, kind: str = "PNG") -> bytes:
    stream = BytesIO()
    picture.save(stream, kind)
    return stream.getvalue()

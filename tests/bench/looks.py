"""How far perceptual hashes of one picture and of two lie apart: ``python -m tests.bench.looks FOLDER``.

The threshold of the catalog's duplicates (``SAME_LOOK_BITS``) rests on this. Every picture of the folder is changed in
the ways that copies are changed, and hashed by the product's own code; then all pictures are compared with one another.
"""

import argparse
import random
import sys
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageEnhance, ImageOps

from alphamale_desktop.application.import_plan import SAME_LOOK_BITS
from alphamale_desktop.vision.catalog_pictures import CatalogPictures
from alphamale_desktop.vision.codec import PictureCodec

LIMITS = (0, 2, 4, 6, 8, 10, 12, 14)
Picture = Image.Image
Bits = NDArray[np.uint64]


def cropped(part: float) -> Callable[[Picture], Picture]:
    """So much less at every side."""

    def crop(picture: Picture) -> Picture:
        x, y = round(picture.width * part), round(picture.height * part)
        return picture.crop((x, y, picture.width - x, picture.height - y))

    return crop


def sized(long_side_px: int) -> Callable[[Picture], Picture]:
    return lambda picture: ImageOps.contain(picture, (long_side_px, long_side_px))


def stored(kind: str, quality: int) -> Callable[[Picture], Picture]:
    def store(picture: Picture) -> Picture:
        stream = BytesIO()
        picture.save(stream, kind, quality=quality)
        return Image.open(stream).convert("RGB")

    return store


def framed(picture: Picture) -> Picture:
    """As a screenshot has it: a border of 3 %."""
    return ImageOps.expand(picture, round(0.03 * max(picture.size)), (255, 255, 255))


COPIES: Mapping[str, Callable[[Picture], Picture]] = {
    "JPEG quality 85": stored("JPEG", 85),
    "JPEG quality 40": stored("JPEG", 40),
    "WebP quality 60": stored("WEBP", 60),
    "200 px": sized(200),
    "96 px": sized(96),
    "200 px, then JPEG 40": lambda picture: stored("JPEG", 40)(sized(200)(picture)),
    "brighter by 20 %": lambda picture: ImageEnhance.Brightness(picture).enhance(1.2),
    "less contrast by 20 %": lambda picture: ImageEnhance.Contrast(picture).enhance(0.8),
    "grey": lambda picture: ImageOps.grayscale(picture).convert("RGB"),
    "cropped by 1 %": cropped(0.01),
    "cropped by 2 %": cropped(0.02),
    "cropped by 5 %": cropped(0.05),
    "framed by 3 %": framed,
    "turned by 2 degrees": lambda picture: picture.rotate(2, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255)),
    "mirrored": ImageOps.mirror,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--match", default="*", help="only these files")
    parser.add_argument("--pictures", type=int, default=300)
    options = parser.parse_args()
    files = sorted(options.folder.glob(options.match))
    random.Random(1).shuffle(files)
    files = files[: options.pictures]
    pictures = [ImageOps.exif_transpose(Image.open(file)).convert("RGB") for file in files]
    originals = bits_of(pictures)
    print_line(f"{len(files)} pictures", *(f"<= {limit}" for limit in LIMITS), "median")
    for name, change in COPIES.items():
        print_shares(name, distances(originals, bits_of([change(picture) for picture in pictures])))
    rows, columns = np.triu_indices(len(files), 1)
    print_shares("another picture", distances(originals[rows], originals[columns]), digits=4)
    sys.stdout.write(f"in use: {SAME_LOOK_BITS}; pairs of different pictures: {len(rows)}\n")


def bits_of(pictures: list[Picture]) -> Bits:
    workshop = CatalogPictures(PictureCodec())
    return np.array([int(workshop.prepare(png_of(picture)).look, 16) for picture in pictures], np.uint64)


def png_of(picture: Picture) -> bytes:
    stream = BytesIO()
    picture.save(stream, "PNG", compress_level=1)
    return stream.getvalue()


def distances(ones: Bits, others: Bits) -> NDArray[np.int64]:
    differing = np.unpackbits((ones ^ others).view(np.uint8).reshape(-1, 8), axis=1)
    counted: NDArray[np.int64] = np.count_nonzero(differing, axis=1).astype(np.int64)
    return counted


def print_shares(name: str, found: NDArray[np.int64], digits: int = 1) -> None:
    shares = (f"{100 * np.mean(found <= limit):.{digits}f}" for limit in LIMITS)
    print_line(name, *shares, f"{np.median(found):.0f}")


def print_line(*cells: str) -> None:
    sys.stdout.write(f"{cells[0]:24}" + "".join(f"{cell:>9}" for cell in cells[1:]) + "\n")


if __name__ == "__main__":
    main()

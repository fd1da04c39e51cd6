"""Photos as cameras take them, made from the portrait that scikit-image brings."""

from io import BytesIO

import numpy as np
from PIL import Image
from skimage import data

TWELVE_MEGAPIXELS = (4000, 3000)


def portrait() -> Image.Image:
    return Image.fromarray(np.asarray(data.astronaut(), np.uint8))  # type: ignore[no-untyped-call]


def twelve_megapixels(height_share: float = 1.0) -> bytes:
    """A JPEG of 4000 x 3000 with camera noise; the portrait fills ``height_share`` of its height, in the middle."""
    width, height = TWELVE_MEGAPIXELS
    person = portrait()
    scale = height_share * height / person.height
    person = person.resize((round(person.width * scale), round(person.height * scale)), Image.Resampling.BICUBIC)
    rng = np.random.default_rng(8)
    wall = np.linspace((178, 172, 160), (120, 116, 110), height)[:, None].repeat(width, 1)
    scene = Image.fromarray(wall.astype(np.uint8))
    scene.paste(person, ((width - person.width) // 2, (height - person.height) // 2))
    noisy = np.asarray(scene, np.float32) + rng.normal(0, 3, (height, width, 1)).astype(np.float32)
    exif = Image.Exif()
    exif[0x0112] = 1
    encoded = BytesIO()
    Image.fromarray(noisy.clip(0, 255).astype(np.uint8)).save(encoded, "JPEG", quality=92, exif=exif.tobytes())
    return encoded.getvalue()

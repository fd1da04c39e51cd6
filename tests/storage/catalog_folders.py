"""Folders, archives and tables as organisers hand them over, with pictures drawn by code."""

import io
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image


def drawn(seed: int, size: tuple[int, int] = (240, 300)) -> Image.Image:
    """A picture like no other: soft blobs of colour."""
    coarse = np.random.default_rng(seed).integers(0, 255, (6, 5, 3), np.uint8)
    return Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC)


def encoded(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    data = io.BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()


def put(folder: Path, files: dict[str, bytes | str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def zipped(file: Path, files: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file

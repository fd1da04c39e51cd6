"""Drawn pictures to learn from: a "face" is a bright ellipse with eyes, anything else is squares and lines."""

import csv
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

SIDE_PX = 96


def drawn_face(seed: int) -> tuple[NDArray[np.uint8], tuple[float, float, float, float]]:
    """A picture and its face's box as fractions."""
    rng = np.random.default_rng(seed)
    picture = rng.integers(0, 70, (SIDE_PX, SIDE_PX, 3), np.uint8)
    half_width, half_height = int(rng.integers(14, 22)), int(rng.integers(20, 28))
    x, y = (int(value) for value in rng.integers(36, 60, 2))
    cv2.ellipse(picture, (x, y), (half_width, half_height), 0, 0, 360, (230, 190, 160), -1)
    for side in (-1, 1):
        cv2.circle(picture, (x + side * half_width // 2, y - half_height // 4), 3, (20, 20, 20), -1)
    box = (x - half_width, y - half_height, x + half_width, y + half_height)
    x0, y0, x1, y1 = (value / SIDE_PX for value in box)
    return picture, (x0, y0, x1, y1)


def drawn_other(seed: int) -> NDArray[np.uint8]:
    """A picture without a face."""
    rng = np.random.default_rng([9, seed])
    picture = rng.integers(0, 120, (SIDE_PX, SIDE_PX, 3), np.uint8)
    for _ in range(4):
        a, b = rng.integers(0, SIDE_PX, (2, 2)).tolist()
        cv2.rectangle(picture, a, b, [*rng.integers(0, 256, 2).tolist(), 40], 2)
    return picture


def write_toy_set(folder: Path, faces: int = 60, others: int = 30) -> tuple[Path, Path]:
    """Writes pictures; gives the manifest and the folder of the others."""
    nonfaces = folder / "nonfaces"
    nonfaces.mkdir(parents=True)
    with (folder / "faces.csv").open("w", newline="", encoding="utf-8") as lines:
        writer = csv.writer(lines)
        writer.writerow(["file", "x0", "y0", "x1", "y1", "yaw", "roll_deg"])
        for index in range(faces):
            picture, box = drawn_face(index)
            cv2.imwrite(str(folder / f"face_{index:03}.png"), picture)
            writer.writerow([f"face_{index:03}.png", *box, "0.1" if index % 2 else "", "0"])
    for index in range(others):
        cv2.imwrite(str(nonfaces / f"other_{index:03}.png"), drawn_other(index))
    return folder / "faces.csv", nonfaces

"""Drawn faces whose rating is written in their mouths: a manifest small enough to learn in seconds."""

import csv
from pathlib import Path

import cv2
import numpy as np

from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.training.rating_data import COLUMNS
from alphamale_desktop.training.typer_boxes import BoxSchedule
from alphamale_desktop.training.typer_ratings import RatingSchedule
from alphamale_desktop.training.typer_training import TyperTrainingConfig
from alphamale_desktop.vision.detector_layout import DetectorLayout
from alphamale_desktop.vision.typer_crop import CropLayout
from alphamale_desktop.vision.typer_layout import TyperLayout

TINY = TyperLayout(
    CropLayout(side_px=64),
    DetectorLayout(
        classes=3,
        anchor_sizes_px=((21,), (29,), (48,)),
        anchor_ratios=(0.55, 1.37),
        channels=8,
        pooled_cells=3,
        head_width=16,
        proposals=12,
        training_proposals=24,
        score_floor=0.01,
    ),
    familiar_axes=4,
)


def draw_face(score: float, seed: int) -> np.ndarray:
    """A face of 120 x 160 px in the middle of 200 x 220, RGB; a higher score has a wider and redder mouth."""
    rng = np.random.default_rng(seed)
    picture = np.full((220, 200, 3), rng.integers(40, 200, 3), np.uint8)
    cv2.ellipse(picture, (100, 110), (60, 80), 0, 0, 360, (224, 180, 150), -1)
    for x in (78, 122):
        cv2.circle(picture, (x, 100), 8, (30, 30, 60), -1)
    cv2.ellipse(picture, (100, 155), (8 + round(24 * score), 8), 0, 0, 360, (90 + round(160 * score), 40, 40), -1)
    return picture


def write_toy_ratings(folder: Path, train: int = 40, val: int = 20) -> Path:
    """Pictures and their manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    boxes = {
        FacePart.WHOLE: (40, 30, 160, 190),
        FacePart.UPPER: (46, 78, 154, 138),
        FacePart.LOWER: (46, 134, 154, 189),
    }
    sides = {
        f"{part.code}_{name}": value / (200 if name[0] == "x" else 220)
        for part, box in boxes.items()
        for name, value in zip(("x0", "y0", "x1", "y1"), box, strict=True)
    }
    manifest = folder / "faces.csv"
    with manifest.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, restval="")
        writer.writeheader()
        for index in range(train + val):
            score = (index * 37 % 100) / 100
            name = f"{index}.png"
            cv2.imwrite(str(folder / name), draw_face(score, index)[..., ::-1])
            split = "train" if index < train else "val"
            writer.writerow({"file": name, "score": score, "subgroup": "toys", "split": split, **sides})
    return manifest


def toy_config(manifest: Path, out: Path) -> TyperTrainingConfig:
    return TyperTrainingConfig(
        manifest,
        out,
        layout=TINY,
        ratings=RatingSchedule(epochs=2, batch=10, rate=1e-3),
        boxes=BoxSchedule(steps=6, batch=2),
        checkpoint_every=2,
    )

"""Which pixels of a face drove its score: integrated gradients, by captum, as a picture."""

from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from alphamale_desktop.domain.detection import FaceSighting
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.vision.face_crop import crop_square, scale_wanted
from alphamale_desktop.vision.image import Pixels, UprightImage
from alphamale_desktop.vision.letterbox import evenly_lit
from alphamale_desktop.vision.ordinal import expected_grade, type_probabilities
from alphamale_desktop.vision.shipped_models import build_typer
from alphamale_desktop.vision.typer_model import TyperModel, mirrored_boxes, prepare
from alphamale_desktop.vision.weights import WeightsFolder

_STEPS = 24
_AT_ONCE = 8
_BASELINE_SHARE = 0.08
"""Sigma of the blur, through the crop's side, of the face without features that the path starts from."""

_SMOOTHING_SHARE = 0.018
"""The same of the blur over the result: single pixels mean nothing."""

_STRONGEST_PERCENTILE = 99.5
_RAISES = np.array([240, 120, 20], np.float32)
_LOWERS = np.array([40, 110, 230], np.float32)
_MOST_COVER = 0.75
_SHOWN_PX = 672


def explain_face(weights: Path, picture: UprightImage, face: FaceSighting) -> bytes:
    """The face as the type model sees it, coloured by what drove its score, as a PNG; a few seconds on a CPU.

    Raises:
        ModelError: If the weights cannot be used.
        PhotoError: If the face needs more pixels and the file turns out to be broken.
    """
    model = build_typer(WeightsFolder(weights).read("typer"))
    side = model.layout.crop.side_px
    square = model.layout.crop.square(face.box)
    crop = evenly_lit(crop_square(picture.with_scale(scale_wanted(square, side)), square, side))
    shown = Image.fromarray(saliency_picture(crop, saliency_of(model, crop)))
    encoded = BytesIO()
    shown.resize((_SHOWN_PX, _SHOWN_PX), Image.Resampling.BICUBIC).save(encoded, "PNG")
    return encoded.getvalue()


def saliency_of(model: TyperModel, crop: Pixels) -> NDArray[np.float32]:
    """How much each pixel of a crop moved the score, (S, S); above 0 upwards, in points of 100.

    The sum is the score before the grade curve, less that of the same face blurred beyond recognition; the part boxes
    stay where they are found on the crop. The calibration's second look is taken along.

    Source: Sundararajan et al., "Axiomatic Attribution for Deep Networks" (2017).

    Args:
        crop: uint8 RGB (S, S, 3), as ``TyperModel.read`` wants it.
    """
    from captum.attr import IntegratedGradients

    boxes = model.observe(crop[None]).boxes.clone()
    side = model.layout.crop.side_px
    blurred = cv2.GaussianBlur(crop, (0, 0), _BASELINE_SHARE * side).astype(np.uint8, copy=False)
    device = next(model.parameters()).device
    pixels, baseline = prepare(crop[None], device), prepare(blurred[None], device)

    def points(pictures: Tensor) -> Tensor:
        return _points(model, pictures, boxes.expand(len(pictures), -1, -1))

    found: Tensor = IntegratedGradients(points).attribute(
        pixels, baselines=baseline, n_steps=_STEPS, internal_batch_size=_AT_ONCE
    )
    return found.detach()[0].sum(0).float().cpu().numpy()


def saliency_picture(crop: Pixels, moved: NDArray[np.float32]) -> Pixels:
    """The crop in grey, orange where it raised the score and blue where it lowered it; of the crop's size."""
    smooth = cv2.GaussianBlur(moved, (0, 0), _SMOOTHING_SHARE * len(crop))
    strongest = max(float(np.percentile(np.abs(smooth), _STRONGEST_PERCENTILE)), 1e-9)
    strength = np.clip(smooth / strongest, -1, 1)[..., None].astype(np.float32)
    grey = cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY)[..., None].astype(np.float32).repeat(3, 2)
    cover = _MOST_COVER * np.abs(strength)
    colour = np.where(strength > 0, _RAISES, _LOWERS)
    mixed: NDArray[np.float32] = grey * (1 - cover) + colour * cover
    return np.clip(np.round(mixed), 0, 255).astype(np.uint8)


def _points(model: TyperModel, pixels: Tensor, boxes: Tensor) -> Tensor:
    """The expected score, 0 to 100, of prepared pictures (N, 3, S, S): (N,)."""
    logits = model.rater.logits(model.rater(model.trunk(pixels), boxes))
    if model.calibration.looks_twice:
        mirrored = mirrored_boxes(boxes, model.layout.crop.side_px)
        logits = (logits + model.rater.logits(model.rater(model.trunk(pixels.flip(3)), mirrored))) / 2
    temperatures = torch.tensor(model.calibration.temperatures, device=pixels.device)
    spread = type_probabilities(logits / temperatures[None, :, None])
    weights = torch.tensor([float(part.weight_points) for part in FacePart], device=pixels.device)
    return expected_grade(spread) @ weights

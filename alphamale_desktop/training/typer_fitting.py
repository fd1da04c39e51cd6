"""Fits the type model's calibration and its idea of a usual face, on the finished weights."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from alphamale_desktop.training.calibration import (
    SCORE_LATENT,
    expected_grades,
    fit_grade_curve,
    fit_temperature,
    fit_type_spread,
    scores_of,
    type_probabilities,
)
from alphamale_desktop.training.typer_crops import Canvases, View, cut
from alphamale_desktop.vision.typer_calibration import TyperCalibration
from alphamale_desktop.vision.typer_model import TyperModel

Numbers = NDArray[np.float64]

NEAR_VIEWS = (
    View(),
    View(scale=1.04, shift_x=0.01, shift_y=-0.01),
    View(scale=0.96, shift_x=-0.01, shift_y=0.01, mirrored=True),
)
"""As a gate that is a little wrong would ask for: more answers a face make the fitted quantiles steadier."""

_BATCH = 16
_LEAST_VARIANCE = 1e-4
_LEAST_SPREAD = 0.02
"""Added to each feature's spread: one that hardly ever answers must not decide alone."""


@dataclass(frozen=True, slots=True, eq=False)
class Observed:
    """Uncalibrated answers: logits (N, 3, 4), detector scores (N, 3), part boxes (N, 3, 4), summaries (N, C)."""

    logits: Numbers
    scores: Numbers
    boxes: Numbers
    summaries: NDArray[np.float32]


def observe_all(model: TyperModel, faces: Canvases, view: View) -> Observed:
    """Every face through one view, end to end with the model's own boxes."""
    logits, scores, boxes, summaries = [], [], [], []
    for start in range(0, len(faces.rgb), _BATCH):
        pairs = zip(faces.rgb[start : start + _BATCH], faces.parts[start : start + _BATCH], strict=True)
        crops = np.stack([cut(rgb, parts, model.layout.crop, view)[0] for rgb, parts in pairs])
        seen = model.observe(crops)
        logits.append(seen.logits.double().cpu().numpy())
        scores.append(seen.scores.double().cpu().numpy())
        boxes.append(seen.boxes.double().cpu().numpy())
        summaries.append(seen.summaries.float().cpu().numpy())
    return Observed(np.concatenate(logits), np.concatenate(scores), np.concatenate(boxes), np.concatenate(summaries))


def fit_calibration(start: TyperCalibration, seen: Sequence[Observed], wanted: NDArray[np.int64]) -> TyperCalibration:
    """Temperatures, the grade curve and the types' spread over the score; the rest stays as in ``start``.

    Args:
        seen: The same N held-out faces through one or more views.
        wanted: Their types, (N,), 1 to 5.
    """
    logits = np.concatenate([one.logits for one in seen])
    types = np.tile(wanted, len(seen))
    first, second, third = (fit_temperature(logits[:, part], types) for part in range(3))
    temperatures = np.array([first, second, third])
    expected = expected_grades(type_probabilities(logits / temperatures[None, :, None]))
    curve = fit_grade_curve(expected)
    scores = scores_of(expected, np.array(curve.x), np.array(curve.y[1:-1]))
    spread = fit_type_spread(scores, types, 1 / len(wanted))
    return replace(
        start,
        temperatures=(first, second, third),
        grade=curve,
        score_latent=SCORE_LATENT,
        type_borders=spread.borders,
        sharpness=spread.sharpness,
        outward_sharpness=spread.outward,
    )


def fit_familiarity(model: TyperModel, usual: NDArray[np.float32], held_out: NDArray[np.float32]) -> None:
    """Sets the model's idea of a usual face, and how strange faces are that it never saw.

    Args:
        usual: Summaries (M, C) of training faces: mean, spread, main directions, their variances.
        held_out: Summaries (N, C) of other faces: what strangeness is still usual.
    """
    axes = model.layout.familiar_axes
    mean = usual.mean(0)
    inverse_spread = 1 / (usual.std(0) + _LEAST_SPREAD)
    standard = (usual - mean) * inverse_spread
    _, spread, directions = np.linalg.svd(standard, full_matrices=False)
    variances = np.zeros(axes)
    kept = min(axes, len(spread))
    variances[:kept] = spread[:kept] ** 2 / len(usual)
    main = np.zeros((axes, usual.shape[1]), np.float32)
    main[:kept] = directions[:kept]
    rest = float((standard**2).sum(1).mean() - variances.sum())
    values = (
        (model.familiar_mean, mean),
        (model.familiar_inverse_spread, inverse_spread),
        (model.familiar_axes, main),
        (model.familiar_variances, variances.clip(_LEAST_VARIANCE)),
        # Counted as if it had as many directions as the main ones, so that neither half drowns the other.
        (model.familiar_rest, np.array(max(rest, _LEAST_VARIANCE) / axes)),
    )
    with torch.no_grad():
        for buffer, value in values:
            buffer.copy_(torch.from_numpy(np.asarray(value, np.float32)))
    strangeness = model.log_strangeness(torch.from_numpy(held_out).to(model.familiar_mean.device)).cpu().numpy()
    model.calibration = replace(
        model.calibration,
        strangeness_mean=float(strangeness.mean()),
        strangeness_spread=float(max(strangeness.std(), 1e-3)),
    )

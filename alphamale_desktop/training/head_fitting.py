"""Closed-form fits of the part heads: a start from nothing, and a step from heads that are already there."""

import math
from collections.abc import Iterable

import numpy as np
import torch
from numpy.typing import NDArray

from alphamale_desktop.training.rating_model import RatedCanvases, RatingModel, examples
from alphamale_desktop.training.typer_crops import View, cut
from alphamale_desktop.vision.part_rater import PartHead, PooledPart
from alphamale_desktop.vision.typer_crop import CropLayout
from alphamale_desktop.vision.typer_model import prepare

Numbers = NDArray[np.float32]

STRENGTHS = (0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
_BATCH = 32
_WORTH_IT = 0.99


@torch.inference_mode()
def fit_heads(
    model: RatingModel,
    faces: RatedCanvases,
    layout: CropLayout,
    ridge: float,
    seed: int,
    *,
    views: int = 1,
    consistency: float = 0.0,
    even: bool = False,
) -> None:
    """Sets the heads to the weighted ridge regression of the latents on the untrained trunk's features.

    Fine-tuning from here spares the trunk the noise of random heads (Kumar et al., "Fine-Tuning can Distort
    Pretrained Features", 2022). Every face is seen through ``views`` random views. Memory: 160 KiB a face and view.

    Args:
        consistency: What it costs when a face's views are answered differently; see ``consistent_ridge``.
        even: Fits one weight a channel, the same for all cells of a part.
    """
    model.eval()
    latents, weights = np.tile(faces.latents, views), np.tile(faces.weights, views)
    rows = _through_random_views(model, faces, layout, seed, views)
    for head, of_part in zip(model.rater.heads, rows, strict=True):
        grids = np.concatenate(of_part)
        of_part.clear()
        cells = grids.shape[2]
        if even:
            grids = grids.mean(2, keepdims=True)
        centre, spread = grids.mean((0, 2)), grids.std((0, 2)) + 1e-3
        features = ((grids - centre[:, None]) / spread[:, None]).reshape(len(grids), -1)
        weight, bias = consistent_ridge(features, latents, weights, ridge, views, consistency)
        if even:
            weight = np.repeat(weight / cells, cells)
        for name, value in (
            ("centre", centre),
            ("inverse_spread", 1 / spread),
            ("weight", weight * np.sqrt(len(weight))),
            ("bias", bias),
        ):
            getattr(head, name).copy_(torch.as_tensor(np.asarray(value, np.float32)).reshape(getattr(head, name).shape))


def ridge_regression(features: Numbers, wanted: Numbers, weights: Numbers, ridge: float) -> tuple[Numbers, float]:
    """Weighted ridge regression in its dual form: far more features than faces."""
    return consistent_ridge(features, wanted, weights, ridge, views=1, consistency=0.0)


def consistent_ridge(
    features: Numbers, wanted: Numbers, weights: Numbers, ridge: float, views: int, consistency: float
) -> tuple[Numbers, float]:
    """Ridge regression that also pays for each face's spread over its views; weights and bias.

    Least is, over rows i, sum of w_i (f_i - y_i)^2 + consistency * w_i (f_i - mean of its face's f)^2, and the ridge.

    Args:
        features: (views * N, C), all faces' first views before all faces' second; ``wanted`` and ``weights`` alike.
    """
    shares = (weights / weights.mean()).astype(np.float64)
    bias = float(np.average(wanted, weights=weights))
    kernel = (features @ features.T / features.shape[1]).astype(np.float64)
    system = shares[:, None] * kernel
    if views > 1 and consistency > 0:
        by_view = kernel.reshape(views, len(kernel) // views, len(kernel))
        spread = (by_view - by_view.mean(0)).reshape(kernel.shape)
        system += consistency * shares[:, None] * spread
    system[np.diag_indices_from(system)] += ridge
    dual = np.linalg.solve(system, shares * (wanted - bias))
    return np.asarray(features.T @ dual.astype(np.float32) / features.shape[1], np.float32), bias


@torch.inference_mode()
def adapt_heads(
    model: RatingModel, train: RatedCanvases, val: RatedCanvases, layout: CropLayout, seed: int, views: int
) -> float:
    """Moves the heads by the ridge regression of what they get wrong, as far as held-out faces bear it out.

    Returns:
        The strength of the ridge that was best on ``val``; infinite when the heads were best as they were.
    """
    model.eval()
    wanted, weights = np.tile(train.latents, views), np.tile(train.weights, views)
    seen = _through_random_views(model, train, layout, seed, views)
    unseen = _through_one_view(model, val, layout)
    errors = dict.fromkeys((math.inf, *STRENGTHS), 0.0)
    steps: dict[float, list[tuple[Numbers, float]]] = {strength: [] for strength in STRENGTHS}
    for head, of_train, of_val in zip(model.rater.heads, seen, unseen, strict=True):
        features, rest = _standardised(head, of_train)
        missing = wanted - rest
        judged, now = _standardised(head, of_val)
        errors[math.inf] += _error(now - val.latents)
        for strength in STRENGTHS:
            weight, bias = ridge_regression(features, missing, weights, strength)
            steps[strength].append((weight, bias))
            errors[strength] += _error(now + judged @ weight + bias - val.latents)
    best = min(errors, key=lambda strength: (errors[strength], -strength))
    if errors[best] > _WORTH_IT * errors[math.inf]:
        return math.inf
    for head, (weight, bias) in zip(model.rater.heads, steps.get(best, ()), strict=False):
        assert isinstance(head, PartHead)
        head.weight.add_(torch.from_numpy(weight * len(weight) ** 0.5).to(head.weight))
        head.bias.add_(bias)
    return best


def _standardised(head: torch.nn.Module, grids: Iterable[Numbers]) -> tuple[Numbers, Numbers]:
    """A head's features (N, C * 9) of pooled grids, and its latents (N,)."""
    assert isinstance(head, PartHead)
    middle = head.centre.numel()
    features, latents = [], []
    for grid in grids:
        whole = torch.from_numpy(grid).view(len(grid), middle, 3, 3).to(head.centre)
        part = PooledPart(whole[:, :0], whole)
        features.append(head.standardised(part).cpu().numpy())
        latents.append(head(part).cpu().numpy())
    return np.concatenate(features), np.concatenate(latents)


def _through_random_views(
    model: RatingModel, faces: RatedCanvases, layout: CropLayout, seed: int, views: int
) -> list[list[Numbers]]:
    """For each part, the pooled features (n, C, 9) of batch after batch; every face once a view, in order."""
    device = next(model.parameters()).device
    rng = np.random.default_rng([seed, 4])
    rows: list[list[Numbers]] = [[] for _ in model.rater.heads]
    every = np.tile(np.arange(len(faces.latents)), views)
    for chosen in np.array_split(every, -(-len(every) // _BATCH)):
        pixels, boxes = examples(faces.canvases, chosen, layout, rng)
        _pool(model, pixels.to(device), boxes.to(device), rows)
    return rows


def _through_one_view(model: RatingModel, faces: RatedCanvases, layout: CropLayout) -> list[list[Numbers]]:
    device = next(model.parameters()).device
    rows: list[list[Numbers]] = [[] for _ in model.rater.heads]
    for start in range(0, len(faces.latents), _BATCH):
        pairs = zip(
            faces.canvases.rgb[start : start + _BATCH], faces.canvases.parts[start : start + _BATCH], strict=True
        )
        cuts = [cut(rgb, parts, layout, View()) for rgb, parts in pairs]
        boxes = torch.from_numpy(np.stack([box for _, box in cuts])).to(device)
        _pool(model, prepare(np.stack([crop for crop, _ in cuts]), device), boxes, rows)
    return rows


def _pool(model: RatingModel, pixels: torch.Tensor, boxes: torch.Tensor, rows: list[list[Numbers]]) -> None:
    for of_part, part in zip(rows, model.rater.pool(model.trunk(pixels), boxes), strict=True):
        of_part.append(torch.cat([part.middle, part.coarse], 1).flatten(2).cpu().numpy())


def _error(away: NDArray[np.floating]) -> float:
    """Mean smooth L1, as stage 1's loss has it."""
    size = np.abs(away)
    return float(np.where(size < 1, size**2 / 2, size - 0.5).mean())

"""The detector's arithmetic between its networks, in numpy: anchors, decoding, suppression, levels.

Source: Ren et al., "Faster R-CNN" (2015), Lin et al., "Feature Pyramid Networks" (2017); torchvision's conventions to
the digit, because its detector trains the weights.
"""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.vision.detector_layout import DetectorLayout

Numbers = NDArray[np.float32]
Indices = NDArray[np.intp]

PROPOSAL_WEIGHTS = (1.0, 1.0, 1.0, 1.0)
HEAD_WEIGHTS = (10.0, 10.0, 5.0, 5.0)
"""What a box's four corrections are divided by, in the first and in the second stage."""

_MOST_GROWTH = math.log(1000 / 16)
_CANONICAL_LEVEL = 4
_FINEST_LEVEL = 3
_LEVEL_TOLERANCE = 1e-6


@lru_cache(maxsize=64)
def anchors_for(layout: DetectorLayout, grids: tuple[tuple[int, int], ...], height_px: int, width_px: int) -> Numbers:
    """Every anchor, (A, 4) in input pixels, in the order of the networks' answers: level, row, column, shape.

    Args:
        grids: Rows and columns of each level's map, finest first.
    """
    levels = []
    for sizes, (rows, columns) in zip(layout.anchor_sizes_px, grids, strict=True):
        shapes = _shapes(sizes, layout.anchor_ratios)
        down = np.arange(rows, dtype=np.float32) * (height_px // rows)
        along = np.arange(columns, dtype=np.float32) * (width_px // columns)
        y, x = np.meshgrid(down, along, indexing="ij")
        places = np.stack([x, y, x, y], axis=-1).reshape(-1, 1, 4)
        levels.append((places + shapes).reshape(-1, 4))
    anchors = np.concatenate(levels)
    anchors.setflags(write=False)
    return anchors


def _shapes(sizes_px: tuple[float, ...], ratios: tuple[float, ...]) -> Numbers:
    stretch = np.sqrt(np.array(ratios, np.float32))
    sizes = np.array(sizes_px, np.float32)
    heights = (stretch[:, None] * sizes).ravel()
    widths = ((1 / stretch)[:, None] * sizes).ravel()
    corners = np.stack([-widths, -heights, widths, heights], axis=1) / 2
    return np.asarray(corners.round(), np.float32)


def decoded(boxes: Numbers, corrections: Numbers, weights: tuple[float, float, float, float]) -> Numbers:
    """``boxes`` (K, 4) moved and scaled by ``corrections`` (K, 4 * C): gives (K, C, 4)."""
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    x, y = boxes[:, 0] + 0.5 * width, boxes[:, 1] + 0.5 * height
    by = corrections.reshape(len(boxes), -1, 4) / np.array(weights, np.float32)
    new_x = by[..., 0] * width[:, None] + x[:, None]
    new_y = by[..., 1] * height[:, None] + y[:, None]
    half_width = 0.5 * np.exp(np.minimum(by[..., 2], _MOST_GROWTH)) * width[:, None]
    half_height = 0.5 * np.exp(np.minimum(by[..., 3], _MOST_GROWTH)) * height[:, None]
    return np.stack([new_x - half_width, new_y - half_height, new_x + half_width, new_y + half_height], axis=-1)


def best(scores: Numbers, count: int) -> Indices:
    """Where the ``count`` highest are, highest first."""
    if count < len(scores):
        among = np.argpartition(-scores, count - 1)[:count]
        return among[np.argsort(-scores[among], kind="stable")]
    return np.argsort(-scores, kind="stable")


def survivors(boxes: Numbers, scores: Numbers, limit: float, labels: NDArray[np.int64] | None = None) -> Indices:
    """Non-maximum suppression: where the boxes are that no better one overlaps by more than ``limit`` (IoU), best
    first.

    Args:
        boxes: (K, 4); every pair is compared, so K should be some hundreds at most.
        labels: Boxes of different labels leave one another alone.
    """
    order = np.argsort(-scores, kind="stable")
    of_order = boxes[order]
    clash = overlaps(of_order, of_order) > limit
    if labels is not None:
        clash &= labels[order][:, None] == labels[order]
    alive = np.ones(len(order), np.bool_)
    for place in range(len(order)):
        if alive[place]:
            alive[place + 1 :] &= ~clash[place, place + 1 :]
    return order[alive]


def overlaps(first: Numbers, second: Numbers) -> Numbers:
    """Intersection over union of every pair: (K, 4) and (L, 4) give (K, L)."""
    corner = np.maximum(first[:, None, :2], second[None, :, :2])
    other = np.minimum(first[:, None, 2:], second[None, :, 2:])
    sides = np.maximum(other - corner, 0)
    shared = sides[..., 0] * sides[..., 1]
    return np.asarray(shared / (_areas(first)[:, None] + _areas(second) - shared), np.float32)


def levels_of(boxes: Numbers, pooling_side_px: float, count: int) -> Indices:
    """Which of ``count`` maps each box (K, 4) is pooled from, 0 the finest: one coarser for twice the side."""
    sides = np.sqrt(_areas(boxes))
    with np.errstate(divide="ignore"):
        level = np.floor(_CANONICAL_LEVEL + np.log2(sides / np.float32(pooling_side_px)) + _LEVEL_TOLERANCE)
    return np.asarray(np.clip(level - _FINEST_LEVEL, 0, count - 1), np.intp)


def softmax(logits: Numbers) -> Numbers:
    """Along the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), np.float32)


def _areas(boxes: Numbers) -> Numbers:
    return (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])

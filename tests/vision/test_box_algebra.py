"""The detector's arithmetic in numpy gives what torchvision's gives."""

import numpy as np
import pytest
import torch
from torchvision.models.detection._utils import BoxCoder
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.models.detection.image_list import ImageList
from torchvision.ops import batched_nms, box_iou, nms
from torchvision.ops.poolers import LevelMapper

from alphamale_desktop.vision.box_algebra import (
    HEAD_WEIGHTS,
    Numbers,
    anchors_for,
    best,
    decoded,
    levels_of,
    overlaps,
    softmax,
    survivors,
)
from alphamale_desktop.vision.detector_layout import DetectorLayout
from alphamale_desktop.vision.gate_layout import GATE_LAYOUT
from alphamale_desktop.vision.typer_layout import TyperLayout


def boxes(count: int, seed: int, side: float = 90.0) -> Numbers:
    rng = np.random.default_rng(seed)
    corners = rng.uniform(-20, 200, (count, 2))
    return np.concatenate([corners, corners + rng.uniform(2, side, (count, 2))], axis=1).astype(np.float32)


def scores(count: int, seed: int) -> Numbers:
    # Few different values, so that some are equal.
    return (np.random.default_rng(seed).integers(0, 60, count) / 60).astype(np.float32)


@pytest.mark.parametrize("layout", [GATE_LAYOUT, TyperLayout().detector], ids=["gate", "typer"])
@pytest.mark.parametrize(("height", "width"), [(256, 256), (128, 448), (192, 192), (96, 160)])
def test_anchors_are_torchvisions(layout: DetectorLayout, height: int, width: int) -> None:
    grids = tuple((height // stride, width // stride) for stride in (8, 16, 32))
    maps = [torch.zeros(1, 1, *grid) for grid in grids]
    picture = ImageList(torch.zeros(1, 3, height, width), [(height, width)])
    make = AnchorGenerator(layout.anchor_sizes_px, (layout.anchor_ratios,) * len(layout.anchor_sizes_px))

    ours = anchors_for(layout, grids, height, width)

    assert np.array_equal(ours, make(picture, maps)[0].numpy())


def test_boxes_are_moved_as_torchvision_moves_them() -> None:
    moved, by = boxes(50, 1), np.random.default_rng(2).normal(0, 3, (50, 12)).astype(np.float32)
    by[0, 2] = 400.0

    ours = decoded(moved, by, HEAD_WEIGHTS)

    theirs = BoxCoder(HEAD_WEIGHTS).decode(torch.from_numpy(by), [torch.from_numpy(moved)]).numpy()
    assert ours == pytest.approx(theirs, rel=1e-5, abs=1e-3)


@pytest.mark.parametrize("count", [0, 1, 7, 80, 300])
@pytest.mark.parametrize("limit", [0.3, 0.5, 0.7])
def test_suppression_keeps_what_torchvision_keeps(count: int, limit: float) -> None:
    some, sure = boxes(count, count), scores(count, count + 1)

    ours = survivors(some, sure, limit)

    assert ours.tolist() == nms(torch.from_numpy(some), torch.from_numpy(sure), limit).tolist()


@pytest.mark.parametrize("count", [0, 5, 120])
def test_boxes_of_other_classes_suppress_nothing(count: int) -> None:
    some, sure = boxes(count, count), np.random.default_rng(3).random(count).astype(np.float32)
    labels = np.random.default_rng(4).integers(1, 4, count)

    ours = survivors(some, sure, 0.4, labels)

    theirs = batched_nms(torch.from_numpy(some), torch.from_numpy(sure), torch.from_numpy(labels), 0.4)
    assert ours.tolist() == theirs.tolist()


def test_overlaps_are_torchvisions() -> None:
    first, second = boxes(30, 5), boxes(20, 6)

    ours = overlaps(first, second)

    assert ours == pytest.approx(box_iou(torch.from_numpy(first), torch.from_numpy(second)).numpy(), abs=1e-6)


@pytest.mark.parametrize("side", [40.0, 160.0, 900.0])
def test_each_box_is_pooled_from_torchvisions_level(side: float) -> None:
    some = boxes(200, 7, side)
    on_the_border = np.array([[0, 0, 112, 112], [0, 0, 224, 224], [0, 0, 56, 56]], np.float32)
    every = np.concatenate([some, on_the_border])

    ours = levels_of(every, 112.0, 3)

    assert ours.tolist() == LevelMapper(3, 5, canonical_scale=112.0)([torch.from_numpy(every)]).tolist()


@pytest.mark.parametrize("count", [1, 10, 99, 100, 200])
def test_the_best_come_best_first(count: int) -> None:
    numbers = np.random.default_rng(8).permutation(100).astype(np.float32)

    chosen = best(numbers, count)

    assert numbers[chosen].tolist() == sorted(numbers.tolist(), reverse=True)[:count]


def test_shares_sum_to_one_however_large_the_logits() -> None:
    logits = np.array([[1000.0, 999.0], [-1000.0, 0.0]], np.float32)

    shares = softmax(logits)

    assert shares == pytest.approx(torch.softmax(torch.from_numpy(logits), -1).numpy(), abs=1e-6)

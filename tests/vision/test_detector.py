"""The detector's answers have the promised shape, order and range, whatever its weights."""

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from alphamale_desktop.vision.detector import Detections, Detector, Targets
from alphamale_desktop.vision.detector_layout import DetectorLayout
from alphamale_desktop.vision.trunk import FaceTrunk

LAYOUT = DetectorLayout(
    classes=2,
    anchor_sizes_px=((8, 12), (20, 32), (50, 80)),
    channels=16,
    pooled_cells=3,
    head_width=24,
    proposals=20,
    training_proposals=20,
    score_floor=0.01,
    most_detections=7,
)


def detector(layout: DetectorLayout = LAYOUT) -> Detector:
    torch.manual_seed(5)
    return Detector(FaceTrunk(0.125), layout).eval()


def pictures(count: int) -> Tensor:
    return torch.randn(count, 3, 64, 96, generator=torch.Generator().manual_seed(1)) * 60


@torch.inference_mode()
def found_in(model: Detector, batch: Tensor) -> list[Detections]:
    return model.detect(model.pyramid(batch))


def test_detections_are_sorted_probabilities_of_known_classes() -> None:
    answers = found_in(detector(), pictures(3))

    assert len(answers) == 3
    for answer in answers:
        count = len(answer.scores)
        assert 0 < count <= LAYOUT.most_detections
        assert answer.boxes.shape == (count, 4)
        assert answer.labels.shape == (count,)
        assert torch.equal(answer.scores, answer.scores.sort(descending=True).values)
        assert float(answer.scores.min()) >= 0.01
        assert float(answer.scores.max()) <= 1
        assert set(answer.labels.tolist()) <= {1, 2}
        assert bool((answer.boxes[:, 2:] > answer.boxes[:, :2]).all())


def test_a_batch_answers_like_its_pictures_alone() -> None:
    model, batch = detector(), pictures(3)

    together = found_in(model, batch)
    alone = [found_in(model, batch[index : index + 1])[0] for index in range(3)]

    for one, other in zip(together, alone, strict=True):
        torch.testing.assert_close(one.boxes, other.boxes, rtol=1e-3, atol=1e-2)
        torch.testing.assert_close(one.scores, other.scores, rtol=1e-3, atol=1e-4)


def test_boxes_may_reach_outside_the_picture() -> None:
    huge = replace(LAYOUT, anchor_sizes_px=((150,), (150,), (150,)))

    (answer,) = found_in(detector(huge), pictures(1))

    assert float(answer.boxes[:, :2].min()) < 0
    assert float(answer.boxes[:, 2].max()) > 96


def test_feature_vectors_come_one_a_box_in_order() -> None:
    model, batch = detector(), pictures(2)
    boxes = [torch.tensor([[4.0, 4, 40, 44]]), torch.tensor([[4.0, 4, 40, 44], [50, 10, 90, 60]])]

    with torch.inference_mode():
        together = model.describe(model.pyramid(batch), boxes)
        second = model.describe(model.pyramid(batch[1:]), [boxes[1][1:]])

    assert together.shape == (3, LAYOUT.head_width)
    torch.testing.assert_close(together[2:], second, rtol=1e-3, atol=1e-4)


def test_training_gives_four_finite_losses_also_for_a_picture_without_anything() -> None:
    model = detector().train()
    empty = {"boxes": torch.zeros(0, 4), "labels": torch.zeros(0, dtype=torch.int64)}
    targets: Targets = [{"boxes": torch.tensor([[10.0, 8, 50, 60]]), "labels": torch.tensor([2])}, empty]

    losses = model.losses(model.pyramid(pictures(2)), targets)

    assert set(losses) == {"loss_objectness", "loss_rpn_box_reg", "loss_classifier", "loss_box_reg"}
    assert all(bool(torch.isfinite(loss)) for loss in losses.values())


def test_anchors_that_do_not_fit_the_trunk_are_refused() -> None:
    with pytest.raises(ValueError, match="3 levels"):
        detector(DetectorLayout(classes=1, anchor_sizes_px=((8,), (16,))))


def test_a_slimmer_trunk_has_the_same_strides_and_fewer_channels() -> None:
    taps = FaceTrunk(0.5)(torch.zeros(1, 3, 64, 96))

    assert [tuple(tap.shape[1:]) for tap in taps] == [(128, 8, 12), (256, 4, 6), (512, 2, 3)]

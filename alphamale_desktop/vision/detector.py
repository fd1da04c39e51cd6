"""The Faster R-CNN with a feature pyramid that both models are built on.

Source: Ren et al., "Faster R-CNN" (2015) and Lin et al., "Feature Pyramid Networks" (2017), built from
torchvision's parts. It departs from torchvision's ready-made detector in two ways: boxes are not clipped to
the picture, because a face that is cut off keeps its full box, and the caller brings pictures that are
already scaled and padded.
"""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Protocol, cast

import torch
from torch import Tensor, nn
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.models.detection.faster_rcnn import FastRCNNPredictor, TwoMLPHead
from torchvision.models.detection.image_list import ImageList
from torchvision.models.detection.roi_heads import RoIHeads
from torchvision.models.detection.rpn import RegionProposalNetwork, RPNHead
from torchvision.ops import FeaturePyramidNetwork, MultiScaleRoIAlign, batched_nms, nms

from alphamale_desktop.vision.detector_layout import DetectorLayout

Targets = list[dict[str, Tensor]]
"""One a picture: ``boxes`` float32 (K, 4) as x0, y0, x1, y1 in input pixels, ``labels`` int64 (K,) from 1."""


class Trunk(Protocol):
    """Gives one feature map a level, finest first; its strides divide the input's sides."""

    @property
    def channels(self) -> tuple[int, ...]: ...

    @property
    def strides(self) -> tuple[int, ...]: ...

    def __call__(self, x: Tensor) -> list[Tensor]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Pyramid:
    """A batch's feature maps, finest first, and the pictures they came from."""

    maps: "OrderedDict[str, Tensor]"
    images: ImageList


@dataclass(frozen=True, slots=True, eq=False)
class Detections:
    """What was found in one picture, best score first.

    Attributes:
        boxes: float32 (K, 4): x0, y0, x1, y1 in input pixels; may reach outside the picture.
        labels: int64 (K,), from 1.
        scores: float32 (K,), 0 to 1, the softmax over classes, not calibrated.
    """

    boxes: Tensor
    labels: Tensor
    scores: Tensor


class Detector(nn.Module):
    """Faster R-CNN over any trunk.

    Takes batches (N, 3, H, W) of one size in the trunk's own scaling, H and W multiples of its coarsest
    stride. Training mode decides how many proposals are kept, so switch with ``train()`` and ``eval()``. In
    ``eval()`` a picture's answer does not depend on the rest of its batch, up to rounding.
    """

    def __init__(self, trunk: Trunk, layout: DetectorLayout) -> None:
        """Raises ``ValueError`` when the anchors do not fit the trunk's levels."""
        super().__init__()
        counts = {len(sizes) for sizes in layout.anchor_sizes_px}
        if len(layout.anchor_sizes_px) != len(trunk.channels) or len(counts) != 1:
            raise ValueError(f"want as many anchors on each of {len(trunk.channels)} levels, got {layout}")
        self.layout = layout
        self.trunk = cast(nn.Module, trunk)
        self.fpn = FeaturePyramidNetwork(list(trunk.channels), layout.channels)
        anchors_a_place = counts.pop() * len(layout.anchor_ratios)
        self.rpn = _OpenProposals(
            AnchorGenerator(layout.anchor_sizes_px, (layout.anchor_ratios,) * len(layout.anchor_sizes_px)),
            RPNHead(layout.channels, anchors_a_place),
            fg_iou_thresh=0.5,
            bg_iou_thresh=0.3,
            batch_size_per_image=128,
            positive_fraction=0.5,
            pre_nms_top_n={"training": 2 * layout.training_proposals, "testing": 2 * layout.proposals},
            post_nms_top_n={"training": layout.training_proposals, "testing": layout.proposals},
            nms_thresh=0.7,
        )
        names = [str(level) for level in range(len(trunk.channels))]
        self.roi_heads = _OpenHeads(
            # The canonical level 4 is stride 16, the second of strides 8, 16, 32.
            MultiScaleRoIAlign(names, layout.pooled_cells, 2, canonical_scale=layout.pooling_side_px),
            TwoMLPHead(layout.channels * layout.pooled_cells**2, layout.head_width),
            FastRCNNPredictor(layout.head_width, layout.classes + 1),
            fg_iou_thresh=0.5,
            bg_iou_thresh=0.5,
            batch_size_per_image=64,
            positive_fraction=0.25,
            bbox_reg_weights=None,
            score_thresh=layout.score_floor,
            nms_thresh=layout.overlap_limit,
            detections_per_img=layout.most_detections,
        )

    def pyramid(self, x: Tensor) -> Pyramid:
        """The shared part: computed once, used by everything below."""
        maps = OrderedDict((str(level), tap) for level, tap in enumerate(self.trunk(x)))
        height, width = x.shape[-2:]
        return Pyramid(self.fpn(maps), ImageList(x, [(height, width)] * len(x)))

    def losses(self, pyramid: Pyramid, targets: Targets) -> dict[str, Tensor]:
        """The four losses of Faster R-CNN, each a scalar to be summed; only in training mode."""
        proposals, first = self.rpn(pyramid.images, pyramid.maps, targets)
        _, second = self.roi_heads(pyramid.maps, proposals, pyramid.images.image_sizes, targets)
        return {**first, **second}

    def detect(self, pyramid: Pyramid) -> list[Detections]:
        """One answer a picture; only in evaluation mode."""
        proposals, _ = self.rpn(pyramid.images, pyramid.maps)
        found, _ = self.roi_heads(pyramid.maps, proposals, pyramid.images.image_sizes)
        return [Detections(one["boxes"], one["labels"], one["scores"]) for one in found]

    def describe(self, pyramid: Pyramid, boxes: list[Tensor]) -> Tensor:
        """The head's feature vectors of given boxes, (sum of K, head_width): food for further heads.

        Args:
            boxes: One tensor (K, 4) a picture, in input pixels.
        """
        pooled = self.roi_heads.box_roi_pool(pyramid.maps, boxes, pyramid.images.image_sizes)
        return cast(Tensor, self.roi_heads.box_head(pooled))


class _OpenProposals(RegionProposalNetwork):  # type: ignore[misc]  # torchvision has no types
    """Keeps proposals that reach outside the picture; takes the best of all levels together."""

    def filter_proposals(
        self,
        proposals: Tensor,
        objectness: Tensor,
        image_shapes: list[tuple[int, int]],  # noqa: ARG002 - torchvision's signature
        num_anchors_per_level: list[int],  # noqa: ARG002
    ) -> tuple[list[Tensor], list[Tensor]]:
        scores = objectness.detach().reshape(len(proposals), -1)
        best, order = scores.topk(min(self.pre_nms_top_n(), scores.shape[1]), dim=1)
        boxes = proposals.gather(1, order[..., None].expand(-1, -1, 4))
        kept_boxes, kept_scores = [], []
        for of_picture, logits in zip(boxes, best, strict=True):
            keep = nms(of_picture, logits, self.nms_thresh)[: self.post_nms_top_n()]
            kept_boxes.append(of_picture[keep])
            kept_scores.append(logits[keep].sigmoid())
        return kept_boxes, kept_scores


class _OpenHeads(RoIHeads):  # type: ignore[misc]  # torchvision has no types
    """Keeps detections that reach outside the picture."""

    def postprocess_detections(
        self,
        class_logits: Tensor,
        box_regression: Tensor,
        proposals: list[Tensor],
        image_shapes: list[tuple[int, int]],  # noqa: ARG002 - torchvision's signature
    ) -> tuple[list[Tensor], list[Tensor], list[Tensor]]:
        counts = [len(of_picture) for of_picture in proposals]
        decoded = torch.split_with_sizes(self.box_coder.decode(box_regression, proposals), counts)
        softmax = torch.split_with_sizes(torch.softmax(class_logits, -1), counts)
        all_boxes, all_scores, all_labels = [], [], []
        for boxes, scores in zip(decoded, softmax, strict=True):
            row, column = torch.where(scores[:, 1:] > self.score_thresh)
            labels = column + 1
            boxes, scores = boxes[row, labels], scores[row, labels]
            keep = batched_nms(boxes, scores, labels, self.nms_thresh)[: self.detections_per_img]
            all_boxes.append(boxes[keep])
            all_scores.append(scores[keep])
            all_labels.append(labels[keep])
        return all_boxes, all_scores, all_labels

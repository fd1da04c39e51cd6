"""``Detector`` without torch: two networks run by ONNX Runtime, and numpy between them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.vision.box_algebra import (
    HEAD_WEIGHTS,
    PROPOSAL_WEIGHTS,
    Indices,
    Numbers,
    anchors_for,
    best,
    decoded,
    levels_of,
    softmax,
    survivors,
)
from alphamale_desktop.vision.detector_layout import DetectorLayout
from alphamale_desktop.vision.image import Pixels
from alphamale_desktop.vision.onnx_graphs import Network

LEVELS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """A batch after the first network.

    Attributes:
        maps: The pyramid's, finest first, each (N, C, H, W).
        taps: The trunk's own, for further heads; none when the network does not give them.
        proposals: One (K, 4) a picture, in input pixels; of the first pictures only, where no more were wanted.
    """

    maps: list[Numbers]
    taps: list[Numbers]
    proposals: list[Numbers]


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What was found in one picture, best score first; see ``Detections``."""

    boxes: Numbers
    labels: NDArray[np.int64]
    scores: Numbers


class OnnxDetector:
    """Gives ``Detector``'s answers in evaluation mode, up to rounding.

    Args:
        maps: uint8 RGB (N, H, W, 3) to objectness (N, A), corrections (N, A, 4), the pyramid's maps, and taps.
        heads: Pyramid maps and boxes (K, 5), a picture's number first, for each level, to class logits,
            corrections and whatever else hangs on the boxes' features.
        layout: The one that the weights were trained with.
    """

    def __init__(self, maps: Network, heads: Network, layout: DetectorLayout) -> None:
        self._maps = maps
        self._heads = heads
        self._layout = layout

    def look(self, pictures: Pixels, proposing: int | None = None) -> Features:
        """The first network, and the boxes that it proposes.

        Args:
            proposing: In the first so many pictures only; of the rest just the maps are wanted.
        """
        objectness, corrections, *rest = self._maps({"pictures": pictures})
        maps, taps = rest[:LEVELS], rest[LEVELS:]
        grids = tuple((int(one.shape[2]), int(one.shape[3])) for one in maps)
        anchors = anchors_for(self._layout, grids, *pictures.shape[1:3])
        seen = zip(objectness[:proposing], corrections[:proposing], strict=True)
        chosen = [self._proposals(anchors, *one) for one in seen]
        return Features(maps, taps, chosen)

    def detect(self, features: Features) -> list[Found]:
        """One answer a picture."""
        logits, corrections = self.describe(features, features.proposals)[:2]
        splits = np.cumsum([len(boxes) for boxes in features.proposals])[:-1]
        answers = zip(features.proposals, np.split(logits, splits), np.split(corrections, splits), strict=True)
        return [self._detections(*one) for one in answers]

    def describe(self, features: Features, boxes: Sequence[Numbers]) -> list[Numbers]:
        """The second network on given boxes, one (K, 4) a picture: its outputs, each (sum of K, ...)."""
        every = np.concatenate(boxes)
        pictures = np.repeat(np.arange(len(boxes), dtype=np.float32), [len(of_picture) for of_picture in boxes])
        places = np.concatenate([pictures[:, None], every], axis=1, dtype=np.float32)
        levels = levels_of(every, self._layout.pooling_side_px, LEVELS)
        feed = {f"map{level}": one for level, one in enumerate(features.maps)}
        feed |= {f"boxes{level}": places[levels == level] for level in range(LEVELS)}
        back = np.argsort(np.argsort(levels, kind="stable"))
        return [answer[back] for answer in self._heads(feed)]

    def _proposals(self, anchors: Numbers, objectness: Numbers, corrections: Numbers) -> Numbers:
        layout = self._layout
        likely = best(objectness, 2 * layout.proposals)
        boxes = decoded(anchors[likely], corrections[likely], PROPOSAL_WEIGHTS)[:, 0]
        return boxes[survivors(boxes, objectness[likely], 0.7)[: layout.proposals]]

    def _detections(self, proposals: Numbers, logits: Numbers, corrections: Numbers) -> Found:
        layout = self._layout
        scores, boxes = softmax(logits), decoded(proposals, corrections, HEAD_WEIGHTS)
        row, column = np.nonzero(scores[:, 1:] > layout.score_floor)
        labels = (column + 1).astype(np.int64)
        of_class, sure = boxes[row, labels], scores[row, labels]
        keep: Indices = survivors(of_class, sure, layout.overlap_limit, labels)[: layout.most_detections]
        return Found(of_class[keep], labels[keep], sure[keep])

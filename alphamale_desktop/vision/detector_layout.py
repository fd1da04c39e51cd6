"""The sizes of a detector, apart from any engine that runs it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DetectorLayout:
    """Sizes of a detector; two detectors with equal layouts and trunks load one another's weights.

    Attributes:
        classes: Kinds of things to find, without the background.
        anchor_sizes_px: For each level its anchors' sides (square root of the area) in input pixels;
            equally many on each level.
        anchor_ratios: Height through width.
        channels: Width of the pyramid.
        pooled_cells: Side of the grid that a box is pooled to.
        pooling_side_px: Boxes of this side are pooled from the second level, twice as large ones from the
            third.
        head_width: Length of a box's feature vector.
        proposals: How many boxes a picture reach the head when detecting.
        training_proposals: The same while training.
        score_floor: Detections below are dropped.
        overlap_limit: Of two detections of a class that overlap more (IoU), the weaker is dropped.
        most_detections: Per picture.
    """

    classes: int
    anchor_sizes_px: tuple[tuple[float, ...], ...]
    anchor_ratios: tuple[float, ...] = (1.0,)
    channels: int = 128
    pooled_cells: int = 7
    pooling_side_px: float = 112.0
    head_width: int = 256
    proposals: int = 50
    training_proposals: int = 300
    score_floor: float = 0.05
    overlap_limit: float = 0.5
    most_detections: int = 20

"""Model 1's sizes, and how its scores become probabilities; apart from any engine that runs it."""

from dataclasses import dataclass

from alphamale_desktop.vision.detector_layout import DetectorLayout

GATE_TRUNK_WIDTH = 0.5
GATE_LAYOUT = DetectorLayout(
    classes=1,
    anchor_sizes_px=((9, 14, 22), (33, 52, 80), (125, 193, 300)),
    anchor_ratios=(1.3,),
    channels=48,
    pooled_cells=5,
    pooling_side_px=80.0,
    head_width=128,
    proposals=40,
    training_proposals=64,
    score_floor=0.02,
    overlap_limit=0.4,
    most_detections=10,
)

CLOSE_LOOK_SHARE = 0.3
"""Faces taller than this share of the picture are the first look's business."""

SURE_TILTED = 0.8
"""A face that shows only in a turned picture needs this confidence: two more looks are two more chances to be wrong."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns the detector's score s into a probability: sigmoid(slope * logit(s) + offset)."""

    slope: float = 1.0
    offset: float = 0.0

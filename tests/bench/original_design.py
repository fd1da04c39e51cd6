"""The original system's models, rebuilt for comparison: the same architecture and sizes, random weights.

Two of torchvision's Faster R-CNNs on MobileNetV2 without a pyramid (one 1280-channel map, anchors of five sizes and
three ratios, as torchvision's tutorial builds them), both given the whole photo at 178 x 218 pixels, which torchvision
then enlarges to its default of 800 px on the shorter side. The server loaded both from disk on every request.

Random weights cost as much as trained ones: the first stage always hands over its thousand best proposals, and the
second looks at all of them. What trained weights would add, drawing boxes from score 0.75 up, is left out.
"""

from pathlib import Path

import cv2
import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torchvision.models import mobilenet_v2
from torchvision.models.detection import FasterRCNN
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.ops import MultiScaleRoIAlign

_PICTURE_PX = (178, 218)
_CLASSES = {"original_gate": 2, "original_typer": 16}
_ACCEPTED = 0.75


def write_original_weights(folder: Path) -> None:
    torch.manual_seed(3)
    for name, classes in _CLASSES.items():
        save_file(_detector(classes).state_dict(), folder / f"{name}.safetensors")


def load_original(folder: Path) -> tuple[nn.Module, nn.Module]:
    """Both models from disk, as every request did."""
    gate, typer = (_loaded(folder / f"{name}.safetensors", classes) for name, classes in _CLASSES.items())
    return gate, typer


@torch.inference_mode()
def judge_as_original(models: tuple[nn.Module, nn.Module], photo: bytes) -> int:
    """One request: decode, both models; how many boxes they were sure of."""
    bgr = cv2.imdecode(np.frombuffer(photo, np.uint8), cv2.IMREAD_COLOR)
    assert bgr is not None
    small = cv2.resize(bgr, _PICTURE_PX)
    picture = torch.from_numpy(np.ascontiguousarray(small[:, :, ::-1])).permute(2, 0, 1).float() / 255
    sure = 0
    for model in models:
        scores: Tensor = model([picture])[0]["scores"]
        sure += int((scores >= _ACCEPTED).sum())
    return sure


def _detector(classes: int) -> FasterRCNN:
    backbone = mobilenet_v2(weights=None).features
    backbone.out_channels = 1280
    anchors = AnchorGenerator(((32, 64, 128, 256, 512),), ((0.5, 1.0, 2.0),))
    pool = MultiScaleRoIAlign(["0"], output_size=7, sampling_ratio=2)
    return FasterRCNN(backbone, num_classes=classes, rpn_anchor_generator=anchors, box_roi_pool=pool)


def _loaded(path: Path, classes: int) -> nn.Module:
    model: nn.Module = _detector(classes)
    model.load_state_dict(load_file(path))
    model.eval()
    return model

"""Writes the networks' structure for ONNX Runtime: graphs without weights, which are filled when the program starts.

What is exported depends on the layouts only, never on what the weights say. Needs the package ``onnx``.
"""

import warnings
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import onnx
import torch
from torch import Tensor, nn
from torchvision.ops import roi_align

from alphamale_desktop.domain.errors import WeightsIncompatibleError
from alphamale_desktop.vision.gate_model import GateModel
from alphamale_desktop.vision.trunk import FaceTrunk
from alphamale_desktop.vision.typer_calibration import TyperCalibration
from alphamale_desktop.vision.typer_layout import TyperLayout, layout_from_json
from alphamale_desktop.vision.typer_model import TyperModel
from alphamale_desktop.vision.weights import WeightsFolder, write_manifest

M = TypeVar("M", bound=nn.Module)
OPSET = 17
_LEVELS = range(len(FaceTrunk.strides))
_ALL_MAPS = tuple(f"map{level}" for level in _LEVELS)
_ALL_BOXES = tuple(f"boxes{level}" for level in _LEVELS)
_SIDE_PX = 96
_ELSEWHERE = "weights"
"""Stands where a graph with weights outside names their file; there is none of that name."""


@dataclass(frozen=True, slots=True, eq=False)
class Export:
    """One graph to write.

    Attributes:
        network: Its only child is ``model``, whose tensors keep their names.
        examples: The inputs by name; every side of theirs in ``free`` may have any size.
        outputs: Names, in order.
        free: For an input or output the sides that may vary, by number.
    """

    name: str
    network: nn.Module
    examples: Mapping[str, Tensor]
    outputs: tuple[str, ...]
    free: Mapping[str, Sequence[int]]


class _Maps(nn.Module):
    """uint8 RGB pictures to what proposals are made of, the pyramid's maps, and the trunk's last two."""

    def __init__(self, model: GateModel | TyperModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, pictures: Tensor) -> tuple[Tensor, ...]:
        rgb = pictures.permute(0, 3, 1, 2).float()
        taps = self.model.detector.trunk(self._prepared(rgb))
        maps = list(self.model.detector.fpn(OrderedDict((str(level), tap) for level, tap in enumerate(taps))).values())
        scores, boxes = self.model.detector.rpn.head(maps)
        objectness = torch.cat([_by_anchor(level, 1) for level in scores], 1)
        corrections = torch.cat([_by_anchor(level, 4) for level in boxes], 1)
        further = taps[1:] if isinstance(self.model, TyperModel) else []
        return (objectness.squeeze(2), corrections, *maps, *further)

    def _prepared(self, rgb: Tensor) -> Tensor:
        if isinstance(self.model, GateModel):
            return (rgb - self.model.get_buffer("mean_rgb")).flip(1)
        return rgb.flip(1) - torch.tensor(FaceTrunk.mean_bgr).view(1, 3, 1, 1)


class _Heads(nn.Module):
    """Maps, and the boxes that are pooled from each, to what is said of the boxes, level by level."""

    def __init__(self, model: GateModel | TyperModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        levels = zip(inputs[: len(_LEVELS)], inputs[len(_LEVELS) :], FaceTrunk.strides, strict=True)
        detector = self.model.detector
        side = detector.layout.pooled_cells
        pooled = torch.cat([roi_align(x, boxes, (side, side), 1 / stride, 2, False) for x, boxes, stride in levels])
        features = detector.roi_heads.box_head(pooled)
        further = [self.model.pose(features)] if isinstance(self.model, GateModel) else []
        return (*detector.roi_heads.box_predictor(features), *further)


class _Rater(nn.Module):
    """The trunk's last two maps and each part's box to cumulative logits and the logarithm of the strangeness."""

    def __init__(self, model: TyperModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, middle: Tensor, coarse: Tensor, boxes: Tensor) -> tuple[Tensor, Tensor]:
        finest = middle  # not looked at
        pooled = self.model.rater.pool([finest, middle, coarse], boxes)
        return self.model.rater.logits(self.model.rater.rate(pooled)), self.model.log_strangeness(pooled[0].summary())


def export_graphs(folder: Path) -> tuple[Path, ...]:
    """Writes the graphs of a weights folder beside its weights, and its manifest anew.

    Raises:
        WeightsManifestError, WeightsMissingError, WeightsTamperedError, WeightsIncompatibleError
    """
    typer = WeightsFolder(folder).read("typer")
    try:
        layout = layout_from_json(typer.metadata["layout"])
    except (KeyError, TypeError, ValueError) as error:
        raise WeightsIncompatibleError(file=typer.entry.file) from error
    written = write_graphs(folder, layout)
    write_manifest(folder)
    return written


def write_graphs(folder: Path, typer: TyperLayout | None = None) -> tuple[Path, ...]:
    """Writes every network's graph into ``folder``; the manifest is the caller's business.

    Args:
        typer: The type model's layout, if it is not the usual one.
    """
    gate = _scrambled(GateModel())
    reader = _scrambled(TyperModel(typer or TyperLayout(), TyperCalibration()))
    folder.mkdir(parents=True, exist_ok=True)
    exports = (
        _maps_export("gate-maps", gate),
        _heads_export("gate-heads", gate, ("logits", "corrections", "turns")),
        _maps_export("typer-maps", reader, ("middle", "coarse")),
        _heads_export("typer-heads", reader, ("logits", "corrections")),
        _rater_export("typer-rater", reader),
    )
    return tuple(_write(one, folder) for one in exports)


def _maps_export(name: str, model: GateModel | TyperModel, taps: tuple[str, ...] = ()) -> Export:
    maps = (*_ALL_MAPS, *taps)
    free = {"pictures": (0, 1, 2), "objectness": (0, 1), "corrections": (0, 1), **dict.fromkeys(maps, (0, 2, 3))}
    pictures = torch.zeros(2, _SIDE_PX, _SIDE_PX + 32, 3, dtype=torch.uint8)
    return Export(name, _Maps(model), {"pictures": pictures}, ("objectness", "corrections", *maps), free)


def _heads_export(name: str, model: GateModel | TyperModel, outputs: tuple[str, ...]) -> Export:
    channels = model.detector.layout.channels
    cells = [_SIDE_PX // stride for stride in FaceTrunk.strides]
    maps = {key: torch.zeros(2, channels, side, side) for key, side in zip(_ALL_MAPS, cells, strict=True)}
    boxes = {key: torch.tensor([[0, 1, 1, 50, 60.0], [1, 3, 3, 70, 80]]) for key in _ALL_BOXES}
    free = dict.fromkeys(_ALL_MAPS, (0, 2, 3)) | dict.fromkeys(_ALL_BOXES, (0,)) | dict.fromkeys(outputs, (0,))
    return Export(name, _Heads(model), maps | boxes, outputs, free)


def _rater_export(name: str, model: TyperModel) -> Export:
    _, *widths = model.trunk.channels
    sides = [_SIDE_PX // stride for stride in FaceTrunk.strides[1:]]
    examples = {
        key: torch.zeros(2, width, side, side)
        for key, width, side in zip(("middle", "coarse"), widths, sides, strict=True)
    }
    examples["boxes"] = torch.tensor([0.0, 0, 50, 60]).repeat(2, 3, 1)
    free = {"middle": (0, 2, 3), "coarse": (0, 2, 3), "boxes": (0,), "logits": (0,), "strangeness": (0,)}
    return Export(name, _Rater(model), examples, ("logits", "strangeness"), free)


def _write(export: Export, folder: Path) -> Path:
    path = folder / f"{export.name}.onnx"
    with warnings.catch_warnings():
        # That the newer exporter should be used, which renames tensors; that sizes are fixed: those of the layout are.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            export.network,
            tuple(export.examples.values()),
            path,
            opset_version=OPSET,
            dynamo=False,
            do_constant_folding=False,  # the weights must stay what they are called
            input_names=list(export.examples),
            output_names=list(export.outputs),
            dynamic_axes={name: {side: f"{name}_{side}" for side in sides} for name, sides in export.free.items()},
        )
    model = onnx.load(path)
    onnx.checker.check_model(model)
    _take_weights_out(model.graph)
    path.write_bytes(model.SerializeToString(deterministic=True))
    return path


def _take_weights_out(graph: onnx.GraphProto) -> None:
    own = len("model.")
    names = {one.name: one.name[own:] for one in graph.initializer}
    for one in graph.initializer:
        one.name = names[one.name]
        one.ClearField("raw_data")
        one.data_location = onnx.TensorProto.EXTERNAL
        one.external_data.add(key="location", value=_ELSEWHERE)
    for node in graph.node:
        for place, source in enumerate(node.input):
            node.input[place] = names.get(source, source)


def _by_anchor(answers: Tensor, size: int) -> Tensor:
    """(N, A * size, H, W) as (N, H * W * A, size), torchvision's order of anchors."""
    count, _, rows, columns = answers.shape
    return answers.view(count, -1, size, rows, columns).permute(0, 3, 4, 1, 2).reshape(count, -1, size)


def _scrambled(model: M) -> M:
    """With all tensors different: the exporter makes one of two that are equal."""
    for tensor in model.state_dict().values():
        tensor.copy_(torch.rand_like(tensor))
    return model.eval()

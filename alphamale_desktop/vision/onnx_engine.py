"""The two models run by ONNX Runtime: what runs on a CPU."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.domain.detection import TypedFace
from alphamale_desktop.domain.errors import WeightsIncompatibleError
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.vision.box_algebra import Numbers
from alphamale_desktop.vision.engine_config import EngineConfig
from alphamale_desktop.vision.face_search import FaceSearch, RawFaces
from alphamale_desktop.vision.framing import FramingRules
from alphamale_desktop.vision.gate_engine import GateEngine, LoadedGate, warmed_up_gate
from alphamale_desktop.vision.gate_layout import GATE_LAYOUT, Calibration
from alphamale_desktop.vision.image import Pixels
from alphamale_desktop.vision.onnx_detector import Found, OnnxDetector
from alphamale_desktop.vision.onnx_graphs import GraphFolder, Network, engine_name, network_of
from alphamale_desktop.vision.typer_answer import refuse_other_crops, typed_face
from alphamale_desktop.vision.typer_calibration import TyperCalibration
from alphamale_desktop.vision.typer_engine import LoadedTyper, TyperEngine, warmed_up_typer
from alphamale_desktop.vision.typer_layout import TyperLayout, layout_from_json
from alphamale_desktop.vision.weights import Weights, WeightsFolder

MAPS = ("detector.trunk.", "detector.fpn.", "detector.rpn.")
GATE_MAPS = (*MAPS, "mean_rgb")
HEADS = ("detector.roi_heads.",)
GATE_HEADS = (*HEADS, "pose.")
RATER = ("rater.", "familiar_")
"""Which tensors each network takes from the weights."""

_UNFIT = (KeyError, TypeError, ValueError)
_TURN = 2
_NOWHERE = (0.0, 0.0, 1.0, 1.0)
_MOST_AT_ONCE = 16
"""Pictures a run: more gain nothing on a CPU and take memory."""

T = TypeVar("T")


class OnnxGate(GateEngine):
    """Model 1, run by ONNX Runtime.

    Args:
        rules: What makes a photo usable.
    """

    def __init__(
        self,
        weights: WeightsFolder,
        graphs: GraphFolder,
        config: EngineConfig | None = None,
        rules: FramingRules | None = None,
    ) -> None:
        super().__init__(weights, lambda: load_onnx_gate(weights, graphs, config or EngineConfig()), rules)


class OnnxTyper(TyperEngine):
    """The type model, run by ONNX Runtime."""

    def __init__(self, weights: WeightsFolder, graphs: GraphFolder, config: EngineConfig | None = None) -> None:
        super().__init__(weights, lambda: load_onnx_typer(weights, graphs, config or EngineConfig()))


def load_onnx_gate(weights: WeightsFolder, graphs: GraphFolder, config: EngineConfig) -> LoadedGate:
    """Raises ModelError; EngineUnusableError when another engine may still run the same weights."""
    read = weights.read("gate")
    first, closer, threshold = _fitted(read, _gate_calibration)
    maps = network_of(graphs, "gate-maps", read, GATE_MAPS, config.threads)
    heads = network_of(graphs, "gate-heads", read, GATE_HEADS, config.threads)
    look = OnnxFaceLook(OnnxDetector(maps, heads, GATE_LAYOUT))
    return warmed_up_gate(LoadedGate(FaceSearch(look, first, closer), threshold, engine_name()))


def load_onnx_typer(weights: WeightsFolder, graphs: GraphFolder, config: EngineConfig) -> LoadedTyper:
    """Raises ModelError; EngineUnusableError when another engine may still run the same weights."""
    read = weights.read("typer")
    layout, calibration = _fitted(read, _typer_fit)
    maps = network_of(graphs, "typer-maps", read, MAPS, config.threads)
    heads = network_of(graphs, "typer-heads", read, HEADS, config.threads)
    rater = network_of(graphs, "typer-rater", read, RATER, config.threads)
    reader = OnnxFaceReader(OnnxDetector(maps, heads, layout.detector), rater, layout, calibration)
    return warmed_up_typer(LoadedTyper(reader, layout.crop, engine_name()))


class OnnxFaceLook:
    """Satisfies ``Look``."""

    def __init__(self, detector: OnnxDetector) -> None:
        self._detector = detector

    def __call__(self, canvases: Pixels) -> list[RawFaces]:
        return [faces for some in _portions(canvases) for faces in self._some(some)]

    def _some(self, canvases: Pixels) -> list[RawFaces]:
        features = self._detector.look(canvases)
        found = self._detector.detect(features)
        boxes = [one.boxes for one in found]
        turns = self._detector.describe(features, boxes)[_TURN]
        splits = np.cumsum([len(one) for one in boxes])[:-1]
        return [RawFaces(one.boxes, one.scores, turn) for one, turn in zip(found, np.split(turns, splits), strict=True)]


class OnnxFaceReader:
    """Satisfies ``FaceReader``.

    Args:
        rater: The trunk's last two maps and the parts' boxes (N, 3, 4) to cumulative logits (N, 3, 4) and the
            logarithm of the strangeness (N,).
    """

    def __init__(
        self, detector: OnnxDetector, rater: Network, layout: TyperLayout, calibration: TyperCalibration
    ) -> None:
        self._detector = detector
        self._rater = rater
        self._side_px = layout.crop.side_px
        self._calibration = calibration

    def read(self, crops: NDArray[np.uint8]) -> list[TypedFace]:
        """One answer a crop, boxes in crop pixels; raises ``ValueError`` for other shapes than the layout's."""
        refuse_other_crops(crops, self._side_px)
        return [face for some in _portions(crops) for face in self._some(some)]

    def _some(self, crops: NDArray[np.uint8]) -> list[TypedFace]:
        count, twice = len(crops), self._calibration.looks_twice
        features = self._detector.look(np.concatenate([crops, crops[:, :, ::-1]]) if twice else crops, count)
        boxes, scores = best_parts(self._detector.detect(features))
        places = np.concatenate([boxes, mirrored_boxes(boxes, self._side_px)]) if twice else boxes
        middle, coarse = features.taps
        logits, strange = self._rater({"middle": middle, "coarse": coarse, "boxes": places})
        logits, strange = logits.reshape(-1, count, *logits.shape[1:]).mean(0), strange[:count]
        answers = zip(crops, boxes.tolist(), scores.tolist(), logits.tolist(), strange.tolist(), strict=True)
        return [typed_face(self._calibration, *one) for one in answers]


def _portions(pictures: Pixels) -> Iterator[Pixels]:
    for start in range(0, len(pictures), _MOST_AT_ONCE):
        yield pictures[start : start + _MOST_AT_ONCE]


def mirrored_boxes(boxes: Numbers, side_px: int) -> Numbers:
    """Where boxes (..., 4) lie in the mirror image of a picture of that width."""
    x0, y0, x1, y1 = np.moveaxis(boxes, -1, 0)
    return np.stack([side_px - x1, y0, side_px - x0, y1], -1)


def best_parts(found: Sequence[Found]) -> tuple[Numbers, Numbers]:
    """The best box of each part, (N, 3, 4), and its score, (N, 3); a missing part has score 0 and a 1-pixel box."""
    boxes = np.tile(np.array(_NOWHERE, np.float32), (len(found), len(FacePart), 1))
    scores = np.zeros((len(found), len(FacePart)), np.float32)
    for row, one in enumerate(found):
        for index, part in enumerate(FacePart):
            of_part = np.flatnonzero(one.labels == part.value)
            if len(of_part):
                boxes[row, index], scores[row, index] = one.boxes[of_part[0]], one.scores[of_part[0]]
    return boxes, scores


def _fitted(weights: Weights, read: Callable[[Weights], T]) -> T:
    try:
        return read(weights)
    except _UNFIT as error:
        raise WeightsIncompatibleError(file=weights.entry.file) from error


def _gate_calibration(weights: Weights) -> tuple[Calibration, Calibration, float]:
    first, closer = (Calibration(*map(float, row)) for row in weights.tensors["calibration"])
    return first, closer, float(weights.metadata["threshold"])


def _typer_fit(weights: Weights) -> tuple[TyperLayout, TyperCalibration]:
    layout = layout_from_json(weights.metadata["layout"])
    return layout, TyperCalibration.from_json(weights.metadata["calibration"])

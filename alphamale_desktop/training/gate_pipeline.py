"""The whole way from manifests to the gate's weights file."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2

from alphamale_desktop.training.detection_loop import LoopOutcome, Progress
from alphamale_desktop.training.gate_contact_sheet import Exhibit, contact_sheet
from alphamale_desktop.training.gate_data import GateData, load_gate_data
from alphamale_desktop.training.gate_evaluation import GateEvaluation
from alphamale_desktop.training.gate_export import read_gate
from alphamale_desktop.training.gate_finders import FaceFinder, GateFinder
from alphamale_desktop.training.gate_finishing import FinishingPlan, Rival, finish_gate
from alphamale_desktop.training.gate_probes import ProbePicture, face_probes, other_probes
from alphamale_desktop.training.gate_training import GateTrainingConfig, train_gate
from alphamale_desktop.vision.gate_model import GateModel

_ON_A_SHEET = 48


@dataclass(frozen=True, slots=True)
class GateTrainingOutcome:
    """What a run left.

    Attributes:
        evaluations: Of exactly the weights file: with one look, with a closer second one, and of any rivals.
        evaluation_file: The same as JSON.
        sheets: The least sure faces, and the pictures without a face that look most like one.
    """

    weights: Path
    evaluations: tuple[GateEvaluation, ...]
    evaluation_file: Path
    sheets: tuple[Path, ...]
    loop: LoopOutcome

    @property
    def log(self) -> Path:
        return self.loop.log


def run_gate_training(
    config: GateTrainingConfig,
    version: str,
    report: Callable[[Progress], None],
    *,
    rivals: tuple[Rival, ...] = (),
) -> GateTrainingOutcome:
    """Trains, calibrates, writes ``out/gate.safetensors``, and measures what was written.

    ``report`` is called on this thread; it may raise to stop the run, which can then be resumed.

    Raises:
        TooLittleTrainingDataError: If there are too few pictures to train or to calibrate.
        TrainingManifestError: If a manifest cannot be understood.
        FileMissingError, NotAPictureError: If a picture cannot be read.
        WeightsMissingError, WeightsIncompatibleError: If the trunk's first weights cannot be used.
        CheckpointError: If ``resume`` finds a checkpoint of another run.
    """
    train, val = load_gate_data(config.manifests, config.nonfaces)
    train.require_enough()
    val.require_enough_to_judge()
    trained = train_gate(config, report)
    plan = FinishingPlan(version, described(config), rivals=rivals)
    return complete(trained.model, trained.outcome, train, val, plan, config.out)


def complete(
    model: GateModel, loop: LoopOutcome, train: GateData, val: GateData, plan: FinishingPlan, out: Path
) -> GateTrainingOutcome:
    """What follows the training: the weights file, its figures, and sheets to look at."""
    finished = finish_gate(model, val, train, plan, out / "gate.safetensors")
    file = out / "evaluation.json"
    figures = [asdict(one) for one in finished.evaluations]
    file.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    exported, card = read_gate(finished.weights)
    sheets = write_sheets(GateFinder(exported), val, card.threshold, out)
    return GateTrainingOutcome(finished.weights, finished.evaluations, file, sheets, loop)


def write_sheets(finder: FaceFinder, val: GateData, threshold: float, out: Path) -> tuple[Path, ...]:
    """The worst of the photos as they are, as PNG files in ``out``."""
    photos = _exhibits(finder, face_probes(val, 1)["photos"]())
    others = _exhibits(finder, other_probes(val, 0)["nonfaces"]())
    chosen = {
        "least_sure_faces.png": sorted(photos, key=_confidence)[:_ON_A_SHEET],
        "likest_nonfaces.png": sorted(others, key=_confidence, reverse=True)[:_ON_A_SHEET],
    }
    paths = []
    for name, exhibits in chosen.items():
        cv2.imwrite(str(out / name), contact_sheet(exhibits, threshold)[:, :, ::-1])
        paths.append(out / name)
    return tuple(paths)


def described(config: GateTrainingConfig) -> dict[str, object]:
    """The configuration as it stands in the weights file: no paths of the machine that trained."""
    return {
        "steps": config.steps,
        "batch": config.batch,
        "rate": config.rate,
        "seed": config.seed,
        "canvases": [list(canvas) for canvas in config.canvases],
        "trunk_width": config.trunk_width,
        "trunk": config.trunk.name if config.trunk else None,
        "layout": asdict(config.layout),
    }


def _exhibits(finder: FaceFinder, probes: Iterable[ProbePicture]) -> list[Exhibit]:
    return [Exhibit(probe, finder.find([probe.picture])[0]) for probe in probes]


def _confidence(exhibit: Exhibit) -> float:
    return exhibit.faces[0].confidence if exhibit.faces else 0.0

"""Training learns, resumes as if it had never stopped, and exports the model that it trained."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from alphamale_desktop.domain.errors import CancelledByUserError, WeightsIncompatibleError
from alphamale_desktop.training.checkpoint import CheckpointError
from alphamale_desktop.training.detection_loop import Progress
from alphamale_desktop.training.gate_export import GateCard, export_gate, read_gate
from alphamale_desktop.training.gate_training import GateTrainingConfig, train_gate
from alphamale_desktop.training.slim_trunk import NormedTrunk
from alphamale_desktop.vision.detector_layout import DetectorLayout
from alphamale_desktop.vision.gate_layout import Calibration
from alphamale_desktop.vision.gate_model import GateModel
from alphamale_desktop.vision.image import UprightImage
from alphamale_desktop.vision.trunk import FaceTrunk
from tests.training.toy_faces import write_toy_set

TINY = DetectorLayout(
    classes=1,
    anchor_sizes_px=((12,), (28,), (56,)),
    anchor_ratios=(1.3,),
    channels=12,
    pooled_cells=3,
    head_width=16,
    proposals=10,
    training_proposals=16,
)


def ignore(_: Progress) -> None:
    """Reports to nobody."""


def stop_at(step: int) -> Callable[[Progress], None]:
    def report(progress: Progress) -> None:
        if progress.step >= step:
            raise CancelledByUserError

    return report


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> GateTrainingConfig:
    folder = tmp_path_factory.mktemp("toy")
    manifest, nonfaces = write_toy_set(folder)
    return GateTrainingConfig(
        (manifest,), (nonfaces,), folder / "out", steps=6, batch=2, canvases=((64, 64),), trunk_width=0.125,
        layout=TINY, validate_every=3, validation_pictures=2, report_every=1, checkpoint_every=3, rate=3e-3,
    )  # fmt: skip


def test_training_lowers_the_loss(config: GateTrainingConfig, tmp_path: Path) -> None:
    totals: list[float] = []
    longer = replace(config, steps=40, out=tmp_path, validate_every=0, checkpoint_every=40)

    train_gate(longer, lambda progress: totals.append(progress.losses["total"]))

    assert len(totals) == 40
    assert np.mean(totals[-10:]) < 0.7 * np.mean(totals[:5])


def test_a_stopped_run_goes_on_as_if_it_had_never_stopped(config: GateTrainingConfig, tmp_path: Path) -> None:
    whole = train_gate(replace(config, out=tmp_path / "whole"), ignore)
    stopped = replace(config, out=tmp_path / "stopped", resume=True)

    with pytest.raises(CancelledByUserError):
        train_gate(stopped, stop_at(4))
    resumed = train_gate(stopped, ignore)

    assert resumed.outcome.validation == whole.outcome.validation
    for name, value in whole.model.state_dict().items():
        assert torch.equal(value, resumed.model.state_dict()[name]), name
    steps = [line.split(",")[0] for line in (tmp_path / "stopped/log.csv").read_text().splitlines()[1:]]
    assert steps == ["1", "2", "3", "3", "4", "5", "6", "6"]


def test_a_finished_run_leaves_a_log_curves_and_a_checkpoint(config: GateTrainingConfig, tmp_path: Path) -> None:
    outcome = train_gate(replace(config, out=tmp_path), ignore).outcome

    assert outcome.steps == 6
    assert outcome.curves.read_bytes().startswith(b"\x89PNG")
    assert outcome.checkpoint.exists()
    assert "loss_classifier" in outcome.log.read_text().splitlines()[0]


def test_the_checkpoint_of_another_run_is_refused(config: GateTrainingConfig, tmp_path: Path) -> None:
    train_gate(replace(config, steps=1, out=tmp_path), ignore)

    with pytest.raises(CheckpointError):
        train_gate(replace(config, steps=1, out=tmp_path, seed=99, resume=True), ignore)


def test_a_damaged_checkpoint_is_refused(config: GateTrainingConfig, tmp_path: Path) -> None:
    (tmp_path / "checkpoint.safetensors").write_bytes(b"half a file")

    with pytest.raises(CheckpointError):
        train_gate(replace(config, out=tmp_path, resume=True), ignore)


def test_folding_keeps_the_trunks_function() -> None:
    torch.manual_seed(1)
    trunk = NormedTrunk.imitating(FaceTrunk(0.25), 0.125, torch.randn(2, 3, 64, 64) * 60).eval()
    picture = torch.randn(1, 3, 64, 64) * 60

    with torch.inference_mode():
        folded, normed = trunk.folded()(picture), trunk(picture)

    for one, other in zip(folded, normed, strict=True):
        torch.testing.assert_close(one, other, rtol=1e-3, atol=1e-3)


def test_an_imitation_of_equal_width_is_the_trunk_itself() -> None:
    torch.manual_seed(2)
    wide, sample = FaceTrunk(0.125), torch.randn(4, 3, 64, 64) * 60

    with torch.inference_mode():
        imitated = NormedTrunk.imitating(wide, 0.125, sample).train()(sample)
        original: list[Tensor] = wide(sample)

    for one, other in zip(imitated, original, strict=True):
        torch.testing.assert_close(one, other, rtol=0.02, atol=0.02)


def test_an_exported_gate_answers_as_before_and_says_what_it_is(tmp_path: Path) -> None:
    torch.manual_seed(4)
    model = GateModel().eval().calibrate(Calibration(1.7, -0.3), Calibration(0.8, 0.1))
    card = GateCard("1.2.3", 0.61, {"steps": 6, "seed": 1}, {"faces": 60}, {"recall": 0.99})
    picture = UprightImage(np.random.default_rng(0).integers(0, 256, (90, 120, 3), np.uint8))

    export_gate(model, card, tmp_path / "gate.safetensors")
    again, read = read_gate(tmp_path / "gate.safetensors")

    assert read == card
    (before,), (after,) = model.find([picture]), again.find([picture])
    assert after[0].confidence == pytest.approx(before[0].confidence, abs=0.01)
    assert again.get_buffer("calibration").tolist() == model.get_buffer("calibration").tolist()


def test_a_file_that_is_no_gate_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gate.safetensors").write_bytes(b"\x08\x00\x00\x00\x00\x00\x00\x00{}      ")

    with pytest.raises(WeightsIncompatibleError):
        read_gate(tmp_path / "gate.safetensors")

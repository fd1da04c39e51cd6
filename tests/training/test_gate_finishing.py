"""A finished gate is calibrated, measured, and is the file that was written."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors import safe_open

from alphamale_desktop.domain.detection import Box, FaceSighting
from alphamale_desktop.training.detection_loop import LoopOutcome
from alphamale_desktop.training.gate_contact_sheet import Exhibit, contact_sheet
from alphamale_desktop.training.gate_data import load_gate_data
from alphamale_desktop.training.gate_export import read_gate
from alphamale_desktop.training.gate_finishing import FinishingPlan, Rival
from alphamale_desktop.training.gate_pipeline import complete
from alphamale_desktop.training.gate_probes import ProbePicture
from alphamale_desktop.vision.gate_model import GateModel
from alphamale_desktop.vision.image import UprightImage
from tests.training.toy_faces import write_toy_set


class SeesNothing:
    """A detector that never finds a face."""

    def find(self, pictures: object) -> list[tuple[FaceSighting, ...]]:
        assert isinstance(pictures, list)
        return [() for _ in pictures]


def test_finishing_calibrates_measures_and_leaves_everything_in_one_folder(tmp_path: Path) -> None:
    manifest, nonfaces = write_toy_set(tmp_path / "toy", faces=60, others=40)
    train, val = load_gate_data([manifest], [nonfaces])
    torch.manual_seed(8)
    plan = FinishingPlan("0.1.0", {"steps": 1}, each=1, crops=1, rivals=(Rival("blind", SeesNothing(), 0.5),))
    loop = LoopOutcome(1, 1, tmp_path / "c", tmp_path / "l", tmp_path / "p", {})

    outcome = complete(GateModel().eval(), loop, train, val, plan, tmp_path)

    assert [one.detector for one in outcome.evaluations] == ["gate", "gate_closely", "blind"]
    assert outcome.evaluations[2].faces["photos"].recall == 0
    assert outcome.evaluations[0].others["nonfaces"].false_alarms <= 0.002
    assert [one["detector"] for one in json.loads(outcome.evaluation_file.read_text())][2] == "blind"
    assert all(sheet.read_bytes().startswith(b"\x89PNG") for sheet in outcome.sheets)
    assert read_gate(outcome.weights)[1].version == "0.1.0"
    with safe_open(outcome.weights, "pt") as file:
        metadata = file.metadata()
        assert file.get_tensor("pose.0.weight").dtype == torch.float16
        assert file.get_tensor("calibration").dtype == torch.float32
    assert metadata["name"] == "gate"
    assert 0 < float(metadata["threshold"]) <= 1
    assert json.loads(metadata["data"])["train"]["faces"] == len(train.faces)


def test_a_contact_sheet_shows_what_was_found_and_what_was_meant() -> None:
    picture = UprightImage(np.zeros((100, 100, 3), np.uint8))
    found = FaceSighting(Box(10, 10, 40, 50), 0.9)

    sheet = contact_sheet(
        [Exhibit(ProbePicture("a", picture, Box(60, 60, 90, 95)), (found,))], 0.5, columns=2, tile_px=100
    )

    assert sheet.shape == (118, 200, 3)
    green, blue = sheet[30, 10].astype(int), sheet[80, 60].astype(int)
    assert green.argmax() == 1
    assert blue.argmax() == 2
    assert min(green.max(), blue.max()) > 150


@pytest.mark.parametrize("faces", [(), (FaceSighting(Box(0, 0, 5, 5), 0.1),)])
def test_a_contact_sheet_copes_with_nothing_to_show(faces: tuple[FaceSighting, ...]) -> None:
    picture = UprightImage(np.full((20, 40, 3), 200, np.uint8))

    sheet = contact_sheet([Exhibit(ProbePicture("b", picture, None), faces)], 0.5, columns=3, tile_px=64)

    assert sheet.shape == (82, 192, 3)

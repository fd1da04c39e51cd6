"""A run ends when held-out faces gain nothing more, and its best weights are the result."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from alphamale_desktop.domain.errors import CancelledByUserError
from alphamale_desktop.training.detection_loop import LoopSettings, Progress, run_loop

SETTINGS = LoopSettings(
    steps=60, rate=0.05, warmup_steps=1, averaging=0.0, report_every=4, checkpoint_every=4, validate_every=4, patience=2
)


class Pulled:
    """One number that training pulls to 1; held-out faces would have it at ``best``."""

    def __init__(self, best: float) -> None:
        self.model: nn.Module = nn.Linear(1, 1, bias=False)
        self.best = best
        self.validated = 0
        nn.init.zeros_(self.model.weight)

    def losses(self, step: int) -> Mapping[str, Tensor]:
        return {"distance": (self.model(torch.ones(1, 1)) - 1).square().sum()}

    def validate(self, model: nn.Module) -> Mapping[str, float]:
        self.validated += 1
        return {"held_out_loss": abs(value_of(model) - self.best)}


def value_of(model: nn.Module) -> float:
    (weight,) = model.parameters()
    return float(weight.detach())


def ignore(_: Progress) -> None:
    """Reports to nobody."""


def stop_at(step: int) -> Callable[[Progress], None]:
    def report(progress: Progress) -> None:
        if progress.step >= step:
            raise CancelledByUserError

    return report


def test_a_run_that_overshoots_ends_early_with_its_best(tmp_path: Path) -> None:
    model, outcome = run_loop(Pulled(best=0.4), SETTINGS, tmp_path, ignore, identity={})

    assert outcome.steps == outcome.kept + 8 < 60
    assert value_of(model) == pytest.approx(0.4, abs=0.1)


def test_a_run_that_only_does_harm_keeps_what_it_began_with(tmp_path: Path) -> None:
    model, outcome = run_loop(Pulled(best=-1.0), SETTINGS, tmp_path, ignore, identity={})

    assert (outcome.kept, outcome.steps, value_of(model)) == (0, 8, 0.0)


def test_a_run_that_keeps_improving_goes_the_whole_way(tmp_path: Path) -> None:
    _, outcome = run_loop(Pulled(best=1.0), replace(SETTINGS, rate=0.01), tmp_path, ignore, identity={})

    assert outcome.steps == outcome.kept == 60


def test_a_resumed_run_ends_at_the_same_step_with_the_same_weights(tmp_path: Path) -> None:
    whole, straight = run_loop(Pulled(best=0.4), SETTINGS, tmp_path / "a", ignore, identity={})

    with pytest.raises(CancelledByUserError):
        run_loop(Pulled(best=0.4), SETTINGS, tmp_path / "b", stop_at(8), identity={})
    resumed, outcome = run_loop(Pulled(best=0.4), SETTINGS, tmp_path / "b", ignore, identity={}, resume=True)

    assert (outcome.steps, outcome.kept) == (straight.steps, straight.kept)
    assert value_of(resumed) == value_of(whole)


def test_an_ended_run_is_not_taken_up_again(tmp_path: Path) -> None:
    run_loop(Pulled(best=0.4), SETTINGS, tmp_path, ignore, identity={})
    again = Pulled(best=0.4)

    model, _ = run_loop(again, SETTINGS, tmp_path, ignore, identity={}, resume=True)

    assert again.validated == 0
    assert value_of(model) == pytest.approx(0.4, abs=0.1)


def rates(folder: Path) -> list[float]:
    """A run's rates, as its log has them."""
    lines = list(csv.DictReader((folder / "log.csv").read_text(encoding="utf-8").splitlines()))
    return [float(line["rate"]) for line in lines if line["rate"]]


def test_the_rate_rises_and_falls_anew_after_each_restart(tmp_path: Path) -> None:
    settings = replace(
        SETTINGS, steps=60, warmup_steps=4, restarts=(20, 45, 60), report_every=1, validate_every=0, patience=0
    )

    run_loop(Pulled(best=1.0), settings, tmp_path, ignore, identity={})

    found = rates(tmp_path)
    highest = settings.rate
    assert found[:4] == pytest.approx([highest / 4, highest / 2, highest * 3 / 4, highest])
    assert found[4:20] == sorted(found[4:20], reverse=True)
    assert found[19] < highest / 20
    assert found[20:24] == pytest.approx(found[:4])
    assert found[24:45] == sorted(found[24:45], reverse=True)
    assert found[44] < highest / 20
    assert found[45:49] == pytest.approx(found[:4])
    assert found[49:] == sorted(found[49:], reverse=True)
    assert found[59] < highest / 20

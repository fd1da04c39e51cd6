"""Stage 1 moves each kernel by a share of its own size and reads a part as a whole."""

import copy
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn.utils import parametrize

from alphamale_desktop.training.head_fitting import fit_heads
from alphamale_desktop.training.rating_model import RatingModel
from alphamale_desktop.training.relative_steps import learn_relatively, write_out
from alphamale_desktop.training.typer_ratings import RatingSchedule, RatingTask
from alphamale_desktop.training.typer_training import TyperData, TyperProgress, load_typer_data, train_ratings
from alphamale_desktop.vision.typer_calibration import TyperCalibration
from alphamale_desktop.vision.typer_model import TyperModel
from tests.training.typer_toys import TINY, toy_config, write_toy_ratings

CELLS = 9


def ignore(_: TyperProgress) -> None:
    """Reports to nobody."""


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_toy_ratings(tmp_path_factory.mktemp("toys"))


@pytest.fixture(scope="module")
def data(manifest: Path) -> TyperData:
    return load_typer_data(manifest)


def lively() -> RatingModel:
    """An untrained trunk whose features do not fade away."""
    torch.manual_seed(3)
    model = TyperModel(TINY, TyperCalibration()).eval()
    for layer in model.trunk.modules():
        if isinstance(layer, nn.Conv2d):
            nn.init.kaiming_normal_(layer.weight)
    return RatingModel(model.trunk, model.rater)


def by_cell(head: nn.Module) -> torch.Tensor:
    weight = head.weight
    assert isinstance(weight, torch.Tensor)
    return weight.detach().view(-1, CELLS)


def test_an_even_start_reads_the_mean_over_a_part_s_cells(data: TyperData) -> None:
    model = lively()

    fit_heads(model, data.train, TINY.crop, ridge=0.3, seed=1, even=True)

    pixels, boxes = torch.rand(2, 3, 64, 64) * 60, torch.tensor([[8.0, 4, 56, 60]]).repeat(2, 3, 1)
    pooled = model.rater.pool(model.trunk(pixels), boxes)
    means = [replace(part, middle=even(part.middle), coarse=even(part.coarse)) for part in pooled]
    assert all(by_cell(head).std(1).max() == 0 and by_cell(head).abs().max() > 0 for head in model.rater.heads)
    assert torch.allclose(model.rater.rate(pooled), model.rater.rate(means), atol=1e-4)


def even(grid: torch.Tensor) -> torch.Tensor:
    return grid.mean((2, 3), keepdim=True).expand_as(grid)


def test_one_step_moves_every_kernel_by_the_rate_times_its_own_size() -> None:
    model = lively()
    model.freeze_before(5)
    nn.init.normal_(model.trunk.blocks[12].pointwise.weight, std=1e-3)  # type: ignore[union-attr,arg-type]
    before = copy.deepcopy(model)
    learn_relatively(model.trunk, model.rater.heads)
    optimizer = torch.optim.AdamW([one for one in model.trunk.parameters() if one.requires_grad], 0.01, weight_decay=0)
    for weight in model.trunk.parameters():
        weight.grad = torch.ones_like(weight) if weight.requires_grad else None

    optimizer.step()
    write_out(model)

    for index in (5, 12):
        was, now = (one.trunk.blocks[index].pointwise.weight for one in (before, model))  # type: ignore[union-attr]
        size = was.flatten(1).square().mean(1).sqrt()  # type: ignore[operator]
        assert torch.allclose((was - now).flatten(1).mean(1), 0.01 * size, rtol=0.02)  # type: ignore[operator]


def test_rewriting_and_writing_out_leave_the_function_as_it_was(data: TyperData) -> None:
    model = lively()
    fit_heads(model, data.train, TINY.crop, ridge=0.3, seed=1, even=True)
    pixels, boxes = torch.rand(2, 3, 64, 64) * 60, torch.tensor([[8.0, 4, 56, 60]]).repeat(2, 3, 1)
    names = list(model.state_dict())
    before = model(pixels, boxes)

    learn_relatively(model.trunk, model.rater.heads)
    write_out(model)

    assert torch.allclose(model(pixels, boxes), before, atol=1e-4)
    assert sorted(model.state_dict()) == sorted(names)
    assert not any(parametrize.is_parametrized(layer) for layer in model.modules())


def test_stage_1_learns_behind_the_first_blocks_and_leaves_plain_weights(
    manifest: Path, data: TyperData, tmp_path: Path
) -> None:
    start = lively().trunk
    save_file(start.state_dict(), tmp_path / "trunk.safetensors")
    config = replace(toy_config(manifest, tmp_path / "run"), trunk=tmp_path / "trunk.safetensors", checkpoint_every=8)
    schedule = replace(config.ratings, epochs=1)

    model, _ = train_ratings(replace(config, ratings=schedule), data, ignore)

    pairs = zip(start.blocks, model.trunk.blocks, strict=True)
    moved = [not torch.equal(a.pointwise.weight, b.pointwise.weight) for a, b in pairs]  # type: ignore[union-attr,arg-type]
    assert moved == [index >= schedule.first_block for index in range(len(moved))]
    assert all(by_cell(head).std(1).max() == 0 for head in model.rater.heads)
    assert not any(parametrize.is_parametrized(layer) for layer in model.modules())


def test_relative_steps_learn_a_batch_by_heart(data: TyperData) -> None:
    model = lively()
    model.freeze_before(5)
    fit_heads(model, data.train, TINY.crop, ridge=10.0, seed=1, even=True)
    learn_relatively(model.trunk, model.rater.heads)
    task = RatingTask(model, data.train, data.val, TINY.crop, RatingSchedule(batch=10), seed=1)
    optimizer = torch.optim.AdamW([one for one in model.parameters() if one.requires_grad], 0.01)
    losses = []

    for _ in range(14):
        loss = torch.stack(list(task.losses(0).values())).sum()
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch
        optimizer.step()
        losses.append(float(loss.detach()))

    assert losses[-1] < 0.5 * losses[0]

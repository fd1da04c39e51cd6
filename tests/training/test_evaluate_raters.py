"""Scores compared with the raters' own numbers."""

import csv
from pathlib import Path

import numpy as np
import pytest

from alphamale_desktop.domain.errors import TrainingManifestError
from alphamale_desktop.training.evaluate_manifest import ExpectedPicture, RatersScale, read_raters_scales
from alphamale_desktop.training.evaluate_raters import raters_figures
from alphamale_desktop.training.survey_split import RANK_CUTS, rank_of_score


def write(path: Path, lines: list[tuple[str, str, str]]) -> Path:
    """A manifest of subgroup, split, score."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["file", "subgroup", "split", "score"])
        table.writerows([f"{index}.png", *line] for index, line in enumerate(lines))
    return path


def rated(score: float, subgroup: str = "a") -> ExpectedPicture:
    return ExpectedPicture(Path("x.png"), has_face=True, subgroup=subgroup, raters_score=score)


@pytest.mark.parametrize(("score", "rank"), list(zip((0, 20, 48, 68, 85, 100), (0, *RANK_CUTS, 1), strict=True)))
def test_a_threshold_is_better_than_the_share_that_the_survey_puts_below_it(score: float, rank: float) -> None:
    assert rank_of_score(score) == pytest.approx(rank)


def test_the_scale_comes_from_the_faces_outside_the_split(tmp_path: Path) -> None:
    lines = [("a", "train", "3"), ("a", "train", "1"), ("a", "val", "9"), ("a", "boxes", "7"), ("b", "val", "5")]

    scales = read_raters_scales(write(tmp_path / "m.csv", lines), "val")

    assert scales == {"a": RatersScale((1.0, 3.0)), "b": RatersScale((5.0,))}


def test_faces_without_a_rating_give_no_scale(tmp_path: Path) -> None:
    assert read_raters_scales(write(tmp_path / "m.csv", [("a", "val", ""), ("", "train", "")]), "val") == {}


def test_a_rating_that_is_no_number_is_named(tmp_path: Path) -> None:
    manifest = write(tmp_path / "m.csv", [("a", "train", "2"), ("a", "train", "nice")])

    with pytest.raises(TrainingManifestError) as caught:
        read_raters_scales(manifest, "val")

    assert (caught.value.details["line"], caught.value.details["column"]) == (3, "score")


def test_scores_that_know_every_share_meet_a_skewed_scale() -> None:
    theirs = np.sort(np.random.default_rng(1).exponential(size=400))
    shares = (np.arange(400) + 0.5) / 400
    ours = np.interp(shares, (0.0, *RANK_CUTS, 1.0), (0, 20, 48, 68, 85, 100))

    found = raters_figures(zip(map(rated, theirs), ours, strict=True), {"a": RatersScale(tuple(theirs.tolist()))})

    assert found["a"].r > 0.995
    assert np.corrcoef(theirs, ours)[0, 1] < 0.9
    assert found["a"].mean_error < 0.02
    assert found["a"].spread == pytest.approx(theirs.std())


def test_errors_are_in_the_raters_units() -> None:
    scale = RatersScale(tuple(float(score) for score in range(101)))

    found = raters_figures([(rated(34.4), 20.0 if place % 2 else 48.0) for place in range(20)], {"a": scale})

    assert found["a"].mean_error == pytest.approx((34.4 - 15.2) / 2)
    assert found["a"].root_mean_square_error == pytest.approx((34.4 - 15.2) / 2**0.5)
    assert found["a"].r == 0


def test_subgroups_are_told_apart_and_small_ones_left_out() -> None:
    scales = {name: RatersScale((1.0, 2.0)) for name in "ab"}
    faces = [(rated(1.0 + place / 20, "a"), 5.0 * place) for place in range(20)]

    found = raters_figures([*faces, (rated(2.0, "b"), 50.0), (rated(2.0, "unknown"), 50.0)], scales)

    assert list(found) == ["a"]
    assert found["a"].faces == 20

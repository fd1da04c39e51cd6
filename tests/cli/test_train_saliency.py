"""Why a face got its score, as a picture; and what lacks for it, said."""

import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import Cli


def test_a_portrait_gets_a_picture_of_what_drove_its_score(cli: Cli, portrait: Path, tmp_path: Path) -> None:
    pytest.importorskip("captum", reason="an optional extra: saliency")
    out = tmp_path / "why.png"

    ran = cli("train", "saliency", portrait, "--out", out)

    assert ran.status == 0, ran.err
    assert str(out) in ran.out.replace("\n", "")
    with Image.open(out) as picture:
        assert picture.size == (672, 672)


def test_a_picture_without_a_face_gets_the_reason(cli: Cli, cat: Path, tmp_path: Path) -> None:
    pytest.importorskip("captum", reason="an optional extra: saliency")

    ran = cli("train", "saliency", cat, "--out", tmp_path / "why.png")

    assert ran.status == 1
    assert "No face could be found" in ran.out
    assert not (tmp_path / "why.png").exists()


def test_the_missing_extra_is_named(cli: Cli, portrait: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "captum", None)  # as if it were not installed

    ran = cli("train", "saliency", portrait, "--out", tmp_path / "why.png")

    assert ran.status == 1
    assert "the Python package captum," in ran.err

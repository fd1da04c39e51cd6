"""What ``alphamale --version`` tells."""

import json
from pathlib import Path

from alphamale_desktop.composition.build_info import build_info, version_lines
from alphamale_desktop.version import __version__


def test_a_frozen_program_names_its_build_and_its_models(tmp_path: Path) -> None:
    (tmp_path / "build.json").write_text(json.dumps({"variant": "cpu", "commit": "abc1234"}))
    (tmp_path / "weights").mkdir()
    manifest = {"models": [{"name": "gate", "version": "2.0.0"}]}
    (tmp_path / "weights" / "manifest.json").write_text(json.dumps(manifest))

    lines = version_lines(build_info(tmp_path))

    assert lines[0] == f"alphamale {__version__} (cpu, abc1234)"
    assert lines[-1] == "model gate 2.0.0"
    assert any(line.startswith("Qt 6.") for line in lines)


def test_a_folder_without_any_of_it_still_has_a_version(tmp_path: Path) -> None:
    (tmp_path / "build.json").write_text("{broken")

    assert version_lines(build_info(tmp_path))[0] == f"alphamale {__version__} (source)"

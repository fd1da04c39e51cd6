from pathlib import Path

import pytest

from tests.qml.linting import QML, lint

_FAULTY = """
import QtQuick
import AlphaMale
import AlphaMale.Model

Page {
    required property ShellViewModel shell
    name: shell.pagee
}
"""


def test_all_qml_is_clean(tmp_path: Path) -> None:
    files = sorted(QML.rglob("*.qml"))

    run = lint(files, tmp_path)

    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(("before", "after"), [("pagee", "page"), ("shell.pagee", "undeclared")])
def test_the_linter_sees_what_it_should(tmp_path: Path, before: str, after: str) -> None:
    wrong = tmp_path / "Faulty.qml"
    wrong.write_text(_FAULTY if after == "page" else _FAULTY.replace(before, after), encoding="utf-8")

    run = lint([wrong], tmp_path / "types")

    assert run.returncode != 0
    assert ("pagee" if after == "page" else "undeclared") in run.stderr


def test_the_linter_is_content_with_the_mended_file(tmp_path: Path) -> None:
    right = tmp_path / "Mended.qml"
    right.write_text(_FAULTY.replace("pagee", "page"), encoding="utf-8")

    run = lint([right], tmp_path / "types")

    assert run.returncode == 0, run.stderr

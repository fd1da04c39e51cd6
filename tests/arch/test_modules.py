"""What every module of the project keeps to."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.arch.sources import (
    PACKAGE,
    failure_classes,
    files_of_tests,
    imported_names,
    package_files,
    shown,
    text_of,
    tracked_files,
    tree_of,
)

LONGEST = 400
QT = {"PySide6", "shiboken6"}
MOCKS = {"mock", "unittest.mock"}
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "base"}
ALL_CODE = package_files() + files_of_tests()
THIS_FILE = Path(__file__).resolve()


def _lines_with(pattern: str, files: list[Path]) -> list[str]:
    sought = re.compile(pattern)
    return [
        f"{shown(file)}:{number}: {line.strip()[:80]}"
        for file in files
        if file != THIS_FILE
        for number, line in enumerate((text_of(file) or "").splitlines(), 1)
        if sought.search(line)
    ]


@pytest.mark.parametrize("room", ["domain", "application"])
def test_the_inner_rooms_import_the_standard_library_and_inner_rooms_only(room: str) -> None:
    own = ("alphamale_desktop.domain",) + (("alphamale_desktop.application",) if room == "application" else ())

    foreign = [
        f"{shown(file)}: {name}"
        for file in package_files(room)
        for name in imported_names(tree_of(file))
        if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith(own)
    ]

    assert foreign == []


def test_the_inner_rooms_never_say_any() -> None:
    assert _lines_with(r"\bAny\b(?!\s+thread)(?=\s*[\],|)=:]|$)", package_files("domain", "application")) == []


def test_values_of_the_inner_rooms_are_frozen_and_slotted() -> None:
    loose = [
        f"{shown(file)}: {node.name}"
        for file in package_files("domain", "application")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.ClassDef) and not _is_plain_or_frozen(node)
    ]

    assert loose == []


def _is_plain_or_frozen(node: ast.ClassDef) -> bool:
    decorators = [ast.unparse(each) for each in node.decorator_list if "dataclass" in ast.unparse(each)]
    return all("frozen=True" in each and "slots=True" in each for each in decorators)


def test_package_files_are_empty() -> None:
    assert [shown(file) for file in ALL_CODE if file.name == "__init__.py" and file.read_bytes()] == []


def test_every_folder_with_code_is_a_package() -> None:
    # Alembic runs the scripts of its folder by path.
    folders = {file.parent for file in package_files() if "migrations" not in file.parts}

    assert [shown(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_modules_are_named_by_what_they_are_about() -> None:
    named = [file for file in ALL_CODE if BANNED_NAMES & {*file.stem.split("_"), *file.parent.name.split("_")}]

    assert [shown(file) for file in named] == []


def test_no_module_is_too_long() -> None:
    long = {shown(file): len(file.read_text(encoding="utf-8").splitlines()) for file in ALL_CODE}

    assert {name: count for name, count in long.items() if count > LONGEST} == {}


def test_imports_are_absolute() -> None:
    relative = [shown(file) for file in ALL_CODE if any(name.startswith(".") for name in imported_names(tree_of(file)))]

    assert relative == []


def test_no_module_acts_on_its_own_when_it_is_imported() -> None:
    acting = [
        f"{shown(file)}:{statement.lineno}: {ast.unparse(statement).splitlines()[0][:80]}"
        for file in package_files()
        if "migrations" not in file.parts
        for statement in _acts(tree_of(file))
    ]

    assert acting == []


_QUIET = (ast.Import, ast.ImportFrom, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.Assign, ast.AnnAssign)


def _acts(tree: ast.Module) -> Iterator[ast.stmt]:
    for statement in tree.body:
        match statement:
            case ast.Expr(value=ast.Constant()):
                continue
            case ast.If(test=test) if ast.unparse(test) in {"TYPE_CHECKING", "__name__ == '__main__'"}:
                continue
            case ast.If(test=test, body=body, orelse=rest) if "sys." in ast.unparse(test):
                yield from _acts(ast.Module(body + rest, []))
            case _ if not isinstance(statement, _QUIET):
                yield statement


def test_each_expected_failure_has_a_code_of_its_own() -> None:
    failures = failure_classes().values()
    parents = {failure.parent for failure in failures}
    codes = [failure.code for failure in failures if failure.name not in parents]

    assert len(codes) > 30
    assert sorted({code for code in codes if code}) == sorted(str(code) for code in codes)


def test_only_the_user_interface_and_the_desktop_composition_import_qt() -> None:
    may = [PACKAGE / "ui", *(PACKAGE / "composition").glob("desktop*.py")]

    others = [file for file in package_files() if not any(file.is_relative_to(place) for place in may)]

    assert [shown(file) for file in others if {n.split(".")[0] for n in imported_names(tree_of(file))} & QT] == []


def test_nothing_is_left_for_later() -> None:
    code = [file for file in tracked_files() if file.suffix in {".py", ".qml", ".js", ".ftl", ".toml", ".md", ".sh"}]

    assert _lines_with(r"\b(TODO|FIXME|XXX|HACK)\b", code) == []


def test_no_code_is_left_out_of_the_coverage() -> None:
    assert _lines_with(r"pragma:\s*no.cover", ALL_CODE) == []


def test_tests_use_fakes_instead_of_patches_and_never_sleep() -> None:
    patched = [shown(file) for file in files_of_tests() if MOCKS & set(imported_names(tree_of(file)))]

    assert patched == []
    assert _lines_with(r"\btime\.sleep\(|^from time import .*\bsleep\b", files_of_tests()) == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<![\w.~-])/work/",
        r"\.\./shared\b",
        r"/tmp/briefs",
        r"(?<![\w.])/root/",
        r"\b(pypi\.org|files\.pythonhosted\.org|pythonhosted\.org|registry\.npmjs\.org|registry\.yarnpkg\.com)\b",
        r"\b(download\.pytorch\.org|conda\.anaconda\.org|proxy\.golang\.org|static\.crates\.io|deb\.debian\.org)\b",
    ],
)
def test_no_file_names_a_machines_path_or_a_registry(pattern: str) -> None:
    assert _lines_with(pattern, [*tracked_files()]) == []

"""The project's files as the architecture tests read them."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "alphamale_desktop"
_NOT_OURS = {".venv", ".tools", ".git", ".cache", ".hypothesis", "__pycache__", "build", "dist"}


def package_files(*rooms: str) -> list[Path]:
    """The Python files of the package, or of some of its rooms, sorted."""
    folders = [PACKAGE / room for room in rooms] or [PACKAGE]
    return sorted(file for folder in folders for file in folder.rglob("*.py"))


def files_of_tests() -> list[Path]:
    return sorted((ROOT / "tests").rglob("*.py"))


@cache
def tracked_files() -> tuple[Path, ...]:
    """What version control keeps, and what it would if it were asked; every file where there is none."""
    git = shutil.which("git")
    if git is not None and (ROOT / ".git").exists():
        command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
        files = (ROOT / name for name in listed.split("\0") if name)
    else:
        files = (file for file in ROOT.rglob("*") if _NOT_OURS.isdisjoint(file.relative_to(ROOT).parts))
    return tuple(sorted(file for file in files if file.is_file()))


def text_of(file: Path) -> str | None:
    """The file's text, or None when it is no text."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def imported_names(tree: ast.AST) -> Iterator[str]:
    """The full dotted names of all imports, those inside functions too."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                yield module
            case ast.ImportFrom(level=level):
                yield "." * level


@dataclass(frozen=True, slots=True)
class FailureClass:
    """An expected failure's class as its source has it; ``code`` is None for one that takes its parent's."""

    name: str
    parent: str
    code: str | None
    file: Path


@cache
def failure_classes() -> dict[str, FailureClass]:
    """Every class of the package that derives from ``AlphaMaleError``, by name; itself too."""
    classes = [
        (node, file) for file in package_files() for node in ast.walk(tree_of(file)) if isinstance(node, ast.ClassDef)
    ]
    found: dict[str, FailureClass] = {}
    grew = True
    while grew:
        grew = False
        for node, file in classes:
            parents = [ast.unparse(parent).split(".")[-1] for parent in node.bases]
            parent = next((name for name in parents if name in found), "")
            if node.name not in found and (parent or node.name == "AlphaMaleError"):
                found[node.name] = FailureClass(node.name, parent, _code_in(node), file)
                grew = True
    return found


def _code_in(node: ast.ClassDef) -> str | None:
    for statement in node.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="code")], value=ast.Constant(value=str(code))):
                return code
            case ast.AnnAssign(target=ast.Name(id="code"), value=ast.Constant(value=str(code))):
                return code
    return None


def shown(file: Path) -> str:
    """The path from the project's root, for messages."""
    return file.relative_to(ROOT).as_posix()

"""The text catalogs and who asks for which text, as the architecture tests read them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from alphamale_desktop.texts.fluent_texts import LANGUAGES
from tests.arch.sources import PACKAGE, ROOT, failure_classes, package_files, shown, tree_of

FOLDER = ROOT / "resources" / "i18n"


class _Variables(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:
        self.found.add(node.id.name)


def _variables(pattern: fluent.Pattern) -> frozenset[str]:
    visitor = _Variables()
    visitor.visit(pattern)
    return frozenset(visitor.found)


def messages(language: str) -> Iterator[fluent.Message]:
    """Every message of every catalog file; raises ValueError for a line that is no Fluent."""
    for file in sorted(FOLDER.glob(f"*.{language}.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            match entry:
                case fluent.Message():
                    yield entry
                case fluent.Junk():
                    raise ValueError(f"{file.name}: not Fluent: {entry.content}")


@cache
def catalog(language: str) -> dict[str, frozenset[str]]:
    """The variables of every text, by key; attributes as ``"key.attribute"``."""
    texts: dict[str, frozenset[str]] = {}
    for message in messages(language):
        if message.value is not None:
            texts[message.id.name] = _variables(message.value)
        for attribute in message.attributes:
            texts[f"{message.id.name}.{attribute.id.name}"] = _variables(attribute.value)
    return texts


def needed(key: str) -> frozenset[str]:
    """The values of a text in any language, with those of its way out if it is an error's."""
    keys = (key, f"{key}.hint") if key.startswith("error-") else (key,)
    return frozenset().union(*(catalog(language).get(each, ()) for language in LANGUAGES for each in keys))


def error_keys() -> list[tuple[str, str]]:
    """The class and the catalog's key of every expected failure, and of what nobody expected."""
    return [(each.name, f"error-{each.code.replace('_', '-')}") for each in failure_classes().values() if each.code]


@dataclass(frozen=True, slots=True)
class Asked:
    """A call for a text.

    Attributes:
        key: The key, or None when it is put together.
        pattern: Matches the keys it can be.
        given: The values' names, None when they come as a mapping.
    """

    place: str
    key: str | None
    pattern: str
    given: frozenset[str] | None

    def may_be(self, key: str) -> bool:
        return re.fullmatch(self.pattern, key) is not None


@cache
def asked() -> tuple[Asked, ...]:
    """Every call for a text in the program's Python code."""
    calls = ((file, node) for file in package_files() for node in ast.walk(tree_of(file)) if isinstance(node, ast.Call))
    return tuple(found for file, call in calls if (found := _asked_by(file, call)) is not None)


def _asked_by(file: Path, call: ast.Call) -> Asked | None:
    # The command line's ``say`` prints a sentence; the user interface's looks one up.
    verbs = {"text", "_text", "say"} if file.is_relative_to(PACKAGE / "ui") else {"text", "_text"}
    if not (isinstance(call.func, ast.Attribute) and call.func.attr in verbs and call.args):
        return None
    names = {keyword.arg for keyword in call.keywords}
    given = None if None in names else frozenset(name for name in names if name)
    place = f"{shown(file)}:{call.lineno}"
    match call.args[0]:
        case ast.Constant(value=str(key)):
            return Asked(place, key, re.escape(key), given)
        case ast.JoinedStr(values=pieces):
            return Asked(place, None, "".join(_pattern(piece) for piece in pieces), given)
    return None


def _pattern(piece: ast.expr) -> str:
    return re.escape(str(piece.value)) if isinstance(piece, ast.Constant) else ".+"


def failures_made() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Where a failure is made, its class, and the names of its values, unless these come as a mapping."""
    for file in package_files():
        for node in ast.walk(tree_of(file)):
            match node:
                case ast.Call(func=func, keywords=keywords) if None not in {keyword.arg for keyword in keywords}:
                    given = frozenset(keyword.arg for keyword in keywords if keyword.arg)
                    yield f"{shown(file)}:{node.lineno}", ast.unparse(func).split(".")[-1], given
                # ``raise DiskFullError`` makes one without values.
                case ast.Raise(exc=ast.Name(id=name)):
                    yield f"{shown(file)}:{node.lineno}", name, frozenset()

"""The sentences of the program, from Fluent catalogs (https://projectfluent.org)."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast, visitor

LANGUAGES = ("ko", "en")


class FluentTexts:
    """Reads every ``NAME.LANGUAGE.ftl`` of a folder, a language when it is first asked for. Any thread.

    Args:
        folder: Holds the catalogs of all languages.
        event: May hold ``texts.LANGUAGE.ftl``: an event's own words for keys that are known. Such a file that cannot be
            used is left out, because guests must be served without it; ``check_own_words`` says what is wrong.

    Raises:
        ValueError: If a language has no catalog.
    """

    def __init__(self, folder: Path, event: Path | None = None) -> None:
        # fluent.runtime caches compiled messages in plain dictionaries.
        self._lock = threading.Lock()
        self._files = {language: _files(folder, language) for language in LANGUAGES}
        self._event = event
        self._spoken: dict[str, _Spoken] = {}

    def text(self, key: str, language: str, **values: str | int | float) -> str:
        """The text of ``key``, or of an attribute (``"key.attribute"``).

        Raises:
            KeyError: If the language or the key is unknown.
            OSError: If a catalog cannot be read.
            ValueError: If the text needs a value that was not given, or a catalog has a line that is no Fluent.
        """
        name, _, attribute = key.partition(".")
        bundle = self._in(language).bundle
        with self._lock:
            message = bundle.get_message(name)
            pattern = message.attributes[attribute] if attribute else message.value
            if pattern is None:
                raise KeyError(key)
            formatted, errors = bundle.format_pattern(pattern, dict(values))
        if errors:
            raise ValueError(f"{key} in {language}: {errors}")
        return str(formatted)

    def keys(self, language: str) -> frozenset[str]:
        """Every message with a value, and every attribute as ``"key.attribute"``.

        Raises:
            KeyError: If the language is unknown.
            OSError: If a catalog cannot be read.
            ValueError: If a catalog has a line that is no Fluent.
        """
        return self._in(language).keys

    def _in(self, language: str) -> "_Spoken":
        spoken = self._spoken.get(language)
        if spoken is None:
            # Without the lock: who speaks another language does not wait. Two readers at once read the same.
            own = None if self._event is None else self._event / f"texts.{language}.ftl"
            spoken = self._spoken.setdefault(language, _spoken(language, self._files[language], own))
        return spoken


@dataclass(frozen=True, slots=True)
class _Spoken:
    bundle: FluentBundle
    keys: frozenset[str]


def check_own_words(source: str, catalogs: str) -> None:
    """Whether an event's words can stand in for the program's.

    Args:
        catalogs: The program's own texts in that language.

    Raises:
        ValueError: Names the first key that is unknown, takes values that the program does not give, or is no Fluent.
    """
    known = {entry.id.name: entry for entry in FluentParser().parse(catalogs).body if isinstance(entry, ast.Message)}
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ast.Junk):
            raise ValueError((entry.content or "").strip()[:40])  # noqa: TRY004 - a value, not a type
        if not isinstance(entry, ast.Message):
            continue
        if entry.id.name not in known or not _values_of(entry) <= _values_of(known[entry.id.name]):
            raise ValueError(entry.id.name)
        if {a.id.name for a in entry.attributes} != {a.id.name for a in known[entry.id.name].attributes}:
            raise ValueError(entry.id.name)


def catalog_source(folder: Path, language: str) -> str:
    """The program's own texts in that language, all catalogs together.

    Raises:
        OSError: If a catalog cannot be read.
        ValueError: If the language has no catalog.
    """
    return "".join(file.read_text(encoding="utf-8") + "\n" for file in _files(folder, language))


def _put_own_words(bundle: FluentBundle, file: Path, catalogs: str) -> None:
    try:
        source = file.read_text(encoding="utf-8")
        check_own_words(source, catalogs)
    except (OSError, ValueError):
        return
    bundle.add_resource(FluentResource(source), allow_overrides=True)


def _values_of(entry: ast.Message) -> set[str]:
    found: set[str] = set()

    class Finder(visitor.Visitor):
        def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - the library's name
            found.add(node.id.name)

    Finder().visit(entry)
    return found


def _files(folder: Path, language: str) -> list[Path]:
    files = sorted(folder.glob(f"*.{language}.ftl"))
    if not files:
        raise ValueError(f"no catalog for {language} in {folder}")
    return files


def _spoken(language: str, files: list[Path], own: Path | None) -> _Spoken:
    # Isolation marks around values are invisible characters that break file names and measured widths.
    bundle = FluentBundle([language], use_isolating=False)
    seen: set[str] = set()
    for file in files:
        resource = FluentParser().parse(file.read_text(encoding="utf-8"))
        keys = list(_keys_of(file.name, resource))
        if repeated := seen.intersection(keys):
            raise ValueError(f"{file.name}: defined before: {sorted(repeated)}")
        seen.update(keys)
        bundle.add_resource(resource)
    if own is not None and own.exists():
        _put_own_words(bundle, own, "".join(file.read_text(encoding="utf-8") + "\n" for file in files))
    return _Spoken(bundle, frozenset(seen))


def _keys_of(file_name: str, resource: ast.Resource) -> Iterator[str]:
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            raise ValueError(f"{file_name}: not Fluent: {entry.content!r}")  # noqa: TRY004 - a value, not a type
        if isinstance(entry, ast.Message):
            if entry.value is not None:
                yield entry.id.name
            yield from (f"{entry.id.name}.{attribute.id.name}" for attribute in entry.attributes)

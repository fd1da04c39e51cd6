"""The sentences of the program, from Fluent catalogs (https://projectfluent.org)."""

import threading
from collections.abc import Iterator
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast

LANGUAGES = ("ko", "en")


class FluentTexts:
    """Reads every ``NAME.LANGUAGE.ftl`` of a folder at construction; any thread afterwards.

    Args:
        folder: Holds the catalogs of all languages.

    Raises:
        OSError: If a catalog cannot be read.
        ValueError: If a catalog has a line that is no Fluent, or a language has no catalog.
    """

    def __init__(self, folder: Path) -> None:
        # fluent.runtime caches compiled messages in plain dictionaries.
        self._lock = threading.Lock()
        self._bundles: dict[str, FluentBundle] = {}
        self._keys: dict[str, frozenset[str]] = {}
        for language in LANGUAGES:
            entries = _entries(folder, language)
            # Isolation marks around values are invisible characters that break file names and measured widths.
            bundle = FluentBundle([language], use_isolating=False)
            bundle.add_resource(FluentResource("".join(source for source, _ in entries)))
            self._bundles[language] = bundle
            self._keys[language] = frozenset(key for _, keys in entries for key in keys)

    def text(self, key: str, language: str, **values: str | int | float) -> str:
        """The text of ``key``, or of an attribute (``"key.attribute"``).

        Raises:
            KeyError: If the language or the key is unknown.
            ValueError: If the text needs a value that was not given.
        """
        name, _, attribute = key.partition(".")
        with self._lock:
            bundle = self._bundles[language]
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
        """
        return self._keys[language]


def _entries(folder: Path, language: str) -> list[tuple[str, list[str]]]:
    """Each catalog's source with the keys it defines."""
    files = sorted(folder.glob(f"*.{language}.ftl"))
    if not files:
        raise ValueError(f"no catalog for {language} in {folder}")
    entries = []
    seen: set[str] = set()
    for file in files:
        source = file.read_text(encoding="utf-8")
        keys = list(_keys_of(file.name, source))
        if repeated := seen.intersection(keys):
            raise ValueError(f"{file.name}: defined before: {sorted(repeated)}")
        seen.update(keys)
        entries.append((source + "\n", keys))
    return entries


def _keys_of(file_name: str, source: str) -> Iterator[str]:
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ast.Junk):
            raise ValueError(f"{file_name}: not Fluent: {entry.content!r}")  # noqa: TRY004 - a value, not a type
        if isinstance(entry, ast.Message):
            if entry.value is not None:
                yield entry.id.name
            yield from (f"{entry.id.name}.{attribute.id.name}" for attribute in entry.attributes)

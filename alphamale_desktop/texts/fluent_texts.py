"""The sentences of the program, from Fluent catalogs (https://projectfluent.org)."""

import threading
from collections.abc import Mapping
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

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
        self._bundles: Mapping[str, FluentBundle] = {language: _bundle(folder, language) for language in LANGUAGES}

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
        messages = self._bundles[language]._messages
        found = {name for name, message in messages.items() if message.value is not None}
        found |= {f"{name}.{attribute}" for name, message in messages.items() for attribute in message.attributes}
        return frozenset(found)


def _bundle(folder: Path, language: str) -> FluentBundle:
    # Isolation marks around values are invisible characters that break file names and tests of widths.
    bundle = FluentBundle([language], use_isolating=False)
    files = sorted(folder.glob(f"*.{language}.ftl"))
    if not files:
        raise ValueError(f"no catalog for {language} in {folder}")
    for file in files:
        resource = FluentResource(file.read_text(encoding="utf-8"))
        junk = [entry for entry in resource.body if type(entry).__name__ == "Junk"]
        if junk:
            raise ValueError(f"{file.name}: not Fluent: {junk[0].content!r}")
        bundle.add_resource(resource)
    return bundle

"""What ships with the program, read once for all tests of a process."""

from functools import cache

from alphamale_desktop.settings.paths import program_paths
from alphamale_desktop.texts.fluent_texts import FluentTexts


@cache
def shipped_texts() -> FluentTexts:
    """Nothing changes it; any thread."""
    return FluentTexts(program_paths().resources / "i18n")

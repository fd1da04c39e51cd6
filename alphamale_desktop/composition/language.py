"""Which language a person is addressed in."""

from collections.abc import Mapping

from alphamale_desktop.settings.schema import Language

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of(chosen: Language | None, environment: Mapping[str, str]) -> Language:
    """What was chosen, otherwise Korean where the operating system speaks it, otherwise English."""
    if chosen is not None:
        return chosen
    spoken = next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    return "ko" if spoken.lower().startswith("ko") else "en"

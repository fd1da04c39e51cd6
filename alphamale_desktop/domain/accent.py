"""An event's own colour, and whether it can be read."""

import re

from alphamale_desktop.domain.bundle_errors import AccentUnreadableError

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_GROUND = "#211e1a"
"""The lightest of the dark grounds."""

LEAST_CONTRAST = 4.5
"""WCAG 2.2, criterion 1.4.3."""


def check_accent(accent: str) -> str:
    """The colour, ``#rrggbb`` in lower case, or empty for the program's own gold.

    Raises:
        AccentUnreadableError: If it is no such colour, or too dark for the ground.
    """
    if not accent:
        return ""
    if not _HEX.fullmatch(accent) or contrast(accent, _GROUND) < LEAST_CONTRAST:
        raise AccentUnreadableError(accent=accent[:20])
    return accent.lower()


def contrast(one: str, other: str) -> float:
    """WCAG's contrast of two colours ``#rrggbb``: 1 to 21."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

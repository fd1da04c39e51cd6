"""Names of people as they stand in tables and on files."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_COPY_NUMBER = re.compile(r"(?:[\s_\-]*\(\d{1,4}\)|[\s_\-]+\d{1,5}|(?<=\D)\d{1,5})$")
"""What cameras and file managers add: ``name (2)``, ``name_03``, ``name-1``, ``name2``."""

LONGEST_NAME = 80


def clean_name(name: str) -> str:
    """As it is kept: composed Hangul (macOS stores decomposed names), single spaces, no control characters."""
    composed = unicodedata.normalize("NFC", name)
    printable = "".join(each for each in composed if unicodedata.category(each) not in {"Cc", "Cf"} or each in "\t\n\r")
    return _SPACES.sub(" ", printable).strip()


def name_key(name: str) -> str:
    """Equal for names that mean the same person: letter case, width and spaces do not count."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", clean_name(name)).casefold())


def name_of_file(stem: str) -> str:
    """The person's name in a picture's file name without its ending; empty when there is only a number."""
    name = clean_name(stem)
    while (shorter := _COPY_NUMBER.sub("", name).strip(" _-")) != name:
        name = shorter
    return "" if name.isdecimal() else name.replace("_", " ").strip()

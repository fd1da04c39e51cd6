"""Failures in a person's words."""

from dataclasses import dataclass

from alphamale_desktop.application.ports import Texts
from alphamale_desktop.domain.errors import AlphaMaleError, error_key


@dataclass(frozen=True, slots=True)
class ErrorSentence:
    """An error in a person's words.

    Attributes:
        hint: The way out.
    """

    code: str
    message: str
    hint: str


def sentence_of(error: AlphaMaleError, texts: Texts, language: str) -> ErrorSentence:
    """The sentence of an error; numbers are written out plainly, because 1900 may be a year."""
    key = error_key(error.code)
    values = {name: str(value) for name, value in error.details.items()}
    return ErrorSentence(error.code, texts.text(key, language, **values), texts.text(f"{key}.hint", language, **values))

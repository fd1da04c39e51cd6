"""What every command needs: the wired program, a language, and the two output streams."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from rich.console import Console

from alphamale_desktop.application.ports import Texts
from alphamale_desktop.composition.core import Core
from alphamale_desktop.domain.errors import AlphaMaleError
from alphamale_desktop.texts.error_sentence import ErrorSentence, sentence_of

Json = str | int | float | bool | None | Mapping[str, "Json"] | Sequence["Json"]


@dataclass(slots=True)
class Session:
    """One run of the command line; main thread.

    Attributes:
        core: The program without its window.
        language: ``"ko"`` or ``"en"``.
    """

    core: Core
    language: str
    texts: Texts
    out: Console = field(default_factory=lambda: Console(highlight=False, soft_wrap=True))
    err: Console = field(default_factory=lambda: Console(stderr=True, highlight=False, soft_wrap=True))
    stream: TextIO = field(default_factory=lambda: sys.stdout)

    def text(self, key: str, **values: str | int | float) -> str:
        return self.texts.text(key, self.language, **values)

    def say(self, sentence: str) -> None:
        """A line for a person, on stdout."""
        self.out.print(sentence, markup=False)

    def print_json(self, value: Json) -> None:
        """One object on a line of its own, on stdout, at once."""
        self.stream.write(json.dumps(value, ensure_ascii=False) + "\n")
        self.stream.flush()

    def sentence_of(self, error: AlphaMaleError) -> ErrorSentence:
        return sentence_of(error, self.texts, self.language)

    def complain(self, error: AlphaMaleError, about: str = "") -> None:
        """Prints what went wrong and the way out, on stderr."""
        sentence = self.sentence_of(error)
        prefix = f"{about}: " if about else ""
        self.err.print(prefix + self.text("cli-error", message=sentence.message), markup=False, style="bold red")
        self.err.print("  " + sentence.hint, markup=False)

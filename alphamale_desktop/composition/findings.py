"""What a check of this computer found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from alphamale_desktop.application.ports import Texts
from alphamale_desktop.domain.errors import AlphaMaleError
from alphamale_desktop.texts.error_sentence import sentence_of


class Verdict(StrEnum):
    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One check's answer.

    Attributes:
        check: ``"models"``, ``"disk"``, ...; ``doctor-<check>`` is its name in the catalogs.
        text_key: The sentence's key; a ``.hint`` attribute holds the way out unless the verdict is OK.
        error: Instead of ``text_key``, the failure that the check met.
    """

    check: str
    verdict: Verdict
    text_key: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    error: AlphaMaleError | None = None


@dataclass(frozen=True, slots=True)
class FindingText:
    """A finding in a person's words; ``hint`` says what to do and is empty when all is well."""

    name: str
    message: str
    hint: str


def in_words(finding: Finding, texts: Texts, language: str) -> FindingText:
    name = texts.text(f"doctor-{finding.check}", language)
    if finding.error is not None:
        said = sentence_of(finding.error, texts, language)
        return FindingText(name, said.message, said.hint)
    key, values = finding.text_key, finding.values
    hint = "" if finding.verdict is Verdict.OK else texts.text(f"{key}.hint", language, **values)
    return FindingText(name, texts.text(key, language, **values), hint)

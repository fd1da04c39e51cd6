"""What a check of this computer found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from alphamale_desktop.application.ports import Texts
from alphamale_desktop.domain.errors import AlphaMaleError


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
    key = finding.text_key
    values: dict[str, str | int | float] = dict(finding.values)
    if finding.error is not None:
        # Numbers are written out plainly, because 1900 may be a year.
        key = f"error-{finding.error.code.replace('_', '-')}"
        values = {name: str(value) for name, value in finding.error.details.items()}
    hint = "" if finding.verdict is Verdict.OK else texts.text(f"{key}.hint", language, **values)
    return FindingText(texts.text(f"doctor-{finding.check}", language), texts.text(key, language, **values), hint)

"""What stands in the records can be looked up: an edition's document holds the sentences that are on the screen."""

import re
from pathlib import Path

import pytest

from alphamale_desktop.domain.consent_wording import (
    BY_COMMAND,
    BY_PHONE_APP,
    EDITION,
    ConsentWording,
    says_fleet,
    says_linked,
)

ROOT = Path(__file__).resolve().parents[2]
_MESSAGE = re.compile(r"^consent-(\w+) = (.+)\n((?:    \.\w+ = .+\n)*)", re.MULTILINE)
_ATTRIBUTE = re.compile(r"    \.(\w+) = (.+)\n")


def _sentences(language: str) -> list[str]:
    """Title and detail as they stand together on the form, in every variant."""
    catalog = (ROOT / "resources" / "i18n" / f"ui.{language}.ftl").read_text(encoding="utf-8")
    found = []
    for _, title, attributes in _MESSAGE.findall(catalog):
        others = dict(_ATTRIBUTE.findall(attributes))
        found += [f"{title} {others['detail']}"]
        found += [f"{others['fleet']} {others['detail']}"] if "fleet" in others else []
        found += [f"{title} {others['linked']}"] if "linked" in others else []
    return found


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_editions_document_holds_the_forms_very_words(language: str) -> None:
    document = (ROOT / "docs" / "consent" / f"{EDITION}.md").read_text(encoding="utf-8")

    listed = [
        line.removeprefix(f"- {language}: ") for line in document.splitlines() if line.startswith(f"- {language}")
    ]

    assert sorted(listed) == sorted(_sentences(language))
    assert len(listed) == 6


def test_a_version_names_edition_language_and_variants() -> None:
    plain = ConsentWording("ko").version
    both = ConsentWording("en", is_linked=True, is_fleet=True).version

    assert (plain, both) == (f"{EDITION}/ko", f"{EDITION}/en+linked+fleet")


def test_only_words_that_told_of_other_machines_count_for_a_fleet() -> None:
    told = [
        ConsentWording(language, is_linked, is_fleet=True).version
        for language in ("ko", "en")
        for is_linked in (False, True)
    ]
    others = (ConsentWording("ko", is_linked=True).version, EDITION, "2026-11", BY_COMMAND, BY_PHONE_APP)

    assert all(map(says_fleet, told))
    assert not any(map(says_fleet, others))


def test_only_words_that_told_of_the_link_count_for_one() -> None:
    told = ConsentWording("ko", is_linked=True).version
    others = (ConsentWording("ko", is_fleet=True).version, EDITION, "2026-11", BY_COMMAND, BY_PHONE_APP)

    assert says_linked(told)
    assert not any(says_linked(version) for version in others)

"""Every sentence is there, in both languages, with the values it needs."""

import re
from collections import Counter

import pytest

from alphamale_desktop.domain.analysis import UnusableReason
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.texts.fluent_texts import LANGUAGES
from tests.arch.catalogs import asked, catalog, error_keys, failures_made, messages, needed
from tests.arch.sources import ROOT, shown
from tests.fakes.shipped import shipped_texts


def test_the_catalogs_hold_the_same_texts_in_every_language() -> None:
    keys = {language: set(catalog(language)) for language in LANGUAGES}

    assert len(keys["en"]) > 100
    assert keys["ko"] - keys["en"] == set()
    assert keys["en"] - keys["ko"] == set()


def test_a_text_takes_the_same_values_in_every_language() -> None:
    korean, english = catalog("ko"), catalog("en")

    unlike = {key for key in korean.keys() & english if korean[key] != english[key]}

    # Each language may pick from what a caller gives, such as an amount in won or in ten thousands of won.
    generous = {each.key for each in asked() if each.key in unlike and needed(each.key) <= (each.given or set())}
    assert unlike - generous == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_there_twice(language: str) -> None:
    counted = Counter(message.id.name for message in messages(language))

    assert [name for name, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_program_reads_every_text(language: str) -> None:
    texts = shipped_texts()

    said = {key: texts.text(key, language, **dict.fromkeys(names, 7)) for key, names in catalog(language).items()}

    assert texts.keys(language) == set(said)
    assert [key for key, sentence in said.items() if sentence.strip() != sentence or not sentence] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "key"), error_keys())
def test_every_failure_has_its_sentence_and_a_way_out(name: str, key: str, language: str) -> None:
    assert {key, f"{key}.hint"} <= set(catalog(language)), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_its_sentence_and_a_way_out(language: str) -> None:
    wanted = {f"unusable-{reason}{end}" for reason in UnusableReason for end in ("", ".hint")}

    assert wanted - set(catalog(language)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_and_part_has_its_name(language: str) -> None:
    wanted = {f"type-{each.code}" for each in FaceType} | {f"part-{each.code}" for each in FacePart}

    assert wanted - set(catalog(language)) == set()


def test_a_failures_sentence_gets_every_value_it_needs_wherever_it_is_raised() -> None:
    keys = dict(error_keys())
    made = [each for each in failures_made() if each[1] in keys]

    short = [
        f"{place}: {name} lacks {sorted(lack)}" for place, name, given in made if (lack := needed(keys[name]) - given)
    ]

    assert len(made) > 20
    assert short == []


def test_every_text_that_the_program_asks_for_is_there() -> None:
    keys = catalog("en").keys()

    absent = [f"{each.place}: {each.pattern}" for each in asked() if not any(map(each.may_be, keys))]

    assert len(asked()) > 30
    assert absent == []


def test_every_text_that_the_program_asks_for_gets_the_values_it_needs() -> None:
    by_name = [(each.place, each.key, each.given) for each in asked() if each.key is not None]

    # The sentences of failures get their details as a mapping; a key that is put together is its caller's care.
    short = [f"{place}: {key}" for place, key, given in by_name if given is not None and not needed(key) <= given]

    assert short == []


def test_every_text_on_a_page_is_there_and_needs_no_values() -> None:
    used = [
        (shown(file), key)
        for file in sorted((ROOT / "resources" / "qml").rglob("*.qml"))
        for key in re.findall(r"""\bt\[["']([^"']+)["']\]""", file.read_text(encoding="utf-8"))
    ]

    assert [f"{place}: {key}" for place, key in used if key not in catalog("en")] == []
    assert [f"{place}: {key}" for place, key in used if needed(key)] == []
    assert len(used) > 30

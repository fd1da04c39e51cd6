"""The documents that organisers read."""

import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator

from alphamale_desktop.application.visit_contents import result_document
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.stored_visit import StoredVisit
from tests.fakes.ids import CountingIds
from tests.storage.samples import visit

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs" / "result.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "kept",
    [
        visit(CountingIds().new_id()),
        visit(UUID(int=7), FaceType.OMEGA, photo_digest=None),
        replace(visit(UUID(int=8)), mbti=None, birth_date=None, salary_band=None, models=()),
    ],
    ids=["everything", "no photo", "no profile"],
)
def test_a_result_is_what_the_documentation_says(kept: StoredVisit) -> None:
    document = result_document(kept, "kiosk-1", "서울 Fair")

    errors = Draft202012Validator(SCHEMA).iter_errors(json.loads(json.dumps(document)))
    assert [error.message for error in errors] == []


def test_a_result_says_what_was_found_and_what_the_guest_agreed_to() -> None:
    document = result_document(visit(UUID(int=7)), "kiosk-1", "Fair")

    assert document["type"] == "beta"
    assert document["mbti"] == "ESTJ"
    assert document["birth_date"] == "1998-11-10"
    assert document["consent"] == {
        "version": "2026-11.2/ko+linked",
        "given_at": "2026-11-23T12:00:00+00:00",
        "purposes": ["analysis", "storage", "upload"],
    }
    assert document["photo"] == {"file": "photo.jpg", "sha256": "5e" * 32}
    assert "salary" not in json.dumps(document)


def test_the_same_visit_gives_the_same_document_each_time() -> None:
    first, second = (result_document(visit(UUID(int=7)), "kiosk-1", "Fair") for _ in range(2))

    assert json.dumps(first) == json.dumps(second)

from datetime import UTC, datetime
from uuid import UUID

import pytest

from alphamale_desktop.domain.analysis import Accepted, Analysis, Unusable, UnusableReason
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.photo import Photo, PhotoSource
from alphamale_desktop.domain.stored_visit import HistoryQuery
from tests.fakes.clock import NOON
from tests.fakes.ids import CountingIds
from tests.fakes.results import analysis_result
from tests.fakes.vision import FACE, empty_gate_report, gate_report


@pytest.mark.parametrize("face_type", FaceType)
def test_a_type_is_read_from_its_code_in_any_case(face_type: FaceType) -> None:
    assert FaceType.from_code(face_type.code) is face_type
    assert FaceType.from_code(f" {face_type.code.upper()} ") is face_type


@pytest.mark.parametrize("code", ["", "sigma", "1"])
def test_a_code_of_no_type_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="unknown face type"):
        FaceType.from_code(code)


def test_a_photo_never_shows_its_bytes() -> None:
    photo = Photo(UUID(int=1), b"SECRET PIXELS", NOON, PhotoSource.CAMERA)

    assert "SECRET" not in f"{photo!r} {photo}"
    assert "13 bytes" in repr(photo)


def test_a_photo_without_bytes_is_refused() -> None:
    with pytest.raises(ValueError, match="not empty"):
        Photo(UUID(int=1), b"", NOON, PhotoSource.FILE)


def test_a_photo_of_unknown_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        Photo(UUID(int=1), b"x", datetime(2026, 1, 1), PhotoSource.FILE)  # noqa: DTZ001 - the point of the test


def test_the_subject_is_the_most_prominent_face() -> None:
    assert gate_report().subject is FACE
    assert empty_gate_report().subject is None


@pytest.mark.parametrize("reason", UnusableReason)
def test_a_refused_photos_outcome_is_named_by_its_reason(reason: UnusableReason) -> None:
    analysis = Analysis(Unusable(reason), empty_gate_report(reason), ())

    assert analysis.outcome_code == reason.value


def test_an_accepted_photos_outcome_is_accepted_with_its_cards_type_and_driving_part() -> None:
    result = analysis_result(FaceType.ALPHA)

    analysis = Analysis(Accepted(result), gate_report(), ())

    assert analysis.outcome_code == "accepted"
    assert result.face_type is FaceType.ALPHA
    assert result.driving_part is result.score_card.driving_part


@pytest.mark.parametrize("limit", [0, 1_001])
def test_a_page_of_history_has_a_sensible_size(limit: int) -> None:
    with pytest.raises(ValueError, match="1 to 1000"):
        HistoryQuery(limit=limit)


def test_the_fakes_identifiers_are_of_version_7_and_in_order() -> None:
    ids = CountingIds()

    made = [ids.new_id() for _ in range(100)]

    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
    assert sorted(made) == made
    assert len(set(made)) == 100
    first = datetime.fromtimestamp((made[0].int >> 80) / 1000, UTC)
    assert first.year >= 2025

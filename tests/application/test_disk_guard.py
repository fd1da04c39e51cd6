"""What is kept while the disk fills up."""

import pytest

from alphamale_desktop.domain.errors import DiskFullError
from tests.application.test_keep_and_erase_visit import ANALYSIS, DIGEST, STORAGE, Booth, visit_to_keep


@pytest.mark.parametrize("free_mb", [1_999, 1_000])
def test_a_disk_that_is_low_still_keeps_photos(free_mb: float) -> None:
    booth = Booth(free_mb=free_mb)

    booth.keep(visit_to_keep(ANALYSIS, STORAGE))

    assert list(booth.media.files) == [DIGEST]


def test_where_room_is_short_the_result_is_kept_without_its_photo() -> None:
    booth = Booth(free_mb=999)

    visit_id = booth.keep(visit_to_keep(ANALYSIS, STORAGE))

    (stored,) = booth.storage.visits.values()
    assert stored.visit_id == visit_id
    assert (stored.photo_digest, stored.photo_suffix) == (None, None)
    assert booth.media.files == {}


def test_on_a_full_disk_nothing_is_kept_and_the_failure_is_said() -> None:
    booth = Booth(free_mb=299)

    with pytest.raises(DiskFullError):
        booth.keep(visit_to_keep(ANALYSIS, STORAGE))

    assert booth.storage.visits == {}
    assert booth.media.files == {}


def test_a_guest_who_keeps_nothing_never_hears_of_a_full_disk() -> None:
    booth = Booth(free_mb=0)

    assert booth.keep(visit_to_keep(ANALYSIS)) is None

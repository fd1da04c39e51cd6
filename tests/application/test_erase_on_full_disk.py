"""To delete takes room too: on a full disk an erasure makes its own."""

import pytest

from alphamale_desktop.domain.errors import DiskFullError
from tests.application.test_keep_and_erase_visit import ANALYSIS, DIGEST, PHOTO, STORAGE, Booth, visit_to_keep


def on_a_full_disk(booth: Booth) -> None:
    """Whose only room is what its photos take."""
    booth.before_work = lambda _: setattr(booth.storage, "fails_with", DiskFullError() if booth.media.files else None)


def test_on_a_full_disk_an_erasure_makes_its_own_room() -> None:
    booth = Booth()
    kept = booth.keep(visit_to_keep(ANALYSIS, STORAGE))
    assert kept is not None
    on_a_full_disk(booth)

    booth.erase(kept)

    assert booth.storage.visits == {}
    assert booth.media.files == {}


def test_on_a_full_disk_the_photo_of_another_visit_makes_no_room() -> None:
    booth = Booth()
    kept = [booth.keep(visit_to_keep(ANALYSIS, STORAGE)) for _ in range(2)]
    assert kept[0] is not None
    on_a_full_disk(booth)

    with pytest.raises(DiskFullError):
        booth.erase(kept[0])

    assert set(booth.storage.visits) == set(kept)
    assert booth.media.files == {DIGEST: PHOTO}

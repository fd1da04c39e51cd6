"""What is over is deleted, what is not stays."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.keep_visit import KeepVisit, VisitToKeep
from alphamale_desktop.application.purge_expired import Purged, PurgeExpired
from alphamale_desktop.domain.analysis import Accepted
from alphamale_desktop.domain.consent import Consent, ConsentPurpose
from alphamale_desktop.domain.errors import CancelledByUserError
from alphamale_desktop.domain.face_type import FaceType
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.fakes.log_watch import LogWatch
from tests.fakes.memory_storage import MemoryMediaStore, MemoryStorage, celebrities_of
from tests.fakes.results import accepted_analysis

DAY_S = 24 * 3600
DEAD_BATTERY = datetime(2020, 1, 1, tzinfo=UTC)


class Booth:
    """A kiosk's storage with a clock to turn."""

    def __init__(self) -> None:
        self.storage, self.media, self.clock = MemoryStorage(), MemoryMediaStore(), FakeClock()
        self.ids = CountingIds()
        self.purge = PurgeExpired(self.storage.unit_of_work, self.media, self.clock)

    def keep(self, photo: bytes, days: int) -> UUID:
        outcome = accepted_analysis().outcome
        assert isinstance(outcome, Accepted)
        consent = Consent(frozenset({ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE}), self.clock.now())
        keep = KeepVisit(self.storage.unit_of_work, self.media, self.clock, self.ids, "booth", days)
        kept = keep(VisitToKeep(photo, "jpg", outcome.result, (), (), consent))
        assert kept is not None
        return kept


def test_a_visit_goes_with_its_photo_when_its_time_is_over_and_not_before() -> None:
    booth = Booth()
    booth.keep(b"short", days=1)
    longer = booth.keep(b"longer", days=30)

    booth.clock.advance(DAY_S - 1)
    early = booth.purge()
    booth.clock.advance(1)
    due = booth.purge()

    assert early == Purged(0, 0, 0)
    assert due == Purged(1, 0, 0)
    assert set(booth.storage.visits) == {longer}
    assert list(booth.media.files.values()) == [b"longer"]


def test_an_events_visits_survive_a_clock_that_was_years_behind_and_go_in_their_time(log_watch: LogWatch) -> None:
    log_watch.expect("the clock was wrong when 2 visits were kept")
    booth = Booth()
    right_s = (booth.clock.now() - DEAD_BATTERY).total_seconds()
    booth.clock.advance(-right_s)
    kept = {booth.keep(b"one", days=30), booth.keep(b"two", days=30)}
    booth.purge()

    booth.clock.advance(right_s)
    corrected = booth.purge()
    still = set(booth.storage.visits)
    booth.clock.advance(31 * DAY_S)
    over = booth.purge()

    assert corrected == Purged(0, 0, 0)
    assert still == kept
    assert over.visits == 2


def test_while_the_clock_is_wrong_time_passes_as_it_says() -> None:
    booth = Booth()
    booth.clock.advance(-(booth.clock.now() - DEAD_BATTERY).total_seconds())
    booth.keep(b"one", days=30)

    booth.clock.advance(31 * DAY_S)

    assert booth.purge().visits == 1


def test_more_visits_than_fit_one_look_are_all_deleted() -> None:
    booth = Booth()
    for index in range(230):
        booth.keep(f"photo {index}".encode(), days=1)
    booth.clock.advance(2 * DAY_S)

    purged = booth.purge()

    assert purged.visits == 230
    assert booth.storage.visits == {}
    assert booth.media.files == {}


def test_a_shared_photo_stays_until_its_last_visit_goes() -> None:
    booth = Booth()
    booth.keep(b"same", days=1)
    booth.keep(b"same", days=3)

    booth.clock.advance(2 * DAY_S)
    booth.purge()
    shared = list(booth.media.files.values())
    booth.clock.advance(2 * DAY_S)
    booth.purge()

    assert shared == [b"same"]
    assert booth.media.files == {}


def test_an_old_photo_without_a_visit_is_removed_but_a_fresh_one_is_left() -> None:
    booth = Booth()
    booth.media.put(b"old", "jpg")
    fresh = booth.media.put(b"fresh", "jpg")
    booth.media.written_at[fresh.digest] = booth.clock.now() - timedelta(minutes=59)

    purged = booth.purge()

    assert purged == Purged(0, 1, 0)
    assert list(booth.media.files.values()) == [b"fresh"]


def test_a_celebritys_picture_is_no_orphan() -> None:
    booth = Booth()
    picture = booth.media.put(b"portrait", "jpg")
    (person,) = celebrities_of(FaceType.ALPHA, 1)
    booth.storage.celebrities = [replace(person, portrait=picture.digest)]

    purged = booth.purge()

    assert purged.is_empty
    assert list(booth.media.files.values()) == [b"portrait"]


def test_leftovers_of_dead_writers_are_counted() -> None:
    booth = Booth()
    booth.media.leftovers = 3

    assert booth.purge() == Purged(0, 0, 3)


def test_a_cancelled_purge_stops_before_the_next_visit() -> None:
    booth = Booth()
    booth.keep(b"short", days=1)
    booth.clock.advance(2 * DAY_S)
    cancel = Cancel()
    cancel.ask()

    with pytest.raises(CancelledByUserError):
        booth.purge(cancel)

    assert len(booth.storage.visits) == 1

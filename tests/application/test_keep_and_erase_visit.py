import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

import pytest

from alphamale_desktop.application.disk_guard import DiskGuard
from alphamale_desktop.application.erase_visit import EraseVisit
from alphamale_desktop.application.keep_visit import KeepVisit, VisitToKeep
from alphamale_desktop.application.plan_delivery import DeliveryPlan
from alphamale_desktop.application.ports import UnitOfWork
from alphamale_desktop.application.purge_expired import PurgeExpired
from alphamale_desktop.domain.consent import Consent, ConsentPurpose
from alphamale_desktop.domain.delivery import Claim, DeliveryAction, Ending, Parcel, Settlement
from alphamale_desktop.domain.disk import DiskRules
from alphamale_desktop.domain.errors import (
    DatabaseReadOnlyError,
    DatabaseUnreachableError,
    DiskFullError,
    StorageError,
    VisitNotFoundError,
)
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.profile import Mbti, SalaryBand
from alphamale_desktop.domain.stored_visit import StoredVisit
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.ids import CountingIds
from tests.fakes.memory_storage import MemoryMediaStore, MemoryStorage, celebrities_of
from tests.fakes.results import CHILD, GROWN_UP, MODELS, analysis_result

ANALYSIS, STORAGE, UPLOAD, PROMOTION = ConsentPurpose
PHOTO = b"an encoded photo"
DIGEST = hashlib.sha256(PHOTO).hexdigest()


@dataclass
class Booth:
    """A booth's storage and its two use cases.

    Attributes:
        before_work: Called as each unit of work is asked for, with how many were before.
    """

    storage: MemoryStorage = field(default_factory=MemoryStorage)
    media: MemoryMediaStore = field(default_factory=MemoryMediaStore)
    clock: FakeClock = field(default_factory=FakeClock)
    ids: CountingIds = field(default_factory=CountingIds)
    before_work: Callable[[int], None] = lambda count: None
    works: int = 0
    deliveries: DeliveryPlan | None = None
    free_mb: float = 50_000

    def unit_of_work(self) -> UnitOfWork:
        self.works += 1
        self.before_work(self.works - 1)
        return self.storage.unit_of_work()

    def keep(self, visit: VisitToKeep) -> UUID | None:
        disk = DiskGuard(lambda: self.free_mb, DiskRules(2_000, 1_000, 300))
        keep = KeepVisit(
            self.unit_of_work, self.media, self.clock, self.ids, "booth-1", 7, deliveries=self.deliveries, disk=disk
        )
        return keep(visit)

    def erase(self, visit_id: UUID) -> None:
        EraseVisit(self.unit_of_work, self.media, self.clock)(visit_id)


def visit_to_keep(*purposes: ConsentPurpose) -> VisitToKeep:
    return VisitToKeep(
        photo=PHOTO,
        photo_suffix="jpg",
        result=analysis_result(FaceType.BETA),
        models=MODELS,
        celebrities=tuple(celebrities_of(FaceType.BETA, 4, first_rank=7)),
        consent=Consent(frozenset(purposes), NOON),
        profile=GROWN_UP,
    )


def test_a_visit_is_kept_with_everything_the_guest_agreed_to() -> None:
    booth, visit = Booth(), visit_to_keep(ANALYSIS, STORAGE)

    kept = booth.keep(visit)

    assert kept is not None
    assert booth.media.files == {DIGEST: PHOTO}
    assert booth.storage.visits == {
        kept: StoredVisit(
            visit_id=kept,
            result=visit.result,
            models=MODELS,
            consent=visit.consent,
            created_at=NOON,
            expires_at=NOON + timedelta(7),
            created_by="booth-1",
            mbti=Mbti.ESTJ,
            birth_date=GROWN_UP.birth_date,
            salary_band=SalaryBand.FROM_3600,
            photo_digest=DIGEST,
            photo_suffix="jpg",
            celebrity_ids=(7, 8, 9, 10),
        )
    }


def test_a_visit_without_a_profile_is_kept_without_one() -> None:
    booth = Booth()

    kept = booth.keep(replace(visit_to_keep(ANALYSIS, STORAGE), profile=None))

    assert kept is not None
    stored = booth.storage.visits[kept]
    assert (stored.mbti, stored.birth_date, stored.salary_band) == (None, None, None)


@pytest.mark.parametrize("purposes", [(), (ANALYSIS,)])
def test_without_consent_to_storage_nothing_is_touched(purposes: tuple[ConsentPurpose, ...]) -> None:
    booth = Booth()

    kept = booth.keep(visit_to_keep(*purposes))

    assert (kept, booth.works, booth.media.files) == (None, 0, {})


def test_of_a_guest_under_14_nothing_is_touched_whatever_the_consent_says() -> None:
    booth = Booth()

    kept = booth.keep(replace(visit_to_keep(ANALYSIS, STORAGE, UPLOAD), profile=CHILD))

    assert (kept, booth.works, booth.media.files) == (None, 0, {})


def test_a_guest_who_is_14_today_may_agree_to_storage() -> None:
    booth = Booth(clock=FakeClock(NOON + timedelta(1)))

    kept = booth.keep(replace(visit_to_keep(ANALYSIS, STORAGE), profile=CHILD))

    assert [*booth.storage.visits] == [kept]


def test_a_photo_that_cannot_be_written_leaves_no_row() -> None:
    booth = Booth(media=MemoryMediaStore(fails_with=DiskFullError()))

    with pytest.raises(DiskFullError):
        booth.keep(visit_to_keep(ANALYSIS, STORAGE))

    assert booth.storage.visits == {}


def test_a_transaction_that_fails_takes_the_photo_back() -> None:
    failure = DatabaseReadOnlyError(database="booth.db")
    booth = Booth(storage=MemoryStorage(fails_with=failure))

    with pytest.raises(DatabaseReadOnlyError) as caught:
        booth.keep(visit_to_keep(ANALYSIS, STORAGE))

    assert caught.value is failure
    assert (booth.storage.visits, booth.media.files) == ({}, {})


def test_a_transaction_that_fails_leaves_the_photo_to_another_visit_that_has_it() -> None:
    booth = Booth()
    kept = booth.keep(visit_to_keep(ANALYSIS, STORAGE))
    booth.storage.fails_with = DatabaseReadOnlyError(database="booth.db")

    with pytest.raises(DatabaseReadOnlyError):
        booth.keep(visit_to_keep(ANALYSIS, STORAGE))

    assert [*booth.storage.visits] == [kept]
    assert booth.media.files == {DIGEST: PHOTO}


def test_a_defect_in_the_storage_takes_the_photo_back_too() -> None:
    def break_second(count: int) -> None:
        if count == 1:
            raise ZeroDivisionError

    booth = Booth(before_work=break_second)

    with pytest.raises(ZeroDivisionError):
        booth.keep(visit_to_keep(ANALYSIS, STORAGE))

    assert booth.media.files == {}


def test_a_retention_of_no_days_takes_the_photo_back_too() -> None:
    booth = Booth()
    keep = KeepVisit(booth.unit_of_work, booth.media, booth.clock, booth.ids, "booth-1", retention_days=0)

    with pytest.raises(ValueError, match="one day or more"):
        keep(visit_to_keep(ANALYSIS, STORAGE))

    assert (booth.storage.visits, booth.media.files) == ({}, {})


@pytest.mark.parametrize("answers_before", range(2))
@pytest.mark.parametrize("is_shared", [False, True])
def test_a_database_that_stops_answering_leaves_no_photo_but_a_shared_one(answers_before: int, is_shared: bool) -> None:
    booth = Booth()
    if is_shared:
        booth.keep(visit_to_keep(ANALYSIS, STORAGE))
    before = dict(booth.media.files)
    already = booth.works
    failure = DatabaseUnreachableError(database="fleet")

    def stop_answering(count: int) -> None:
        if count >= already + answers_before:
            raise failure

    booth.before_work = stop_answering

    with pytest.raises(StorageError) as caught:
        booth.keep(visit_to_keep(ANALYSIS, STORAGE))

    assert caught.value is failure
    assert booth.media.files == before


def test_a_visit_to_keep_never_shows_its_photo() -> None:
    assert "encoded photo" not in repr(visit_to_keep(ANALYSIS))


def test_an_erased_visit_is_gone_with_its_photo() -> None:
    booth = Booth()
    kept = booth.keep(visit_to_keep(ANALYSIS, STORAGE))
    assert kept is not None

    booth.erase(kept)

    assert (booth.storage.visits, booth.media.files) == ({}, {})


def test_a_photo_goes_with_the_last_visit_that_has_it() -> None:
    booth = Booth()
    first, second = (booth.keep(visit_to_keep(ANALYSIS, STORAGE)) for _ in range(2))
    assert first is not None
    assert second is not None

    booth.erase(first)
    left_by_first = dict(booth.media.files)
    booth.erase(second)

    assert left_by_first == {DIGEST: PHOTO}
    assert booth.media.files == {}


def test_a_visit_that_was_kept_without_a_photo_is_erased_as_well() -> None:
    booth = Booth()
    kept = booth.keep(visit_to_keep(ANALYSIS, STORAGE))
    assert kept is not None
    booth.storage.visits[kept] = replace(booth.storage.visits[kept], photo_digest=None, photo_suffix=None)

    booth.erase(kept)

    assert booth.storage.visits == {}


def test_a_visit_that_is_not_there_cannot_be_erased() -> None:
    with pytest.raises(VisitNotFoundError):
        Booth().erase(UUID(int=1))


def test_an_erasure_that_fails_leaves_visit_and_photo() -> None:
    booth = Booth()
    kept = booth.keep(visit_to_keep(ANALYSIS, STORAGE))
    assert kept is not None
    booth.storage.fails_with = DatabaseReadOnlyError(database="booth.db")

    with pytest.raises(DatabaseReadOnlyError):
        booth.erase(kept)

    assert [*booth.storage.visits] == [kept]
    assert booth.media.files == {DIGEST: PHOTO}


PLAN = DeliveryPlan("guests", "서울 Fair 2026", "booth 1")


def parcels_in(booth: Booth) -> list[Parcel]:
    return [kept.parcel for kept in booth.storage.parcels.values()]


def send_all(booth: Booth) -> None:
    token, later = UUID(int=5), NOON + timedelta(minutes=2)
    with booth.unit_of_work() as work:
        claimed = work.outbox.claim(Claim("booth 1", token, NOON, later, 100, "bucket"))
        work.outbox.settle(token, [Settlement(parcel, Ending.DONE) for parcel in claimed], NOON)
        work.commit()


def test_with_consent_to_upload_photo_card_and_result_are_queued_under_names_that_never_change() -> None:
    booth = Booth(deliveries=PLAN)

    kept = booth.keep(visit_to_keep(ANALYSIS, STORAGE, UPLOAD))

    below = f"guests/서울-Fair-2026/booth-1/{kept}"
    assert [(parcel.kind, parcel.key) for parcel in parcels_in(booth)] == [
        ("photo", f"{below}/photo.jpg"),
        ("card", f"{below}/card.jpg"),
        ("result", f"{below}/result.json"),
    ]
    assert {(parcel.visit_id, parcel.kiosk) for parcel in parcels_in(booth)} == {(kept, "booth 1")}


@pytest.mark.parametrize("purposes", [(ANALYSIS,), (ANALYSIS, STORAGE), (ANALYSIS, STORAGE, PROMOTION)])
def test_without_consent_to_upload_nothing_is_queued(purposes: tuple[ConsentPurpose, ...]) -> None:
    booth = Booth(deliveries=PLAN)

    booth.keep(visit_to_keep(*purposes))

    assert parcels_in(booth) == []


def test_without_a_plan_nothing_is_queued() -> None:
    booth = Booth()

    booth.keep(visit_to_keep(ANALYSIS, STORAGE, UPLOAD))

    assert parcels_in(booth) == []


def test_a_visit_that_is_not_kept_is_not_queued_either() -> None:
    booth = Booth(storage=MemoryStorage(fails_with=DatabaseReadOnlyError(database="booth.db")), deliveries=PLAN)

    with pytest.raises(DatabaseReadOnlyError):
        booth.keep(visit_to_keep(ANALYSIS, STORAGE, UPLOAD))

    assert parcels_in(booth) == []


def test_an_erasure_orders_the_deletion_of_what_was_sent() -> None:
    booth = Booth(deliveries=PLAN)
    kept = booth.keep(visit_to_keep(ANALYSIS, STORAGE, UPLOAD))
    assert kept is not None
    send_all(booth)

    booth.erase(kept)

    assert [parcel.action for parcel in parcels_in(booth)] == [DeliveryAction.DELETE] * 3


def test_an_erasure_before_anything_was_sent_leaves_nothing_to_delete() -> None:
    booth = Booth(deliveries=PLAN)
    kept = booth.keep(visit_to_keep(ANALYSIS, STORAGE, UPLOAD))
    assert kept is not None

    booth.erase(kept)

    assert parcels_in(booth) == []


def test_an_erasure_that_fails_orders_no_deletion() -> None:
    booth = Booth(deliveries=PLAN)
    kept = booth.keep(visit_to_keep(ANALYSIS, STORAGE, UPLOAD))
    assert kept is not None
    send_all(booth)
    booth.storage.fails_with = DatabaseReadOnlyError(database="booth.db")

    with pytest.raises(DatabaseReadOnlyError):
        booth.erase(kept)

    assert [parcel.action for parcel in parcels_in(booth)] == [DeliveryAction.PUT] * 3


def test_a_visit_whose_row_is_gone_is_still_deleted_at_the_target() -> None:
    booth = Booth(deliveries=PLAN)
    kept = booth.keep(visit_to_keep(ANALYSIS, STORAGE, UPLOAD))
    assert kept is not None
    send_all(booth)
    del booth.storage.visits[kept]

    booth.erase(kept)

    assert [parcel.action for parcel in parcels_in(booth)] == [DeliveryAction.DELETE] * 3
    with pytest.raises(VisitNotFoundError):
        booth.erase(kept)


def test_a_visit_whose_time_is_over_is_deleted_at_the_target_too() -> None:
    booth = Booth(deliveries=PLAN)
    booth.keep(visit_to_keep(ANALYSIS, STORAGE, UPLOAD))
    send_all(booth)
    booth.clock.advance(8 * 86_400)

    PurgeExpired(booth.unit_of_work, booth.media, booth.clock)()

    assert booth.storage.visits == {}
    assert [parcel.action for parcel in parcels_in(booth)] == [DeliveryAction.DELETE] * 3

"""The bucket, over HTTP, against a server that fails in every way that servers do."""

import hashlib
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from botocore.exceptions import FlexibleChecksumError, IncompleteReadError

from alphamale_desktop.application.object_store_port import Receipt
from alphamale_desktop.domain.delivery_errors import (
    BucketMissingError,
    ClockSkewedError,
    CredentialsRefusedError,
    ObjectMismatchError,
    ObjectMissingError,
    ObjectRefusedError,
    TargetBusyError,
    TargetDeniedError,
    TargetInterceptedError,
    TargetRefusedError,
    TargetUnreachableError,
    WrongRegionError,
)
from alphamale_desktop.domain.errors import AlphaMaleError, CancelledByUserError
from alphamale_desktop.sync.bandwidth import Bandwidth
from alphamale_desktop.sync.s3_errors import meaning_of
from alphamale_desktop.sync.s3_store import S3Store
from tests.fakes.clock import FakeClock
from tests.sync.bucket_server import CUT_AT_ONCE, BucketServer, Fault
from tests.sync.conftest import StoreMaker, carry_on, jpeg

PHOTO = jpeg()
KEY = "fair/kiosk-1/photo 1 한글.jpg"


def test_an_object_arrives_byte_for_byte_and_the_target_says_so(
    store: S3Store, server: BucketServer, bucket: str
) -> None:
    receipt = store.put(KEY, PHOTO, carry_on)

    assert server.objects(bucket) == {KEY: PHOTO.data}
    assert receipt == Receipt(200_000, hashlib.sha256(PHOTO.data).hexdigest())
    assert store.holds(KEY, PHOTO)
    assert not store.holds(KEY, jpeg(10))
    assert not store.holds("other", PHOTO)
    assert [asked.method for asked in server.asked][:2] == ["PUT", "HEAD"]


def test_an_object_bears_the_time_of_its_end_and_stays_out_of_caches(
    store: S3Store, server: BucketServer, bucket: str
) -> None:
    over = datetime(2026, 12, 23, 12, tzinfo=UTC)

    store.put(KEY, replace(PHOTO, expires_at=over), carry_on)
    store.put("for good", PHOTO, carry_on)
    ending, lasting = (server.client().head_object(Bucket=bucket, Key=key) for key in (KEY, "for good"))
    headers, no_headers = (answer["ResponseMetadata"]["HTTPHeaders"] for answer in (ending, lasting))

    assert headers["expires"] == "Wed, 23 Dec 2026 12:00:00 GMT"
    assert ending["Metadata"] == {"expires-at": "2026-12-23T12:00:00+00:00"}
    assert ("expires" in no_headers, lasting["Metadata"]) == (False, {})
    assert {ending["CacheControl"], lasting["CacheControl"]} == {"private, no-store"}


def test_an_empty_object_arrives(store: S3Store, server: BucketServer, bucket: str) -> None:
    store.put(KEY, jpeg(0), carry_on)

    assert server.objects(bucket) == {KEY: b""}


def test_what_was_put_twice_is_there_once(store: S3Store, server: BucketServer, bucket: str) -> None:
    store.put(KEY, jpeg(10), carry_on)
    store.put(KEY, PHOTO, carry_on)

    assert server.objects(bucket) == {KEY: PHOTO.data}


def test_an_object_that_is_stored_damaged_is_noticed(store: S3Store, server: BucketServer) -> None:
    server.plan = lambda asked: Fault(spoils=True) if asked.is_put else None

    with pytest.raises(ObjectMismatchError):
        store.put(KEY, PHOTO, carry_on)


@pytest.mark.parametrize(
    "hides", [("x-amz-checksum-sha256",), ("x-amz-checksum-sha256", "etag")], ids=["md5", "read back"]
)
@pytest.mark.parametrize("spoils", [False, True])
def test_a_server_without_sha256_is_checked_in_another_way(
    store: S3Store, server: BucketServer, hides: tuple[str, ...], spoils: bool
) -> None:
    server.plan = lambda asked: (
        Fault(spoils=spoils) if asked.is_put else Fault(hides=hides if asked.method == "HEAD" else ())
    )

    if spoils:
        with pytest.raises(ObjectMismatchError):
            store.put(KEY, PHOTO, carry_on)
    else:
        assert store.put(KEY, PHOTO, carry_on).size_bytes == len(PHOTO.data)


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        (CUT_AT_ONCE, TargetUnreachableError),
        (Fault(cut_after_bytes=70_000), TargetUnreachableError),
        (Fault(cut_after_serving=True), TargetUnreachableError),
        (Fault(status=500, code="InternalError"), TargetBusyError),
        (Fault(status=503, code="SlowDown"), TargetBusyError),
        (Fault(status=502, page="<html>Bad gateway</html>"), TargetBusyError),
        (Fault(status=400, code="RequestTimeout"), TargetBusyError),
        (Fault(status=400, code="BadDigest"), ObjectMismatchError),
        (Fault(status=400, code="EntityTooLarge"), ObjectRefusedError),
        (Fault(status=400, code="NobodyKnowsThis"), TargetRefusedError),
        (Fault(status=403, code="AccessDenied"), TargetDeniedError),
        (Fault(status=403, code="SignatureDoesNotMatch"), CredentialsRefusedError),
        (Fault(status=403, code="InvalidAccessKeyId"), CredentialsRefusedError),
        (Fault(status=404, code="NoSuchBucket"), BucketMissingError),
        (Fault(status=400, code="AuthorizationHeaderMalformed"), WrongRegionError),
        (Fault(status=403, code="RequestTimeTooSkewed"), ClockSkewedError),
        (Fault(status=403, page="<html>Buy an hour of Wi-Fi</html>"), TargetInterceptedError),
        (Fault(status=200, page="<html>Welcome to the Wi-Fi</html>"), TargetInterceptedError),
        (Fault(status=302, page="<html>Log in first</html>"), TargetInterceptedError),
    ],
)  # fmt: skip
def test_what_goes_wrong_with_an_upload_is_told_apart(
    store: S3Store, server: BucketServer, fault: Fault, failure: type[AlphaMaleError]
) -> None:
    server.plan = lambda asked: fault if asked.is_put else None

    with pytest.raises(failure) as caught:
        store.put(KEY, PHOTO, carry_on)

    assert type(caught.value) is failure


def test_an_object_whose_answer_was_lost_is_found_at_the_target(store: S3Store, server: BucketServer) -> None:
    server.plan = lambda asked: Fault(cut_after_serving=True) if asked.is_put else None
    with pytest.raises(TargetUnreachableError):
        store.put(KEY, PHOTO, carry_on)

    assert store.holds(KEY, PHOTO)


def test_a_network_lost_before_the_check_leaves_the_upload_unconfirmed(store: S3Store, server: BucketServer) -> None:
    server.plan = lambda asked: CUT_AT_ONCE if asked.method == "HEAD" else None

    with pytest.raises(TargetUnreachableError):
        store.put(KEY, PHOTO, carry_on)


def test_a_server_that_answers_too_slowly_counts_as_unreachable(make_store: StoreMaker, server: BucketServer) -> None:
    answers = threading.Event()
    server.plan = lambda asked: Fault(waits=answers)

    with pytest.raises(TargetUnreachableError):
        make_store(answer_timeout_s=0.2).put(KEY, PHOTO, carry_on)

    answers.set()


def test_nobody_at_the_address_counts_as_unreachable(make_store: StoreMaker) -> None:
    with pytest.raises(TargetUnreachableError):
        make_store(endpoint="http://127.0.0.1:9").put(KEY, PHOTO, carry_on)


def test_a_bucket_that_is_not_there_is_named(make_store: StoreMaker) -> None:
    with pytest.raises(BucketMissingError) as caught:
        make_store(bucket="no-such-bucket").put(KEY, PHOTO, carry_on)

    assert caught.value.details == {"bucket": "no-such-bucket"}


def test_a_wrong_clock_is_told_with_its_minutes(store: S3Store, server: BucketServer) -> None:
    theirs = datetime.now(UTC) + timedelta(minutes=40)
    server.plan = lambda asked: Fault(status=403, code="RequestTimeTooSkewed", date=theirs)

    with pytest.raises(ClockSkewedError) as caught:
        store.put(KEY, PHOTO, carry_on)

    assert caught.value.details == {"minutes": -40}


def test_a_clock_that_differs_is_noticed_although_nothing_fails(store: S3Store, server: BucketServer) -> None:
    server.plan = lambda asked: Fault(date=datetime.now(UTC) - timedelta(minutes=7))

    store.put(KEY, PHOTO, carry_on)

    assert abs(store.skew_s - 7 * 60) <= 2


@pytest.mark.parametrize(
    ("changes", "header", "value"),
    [
        ({"encryption": "AES256"}, "x-amz-server-side-encryption", "AES256"),
        ({"encryption": "aws:kms"}, "x-amz-server-side-encryption", "aws:kms"),
        (
            {"encryption": "aws:kms", "kms_key": "key-7"},
            "x-amz-server-side-encryption-aws-kms-key-id",
            "key-7",
        ),
        ({}, "x-amz-server-side-encryption", None),
    ],
)
def test_encryption_at_the_target_is_asked_for_as_set(
    make_store: StoreMaker, server: BucketServer, changes: dict[str, object], header: str, value: str | None
) -> None:
    make_store(**changes).put(KEY, PHOTO, carry_on)

    assert server.asked[0].headers.get(header) == value


@pytest.mark.parametrize("is_versioned", [False, True])
def test_a_deleted_object_is_gone_with_all_its_versions(
    make_store: StoreMaker, server: BucketServer, is_versioned: bool
) -> None:
    name = f"versions-{is_versioned}".lower()
    server.new_bucket(name, is_versioned=is_versioned)
    store = make_store(bucket=name)
    for size in (5, 6, 7):
        store.put(KEY, jpeg(size), carry_on)
    store.put(KEY + "-neighbour", PHOTO, carry_on)

    store.delete(KEY, name)
    store.delete(KEY, name)

    versions = server.client().list_object_versions(Bucket=name)
    left = {each["Key"] for each in [*versions.get("Versions", []), *versions.get("DeleteMarkers", [])]}
    assert left - {KEY + "-neighbour"} in (set(), {KEY} if is_versioned else set())
    assert all(each["Key"] != KEY for each in versions.get("Versions", []))


def test_a_deletion_that_somebody_else_answered_does_not_count(store: S3Store, server: BucketServer) -> None:
    store.put(KEY, PHOTO, carry_on)
    server.plan = lambda asked: Fault(status=200, page="<html>Wi-Fi</html>") if asked.method == "DELETE" else None

    with pytest.raises(ObjectMismatchError):
        store.delete(KEY, "")


def test_a_deletion_is_good_where_asking_afterwards_is_not_allowed(
    store: S3Store, server: BucketServer, bucket: str
) -> None:
    store.put(KEY, PHOTO, carry_on)
    server.plan = lambda asked: Fault(status=403, code="AccessDenied") if asked.method == "HEAD" else None

    store.delete(KEY, "")

    assert server.objects(bucket) == {}


def test_sending_ends_as_soon_as_somebody_says_so(store: S3Store, server: BucketServer, bucket: str) -> None:
    looks = iter(range(100))

    def end_in_the_middle() -> None:
        if next(looks) == 4:
            raise CancelledByUserError

    with pytest.raises(CancelledByUserError):
        store.put(KEY, PHOTO, end_in_the_middle)

    assert server.objects(bucket) == {}


def test_sending_is_no_faster_than_allowed(make_store: StoreMaker) -> None:
    clock, waited = FakeClock(), list[float]()

    def wait(seconds: float) -> None:
        waited.append(seconds)
        clock.advance(seconds)

    make_store(Bandwidth(50_000, clock, wait)).put(KEY, PHOTO, carry_on)

    assert sum(waited) == pytest.approx(200_000 / 50_000, abs=0.5)
    assert max(waited) < 0.5


@pytest.mark.parametrize(
    ("failure", "meaning"),
    [
        (IncompleteReadError(actual_bytes=1, expected_bytes=2), TargetUnreachableError),
        (FlexibleChecksumError(error_msg="other bytes"), ObjectMismatchError),
    ],
)
def test_an_answer_that_breaks_off_or_arrives_damaged_is_no_refusal(
    failure: Exception, meaning: type[AlphaMaleError]
) -> None:
    assert type(meaning_of(failure, "s3:GetObject", "bucket", KEY, datetime.now(UTC))) is meaning


def test_an_object_comes_back_and_no_more_than_expected(store: S3Store) -> None:
    store.put(KEY, PHOTO, carry_on)

    assert store.get(KEY, 200_000) == PHOTO.data
    with pytest.raises(ObjectMismatchError):
        store.get(KEY, 199_999)
    with pytest.raises(ObjectMissingError):
        store.get("nothing", 10)

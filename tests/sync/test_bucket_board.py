"""What kiosks say of themselves in a bucket, over HTTP."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from alphamale_desktop.application.bucket_board import BucketBoard
from alphamale_desktop.composition.behind import Behind, Signs
from alphamale_desktop.composition.clock import SystemClock
from alphamale_desktop.composition.core import Core
from alphamale_desktop.composition.demo_fleet import demo_heartbeats
from alphamale_desktop.composition.findings import Verdict, in_words
from alphamale_desktop.composition.fleet_bucket import check_bucket, read_heartbeats
from alphamale_desktop.domain.delivery_errors import CredentialsMissingError, DeliveryError, TargetDeniedError
from alphamale_desktop.domain.numbers import Counted, CounterName, KioskCounted
from alphamale_desktop.settings.paths import program_paths, user_paths
from alphamale_desktop.settings.schema import Settings, SyncSettings
from alphamale_desktop.storage.fleet_letters import JsonLetters
from alphamale_desktop.sync.s3_store import S3Store
from tests.fakes.shipped import shipped_texts
from tests.sync.bucket_server import Asked, BucketServer, Fault
from tests.sync.keys import KEY_ID, SECRET

FOLDER = "events/_fleet"
HERE = UUID(int=1)
DAY = datetime(2026, 11, 21, tzinfo=UTC)
COUNTS = [
    Counted(DAY + timedelta(hours=10), CounterName.VISIT, "", 12),
    Counted(DAY + timedelta(hours=11), CounterName.STEP, "form", 12, 300.25),
    Counted(DAY + timedelta(days=1), CounterName.TYPE, "beta", 4),
]


@pytest.fixture
def board(store: S3Store) -> BucketBoard:
    return BucketBoard(store, FOLDER, JsonLetters(), SystemClock())


def again(store: S3Store) -> BucketBoard:
    """After a restart."""
    return BucketBoard(store, FOLDER, JsonLetters(), SystemClock())


def test_the_newest_heartbeat_of_each_kiosk_is_read_by_name_with_the_buckets_time(board: BucketBoard) -> None:
    first, second, _ = demo_heartbeats()
    board.beat(replace(second, visits=0))
    board.beat(replace(second, printer="held", name="복도"))
    board.beat(first)

    beats, now = board.heartbeats()

    assert [replace(beat, seen_at=first.seen_at) for beat in beats] == [
        first,
        replace(second, printer="held", name="복도", seen_at=first.seen_at),
    ]
    assert all(timedelta() <= now - beat.seen_at < timedelta(minutes=1) for beat in beats)


def test_how_long_ago_a_kiosk_was_seen_does_not_hang_on_ones_own_clock(
    board: BucketBoard, server: BucketServer
) -> None:
    board.beat(demo_heartbeats()[0])
    server.plan = lambda asked: Fault(date=datetime.now(UTC) + timedelta(hours=5))

    _, now = board.heartbeats()

    assert timedelta(hours=4) < now - datetime.now(UTC) < timedelta(hours=6)


def test_what_cannot_be_read_hides_no_other_kiosk(board: BucketBoard, server: BucketServer, bucket: str) -> None:
    good = demo_heartbeats()[0]
    board.beat(good)
    client, other = server.client(), UUID(int=9)
    letter = client.get_object(Bucket=bucket, Key=f"{FOLDER}/{good.kiosk_id}/heartbeat.json")["Body"].read()
    for name, data in {
        f"{other}/heartbeat.json": letter,
        f"{UUID(int=8)}/heartbeat.json": b"no json",
        f"{UUID(int=7)}/heartbeat.json": b"[" * 2_000_000,
        f"{UUID(int=6)}/else/heartbeat.json": letter,
        "heartbeat.json": letter,
    }.items():
        client.put_object(Bucket=bucket, Key=f"{FOLDER}/{name}", Body=data)

    beats, _ = board.heartbeats()

    assert [beat.kiosk_id for beat in beats] == [good.kiosk_id]


def test_counters_arrive_a_day_at_a_time_and_only_what_changed_is_sent_again(
    board: BucketBoard, store: S3Store, server: BucketServer
) -> None:
    grown = [*COUNTS[:2], replace(COUNTS[2], count=5)]

    sent = [
        board.put_counters(HERE, COUNTS),
        board.put_counters(HERE, COUNTS),
        again(store).put_counters(HERE, COUNTS),
        board.put_counters(HERE, grown),
    ]
    found = again(store).counters(DAY, DAY + timedelta(days=2))

    assert sent == [2, 0, 0, 1]
    assert found == [KioskCounted(HERE, one) for one in grown]
    assert [key.rpartition("/")[2] for key in server.puts()] == [
        "2026-11-21.json", "2026-11-22.json", "2026-11-22.json"
    ]  # fmt: skip


def test_counters_of_some_hours_leave_out_the_others(board: BucketBoard) -> None:
    board.put_counters(HERE, COUNTS)
    board.put_counters(UUID(int=2), COUNTS[:1])

    found = board.counters(DAY, DAY + timedelta(hours=11))

    assert found == [KioskCounted(HERE, COUNTS[0]), KioskCounted(UUID(int=2), COUNTS[0])]


def test_a_forgotten_kiosk_leaves_nothing_but_what_is_not_its_own(
    board: BucketBoard, server: BucketServer, bucket: str
) -> None:
    first, second, _ = demo_heartbeats()
    for beat in (first, second):
        board.beat(beat)
        board.put_counters(beat.kiosk_id, COUNTS)
    photo = f"{FOLDER.partition('/')[0]}/Fair/kiosk-1/{first.kiosk_id}/photo.jpg"
    server.client().put_object(Bucket=bucket, Key=photo, Body=b"a photo")

    board.forget(first.kiosk_id)
    board.forget(first.kiosk_id)

    mine = f"{FOLDER}/{second.kiosk_id}"
    days = [f"{mine}/counters/2026-11-{day}.json" for day in (21, 22)]
    assert sorted(server.objects(bucket)) == sorted([photo, f"{mine}/heartbeat.json", *days])


def test_who_may_not_list_is_told_which_right_he_lacks(board: BucketBoard, server: BucketServer) -> None:
    server.plan = lambda asked: Fault(status=403, code="AccessDenied") if asked.method == "GET" else None

    with pytest.raises(TargetDeniedError) as caught:
        board.heartbeats()

    assert caught.value.details["action"] == "s3:ListBucket"


@pytest.fixture
def core(server: BucketServer, bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Core:
    """A kiosk with a bucket and without a fleet's server."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY_ID)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    sync = SyncSettings(bucket=bucket, endpoint=server.url, region="us-east-1", path_style=True)
    return Core(Settings(sync=sync), program_paths(), user_paths(tmp_path), shipped_texts())


def test_the_doctor_writes_reads_and_deletes_and_leaves_nothing(core: Core, server: BucketServer, bucket: str) -> None:
    finding = check_bucket(core)

    assert (finding.verdict, finding.values["bucket"]) == (Verdict.OK, bucket)
    assert {asked.method for asked in server.asked} == {"PUT", "HEAD", "DELETE"}
    assert server.objects(bucket) == {}


@pytest.mark.parametrize(
    ("method", "action"), [("PUT", "s3:PutObject"), ("HEAD", "s3:GetObject"), ("DELETE", "s3:DeleteObject")]
)
def test_the_doctor_names_the_right_that_lacks(core: Core, server: BucketServer, method: str, action: str) -> None:
    def plan(asked: Asked) -> Fault | None:
        return Fault(status=403, code="AccessDenied") if asked.method == method else None

    server.plan = plan

    with pytest.raises(TargetDeniedError) as caught:
        check_bucket(core)

    assert caught.value.details["action"] == action


@pytest.mark.parametrize(("minutes", "verdict"), [(0, Verdict.OK), (-3, Verdict.WARNING), (4, Verdict.WARNING)])
def test_the_doctor_compares_the_clocks(core: Core, server: BucketServer, minutes: int, verdict: Verdict) -> None:
    server.plan = lambda asked: Fault(date=datetime.now(UTC) + timedelta(minutes=minutes))

    finding = check_bucket(core)

    assert finding.verdict is verdict
    assert bool(in_words(finding, shipped_texts(), "ko").hint) is (verdict is not Verdict.OK)


def test_a_login_page_is_no_bucket(core: Core, server: BucketServer) -> None:
    server.plan = lambda asked: Fault(status=200, page="<html>Buy an hour of Wi-Fi</html>")

    with pytest.raises(DeliveryError):
        check_bucket(core)


def test_without_credentials_the_doctor_says_so(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere")

    with pytest.raises(CredentialsMissingError):
        check_bucket(core)


def test_a_window_tells_the_bucket_how_its_kiosk_is_and_what_it_counted(core: Core, server: BucketServer) -> None:
    behind = Behind(lambda: core, has_server=False, has_bucket=True)
    behind.tally.count(CounterName.VISIT)
    behind.write_tally()

    for chore in behind.bucket_chores(Signs(camera=lambda: "live")):
        chore.work()
    beats, _ = read_heartbeats(core, behind.link())
    behind.close()
    core.close()

    assert [(beat.kiosk_id, beat.camera, beat.visits) for beat in beats] == [(core.kiosk_id, "live", 1)]
    assert [key.split("/")[3] for key in server.puts()] == ["heartbeat.json", "counters"]


def test_without_a_bucket_nobody_is_told() -> None:
    behind = Behind(lambda: pytest.fail("nothing is wired"), has_server=False, has_bucket=False)

    assert behind.bucket_chores(Signs()) == ()

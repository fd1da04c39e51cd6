"""``alphamale sync`` as a person types it, against a server on loopback."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alphamale_desktop.application.keep_visit import VisitToKeep
from alphamale_desktop.application.print_desk import PrinterView
from alphamale_desktop.composition.behind import Behind, Signs
from alphamale_desktop.composition.core import Core
from alphamale_desktop.domain.consent import Consent, ConsentPurpose
from alphamale_desktop.domain.delivery import Parcel
from alphamale_desktop.domain.numbers import CounterName
from alphamale_desktop.settings.load import load_settings
from alphamale_desktop.settings.paths import program_paths, user_paths
from tests.cli.conftest import Cli
from tests.fakes.results import MODELS, analysis_result
from tests.fakes.shipped import shipped_texts
from tests.storage.catalog_folders import drawn, encoded, put
from tests.sync.bucket_server import BucketServer, Fault, serving
from tests.sync.keys import KEY_ID, SECRET

pytestmark = pytest.mark.usefixtures("home")

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def server(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BucketServer]:
    """A server with a bucket that the settings name."""
    with serving() as server:
        server.new_bucket("guests")
        for name, value in {
            "ALPHAMALE_SYNC__BUCKET": "guests",
            "ALPHAMALE_SYNC__ENDPOINT": server.url,
            "ALPHAMALE_SYNC__PATH_STYLE": "true",
            "ALPHAMALE_SYNC__REGION": "us-east-1",
            "ALPHAMALE_SYNC__CARDS": "false",
            "AWS_ACCESS_KEY_ID": KEY_ID,
            "AWS_SECRET_ACCESS_KEY": SECRET,
        }.items():
            monkeypatch.setenv(name, value)
        yield server


def test_without_a_bucket_nothing_complains_and_boto3_stays_unloaded(cli: Cli, home: Path) -> None:
    status = cli("sync", "status")
    as_json = cli("sync", "status", "--json")
    script = (
        "import sys; from alphamale_desktop.cli.app import run; run(['sync', 'status']); run(['history']);"
        "print(sorted({'boto3', 'botocore', 'keyring'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env={**os.environ}, capture_output=True, text=True, check=True
    )

    assert (status.status, status.out.strip()) == (0, "No bucket is set: nothing is delivered.")
    assert json.loads(as_json.out) == {"state": "off"}
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", ["now", "retry", "resume", "backfill", "rules"])
def test_without_a_bucket_there_is_nothing_to_command(cli: Cli, command: str) -> None:
    ran = cli("sync", command)

    assert ran.status == 1
    assert "No bucket is set." in ran.err


def test_the_bucket_takes_the_printed_rules_as_they_are(
    cli: Cli, server: BucketServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALPHAMALE_SHARE__LINK_BASE", "https://cards.example.com")

    printed = cli("sync", "rules")
    server.client().put_bucket_lifecycle_configuration(Bucket="guests", LifecycleConfiguration=json.loads(printed.out))
    kept = server.client().get_bucket_lifecycle_configuration(Bucket="guests")["Rules"]

    assert [(rule["Filter"]["Prefix"], rule["Expiration"]["Days"]) for rule in kept] == [
        ("alphamale/", 31),
        ("alphamale/s/", 8),
    ]


def test_an_empty_outbox_is_delivered_at_once(cli: Cli, server: BucketServer) -> None:
    now = cli("sync", "now")
    status = cli("sync", "status")

    assert (now.status, now.out.strip()) == (0, "0 arrived, 0 deleted there.")
    assert "Everything has arrived" in status.out


def test_a_refusal_is_said_with_its_way_out_and_waits_for_resume(cli: Cli, server: BucketServer, home: Path) -> None:
    keep_visit(home)
    server.plan = lambda asked: Fault(status=403, code="AccessDenied")

    refused = cli("sync", "now")
    again = cli("sync", "now")
    state = json.loads(cli("sync", "status", "--json").out)
    server.plan = lambda asked: None
    resumed, once_more = cli("sync", "resume"), cli("sync", "resume")
    delivered = cli("sync", "now")

    assert refused.status == 1
    assert "may not do s3:PutObject in the bucket guests" in refused.err
    assert "s3:PutObject" in refused.err
    assert (again.status, state["state"], state["stopped_by"]) == (1, "stopped", "target_denied")
    assert "Stopped: needs you" in again.out
    assert "tries again" in resumed.out
    assert "was not stopped" in once_more.out
    assert (delivered.status, delivered.out.strip()) == (0, "2 arrived, 0 deleted there.")
    assert len(server.objects("guests")) == 2


def test_what_was_queued_under_an_earlier_name_of_the_computer_is_delivered(
    cli: Cli, server: BucketServer, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALPHAMALE_GENERAL__MACHINE_NAME", "before")
    keep_visit(home)
    monkeypatch.setenv("ALPHAMALE_GENERAL__MACHINE_NAME", "after")

    delivered = cli("sync", "now")
    state = json.loads(cli("sync", "status", "--json").out)

    assert (delivered.status, delivered.out.strip()) == (0, "2 arrived, 0 deleted there.")
    arrived = {key.split("/")[2]: data for key, data in server.objects("guests").items() if key.endswith("result.json")}
    assert "after" not in arrived
    assert json.loads(arrived["before"])["kiosk"] == "before"
    assert state["state"] == "fine"


def test_dead_letters_are_listed_with_their_reasons_and_retried(cli: Cli, server: BucketServer, home: Path) -> None:
    queue_unknown(home)

    now = cli("sync", "now")
    status = cli("sync", "status")
    retried = cli("sync", "retry")

    assert now.status == 1
    assert "given up: s/token/index.html: This program cannot make objects of the kind" in status.out
    assert "1 given up are tried again." in retried.out


def test_a_sealed_list_and_a_key_are_made(cli: Cli, home: Path, tmp_path: Path) -> None:
    key, folder = tmp_path / "organiser.key", tmp_path / "weights"
    folder.mkdir()
    (folder / "a.bin").write_bytes(b"one")

    made, twice = cli("sync", "new-key", key), cli("sync", "new-key", key)
    sealed = cli("sync", "seal", folder, "--kind", "weights", "--version", "2.0", "--key", key)

    assert (made.status, twice.status, sealed.status) == (0, 1, 0)
    assert "public_key" in made.out
    assert {file.name for file in folder.iterdir()} == {"a.bin", "bundle.json", "bundle.json.sig"}


def test_shipped_weights_are_pulled_tried_out_used_and_rolled_back(
    cli: Cli, server: BucketServer, home: Path, tmp_path: Path
) -> None:
    shipped = [file for file in (ROOT / "weights").iterdir() if file.suffix in (".json", ".safetensors", ".onnx")]
    (tmp_path / "weights").mkdir()
    for file in shipped:
        (tmp_path / "weights" / file.name).write_bytes(file.read_bytes())
    cli("sync", "seal", tmp_path / "weights", "--kind", "weights", "--version", "9.9")
    for file in (tmp_path / "weights").iterdir():
        server.client().put_object(Bucket="guests", Key=f"downloads/weights/{file.name}", Body=file.read_bytes())

    pulled = cli("sync", "pull", "weights")
    back, no_further = (cli("sync", "pull", "weights", "--rollback") for _ in range(2))

    assert (pulled.status, pulled.out.strip()) == (
        0,
        f"Version 9.9 ({len(shipped)} files) is used from the next start on.",
    )
    assert (back.status, no_further.status) == (0, 1)
    assert "nothing to go back to" in no_further.err


def test_a_catalog_is_pulled_in_place_of_the_one_that_was_there_and_rolled_back(
    cli: Cli, server: BucketServer, tmp_path: Path
) -> None:
    pictures = put(
        tmp_path / "usb", {"알파/새 사람.png": encoded(drawn(1), "PNG"), "오메가/딴 사람.jpg": encoded(drawn(2))}
    )
    cli("sync", "seal", pictures, "--kind", "catalog", "--version", "gala")
    for file in (file for file in pictures.rglob("*") if file.is_file()):
        name = file.relative_to(pictures).as_posix()
        server.client().put_object(Bucket="guests", Key=f"downloads/catalog/{name}", Body=file.read_bytes())

    pulled = cli("sync", "pull", "catalog")
    new = cli("catalog", "list", "--json").out.splitlines()
    back = cli("sync", "pull", "catalog", "--rollback")
    old = cli("catalog", "list", "--json").out.splitlines()

    assert (pulled.status, back.status) == (0, 0), pulled.err + back.err
    assert {json.loads(line)["name"] for line in new} == {"새 사람", "딴 사람"}
    assert len(old) == 110


@contextmanager
def program(home: Path) -> Iterator[Core]:
    """The program's parts, with the test's settings and folders."""
    user, shipped = user_paths(home), program_paths()
    core = Core(load_settings(user.settings_file), shipped, user, shipped_texts())
    yield core
    core.close()


def keep_visit(home: Path) -> None:
    """A guest's, who agreed to upload."""
    purposes = frozenset({ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE, ConsentPurpose.UPLOAD})
    consent = Consent(purposes, datetime.now(UTC))
    visit = VisitToKeep(b"a photo", "jpg", analysis_result(), MODELS, (), consent)
    with program(home) as core:
        core.keep_visit()(visit)


def queue_unknown(home: Path) -> None:
    """An object of a kind that this program does not know."""
    with program(home) as core, core.work() as work:
        parcel = Parcel(core.ids.new_id(), "s/token/index.html", "from-the-future", core.machine_name)
        work.outbox.queue(parcel, core.clock.now())
        work.commit()


def test_kiosks_without_a_server_are_seen_and_counted_through_the_bucket(
    cli: Cli, server: BucketServer, home: Path
) -> None:
    core = Core(
        load_settings(user_paths(home).settings_file, os.environ), program_paths(), user_paths(home), shipped_texts()
    )
    behind = Behind(lambda: core, has_server=False, has_bucket=True)
    behind.tally.count(CounterName.VISIT)
    behind.write_tally()
    for chore in behind.bucket_chores(Signs(camera=lambda: "live", printer=lambda: PrinterView(0))):
        chore.work()
    core.close()

    status, as_json = cli("fleet", "status"), cli("fleet", "status", "--json")
    numbers = cli("numbers", "--bucket", "--json")

    assert (status.status, as_json.status) == (1, 1)
    assert "0 empty" in status.out
    told = json.loads(as_json.out)
    assert (told["state"], told["camera"], told["printer"], told["visits_today"]) == ("trouble", "live", "empty", 1)
    assert (json.loads(numbers.out)["kiosks"], json.loads(numbers.out)["visits"]) == (1, 1)


@pytest.mark.parametrize("command", [("fleet", "status", "--bucket"), ("numbers", "--bucket")])
def test_without_a_bucket_nobody_is_seen_through_it(cli: Cli, command: tuple[str, ...]) -> None:
    ran = cli(*command)

    assert ran.status == 1
    assert "No bucket is set." in ran.err


def test_a_bucket_that_may_not_be_listed_names_the_right(cli: Cli, server: BucketServer) -> None:
    server.plan = lambda asked: Fault(status=403, code="AccessDenied") if asked.method == "GET" else None

    ran = cli("fleet", "status")

    assert ran.status == 1
    assert "s3:ListBucket" in ran.err

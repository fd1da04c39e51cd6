"""Sets of files from the bucket: taken whole and signed, or not at all."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.pull_bundle import PullBundle, Verify
from alphamale_desktop.domain.bundle import BundleKind, bundle_from_json
from alphamale_desktop.domain.delivery_errors import (
    BundleDamagedError,
    BundleMalformedError,
    BundleSignatureError,
    NoEarlierBundleError,
    ObjectMismatchError,
    ObjectMissingError,
    TargetUnreachableError,
)
from alphamale_desktop.domain.errors import AlphaMaleError, WeightsIncompatibleError
from alphamale_desktop.sync.bundle_folders import BundleFolders
from alphamale_desktop.sync.s3_store import S3Store
from alphamale_desktop.sync.signatures import check_signature, new_key, seal
from tests.sync.bucket_server import CUT_AT_ONCE, BucketServer

WEIGHTS = BundleKind.WEIGHTS


class Depot:
    """The organiser's side: folders that he seals and puts into the bucket."""

    def __init__(self, folder: Path, server: BucketServer, bucket: str) -> None:
        self.folder = folder
        self.server = server
        self.bucket = bucket

    def publish(
        self, version: str, files: Mapping[str, bytes], key: Path | None = None, kind: BundleKind = WEIGHTS
    ) -> None:
        source = self.folder / version
        for name, data in files.items():
            file = source / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        seal(source, kind, version, key)
        for file in source.rglob("*"):
            if file.is_file():
                self.put(file.relative_to(source).as_posix(), file.read_bytes())

    def put(self, name: str, data: bytes) -> None:
        self.server.client().put_object(Bucket=self.bucket, Key=f"downloads/weights/{name}", Body=data)


@pytest.fixture
def depot(tmp_path: Path, server: BucketServer, bucket: str) -> Depot:
    return Depot(tmp_path / "depot", server, bucket)


@pytest.fixture
def shelf(tmp_path: Path) -> BundleFolders:
    return BundleFolders(tmp_path / "pulled", WEIGHTS, "1.0")


def pull(store: S3Store, shelf: BundleFolders, verify: Verify | None = None) -> str:
    return PullBundle(store, "/downloads/", verify)(WEIGHTS, shelf, lambda staged: None, Cancel()).version


def content_of(shelf: BundleFolders) -> dict[str, bytes] | None:
    folder = shelf.current()
    if folder is None:
        return None
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.bin")}


def test_a_set_is_pulled_whole_and_put_to_use(store: S3Store, shelf: BundleFolders, depot: Depot) -> None:
    depot.publish("v1", {"a.bin": b"one", "deep/b.bin": b"two" * 100_000})

    version = pull(store, shelf)

    assert version == "v1"
    assert content_of(shelf) == {"a.bin": b"one", "deep/b.bin": b"two" * 100_000}


def test_the_next_set_replaces_it_and_can_be_rolled_back(store: S3Store, shelf: BundleFolders, depot: Depot) -> None:
    contents = []
    for version in ("v1", "v2", "v3"):
        depot.publish(version, {"a.bin": version.encode()})
        pull(store, shelf)
        contents.append(content_of(shelf))

    for _ in range(2):
        shelf.roll_back()
        contents.append(content_of(shelf))

    assert contents == [{"a.bin": b"v1"}, {"a.bin": b"v2"}, {"a.bin": b"v3"}, {"a.bin": b"v2"}, None]
    with pytest.raises(NoEarlierBundleError):
        shelf.roll_back()


def test_a_set_that_was_changed_on_the_disk_is_not_used(store: S3Store, shelf: BundleFolders, depot: Depot) -> None:
    depot.publish("v1", {"a.bin": b"one"})
    pull(store, shelf)
    folder = shelf.current()
    assert folder is not None

    (folder / "a.bin").write_bytes(b"changed")

    assert shelf.current() is None


def test_another_version_of_the_program_does_not_use_what_it_did_not_try(
    store: S3Store, shelf: BundleFolders, depot: Depot, tmp_path: Path
) -> None:
    depot.publish("v1", {"a.bin": b"one"})
    pull(store, shelf)

    assert BundleFolders(tmp_path / "pulled", WEIGHTS, "2.0").current() is None
    assert shelf.current() is not None


def test_a_set_that_does_not_work_here_is_never_used(store: S3Store, shelf: BundleFolders, depot: Depot) -> None:
    depot.publish("v1", {"a.bin": b"one"})
    pull(store, shelf)
    depot.publish("v2", {"a.bin": b"two"})

    def refuse(staged: Path) -> None:
        raise WeightsIncompatibleError(file="a.bin")

    with pytest.raises(WeightsIncompatibleError):
        PullBundle(store, "downloads", None)(WEIGHTS, shelf, refuse, Cancel())

    assert content_of(shelf) == {"a.bin": b"one"}


@pytest.mark.parametrize(
    ("spoil", "failure"),
    [
        (lambda depot: depot.put("a.bin", b"TWO"), BundleDamagedError),
        (lambda depot: depot.put("a.bin", b"longer than promised"), ObjectMismatchError),
        (lambda depot: depot.put("bundle.json", b"{}"), BundleMalformedError),
        (lambda depot: depot.put("bundle.json", b"<html>"), BundleMalformedError),
        (
            lambda depot: depot.server.client().delete_object(Bucket=depot.bucket, Key="downloads/weights/a.bin"),
            ObjectMissingError,
        ),
    ],
    ids=["changed", "longer", "empty list", "no list", "missing"],
)
def test_a_set_that_is_not_what_its_list_promises_changes_nothing(
    store: S3Store, shelf: BundleFolders, depot: Depot, spoil: Callable[[Depot], object], failure: type[AlphaMaleError]
) -> None:
    depot.publish("v1", {"a.bin": b"one"})
    pull(store, shelf)
    depot.publish("v2", {"a.bin": b"two"})
    spoil(depot)

    with pytest.raises(failure):
        pull(store, shelf)

    assert content_of(shelf) == {"a.bin": b"one"}


def test_a_network_lost_in_the_middle_changes_nothing_and_the_next_pull_succeeds(
    store: S3Store, shelf: BundleFolders, depot: Depot, server: BucketServer
) -> None:
    depot.publish("v1", {"a.bin": b"one", "b.bin": b"two"})
    server.plan = lambda asked: CUT_AT_ONCE if asked.path.endswith("b.bin") else None
    with pytest.raises(TargetUnreachableError):
        pull(store, shelf)
    in_between = content_of(shelf)

    server.plan = lambda asked: None
    pull(store, shelf)

    assert in_between is None
    assert content_of(shelf) == {"a.bin": b"one", "b.bin": b"two"}


def test_with_a_public_key_only_what_its_owner_signed_is_taken(
    store: S3Store, shelf: BundleFolders, depot: Depot, tmp_path: Path
) -> None:
    ours, theirs = tmp_path / "ours.key", tmp_path / "theirs.key"
    verify = partial(check_signature, new_key(ours))
    new_key(theirs)
    depot.publish("v1", {"a.bin": b"one"}, ours)
    pull(store, shelf, verify)

    depot.publish("v2", {"a.bin": b"two"}, theirs)
    with pytest.raises(BundleSignatureError):
        pull(store, shelf, verify)
    server_list = depot.folder / "v2" / "bundle.json"
    depot.put("bundle.json", server_list.read_bytes() + b" ")
    with pytest.raises(BundleSignatureError):
        pull(store, shelf, verify)

    assert content_of(shelf) == {"a.bin": b"one"}
    assert ours.stat().st_mode & 0o777 == 0o600


def test_with_a_public_key_an_unsigned_set_is_refused(
    store: S3Store, shelf: BundleFolders, depot: Depot, tmp_path: Path
) -> None:
    depot.publish("v1", {"a.bin": b"one"})

    with pytest.raises(BundleSignatureError):
        pull(store, shelf, partial(check_signature, new_key(tmp_path / "our.key")))


def test_a_list_of_another_kind_is_refused(store: S3Store, shelf: BundleFolders, depot: Depot) -> None:
    depot.publish("v1", {"a.bin": b"one"}, kind=BundleKind.CATALOG)

    with pytest.raises(BundleMalformedError):
        pull(store, shelf)


@pytest.mark.parametrize(
    "path",
    ["../a", "/etc/passwd", "a/../../b", "a\\..\\b", "C:/b", "a//b", "", ".", "a/.", "bundle.json", "x\0y", "a/ "],
)
def test_no_list_leads_out_of_its_folder(path: str) -> None:
    files = [{"path": path, "sha256": "0" * 64, "size_bytes": 1}]
    document = {"format": 1, "kind": "weights", "version": "1", "files": files}

    with pytest.raises(BundleMalformedError):
        bundle_from_json(json.dumps(document).encode())


def test_a_list_that_is_nested_without_end_is_refused() -> None:
    with pytest.raises(BundleMalformedError):
        bundle_from_json(b"[" * 100_000)


@pytest.mark.parametrize("change", [{"sha256": "zz"}, {"size_bytes": -1}, {"size_bytes": 1 << 40}, {"size_bytes": "1"}])
def test_a_list_with_impossible_values_is_refused(change: dict[str, object]) -> None:
    files = [{"path": "a", "sha256": "0" * 64, "size_bytes": 1, **change}]
    document = {"format": 1, "kind": "weights", "version": "1", "files": files}

    with pytest.raises(BundleMalformedError):
        bundle_from_json(json.dumps(document).encode())

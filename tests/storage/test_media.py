"""Photos on the disk: whole or not there, private, once."""

import hashlib
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alphamale_desktop.application.ports import MediaFile, MediaStore
from alphamale_desktop.domain.errors import MediaDamagedError, MediaUnwritableError
from alphamale_desktop.storage.media import LEFTOVER_AGE, FileMediaStore
from tests.fakes.clock import NOON
from tests.fakes.memory_storage import MemoryMediaStore

ROOT = Path(__file__).resolve().parents[2]
PHOTO = b"\xff\xd8 a photo" * 1_000
DIGEST = hashlib.sha256(PHOTO).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "photos"


@pytest.fixture(params=["memory", "files"])
def media(request: pytest.FixtureRequest, folder: Path) -> MediaStore:
    return MemoryMediaStore() if request.param == "memory" else FileMediaStore(folder)


@pytest.fixture
def files(folder: Path) -> FileMediaStore:
    return FileMediaStore(folder)


def path_in(folder: Path, digest: str = DIGEST) -> Path:
    return folder / digest[:2] / digest[2:4] / digest


def all_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_stored_photo_comes_back(media: MediaStore) -> None:
    stored = media.put(PHOTO, "jpg")

    assert stored == MediaFile(DIGEST, "jpg")
    assert media.get(stored) == PHOTO


def test_a_deleted_photo_is_damaged_to_whoever_asks_for_it(media: MediaStore) -> None:
    stored = media.put(PHOTO, "jpg")

    media.delete(stored)

    with pytest.raises(MediaDamagedError) as caught:
        media.get(stored)
    assert caught.value.details == {"digest": DIGEST}


def test_deleting_twice_does_no_harm(media: MediaStore) -> None:
    stored = media.put(PHOTO, "jpg")

    media.delete(stored)
    media.delete(stored)

    assert media.put(PHOTO, "jpg") == stored
    assert media.get(stored) == PHOTO


def test_a_photo_deleted_under_one_ending_is_gone_under_the_other(media: MediaStore) -> None:
    as_jpg, as_jpeg = media.put(PHOTO, "jpg"), media.put(PHOTO, "jpeg")

    media.delete(as_jpg)

    with pytest.raises(MediaDamagedError):
        media.get(as_jpeg)


@given(data=st.binary(max_size=2_000))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_come_back(media: MediaStore, data: bytes) -> None:
    assert media.get(media.put(data, "png")) == data


def test_the_same_bytes_twice_are_one_file(files: FileMediaStore, folder: Path) -> None:
    files.put(PHOTO, "jpg")
    first = path_in(folder).stat()

    files.put(PHOTO, "jpeg")

    assert all_files(folder) == [path_in(folder)]
    assert path_in(folder).stat().st_ino == first.st_ino


def test_photos_and_folders_are_private_whatever_the_umask(files: FileMediaStore, folder: Path) -> None:
    before = os.umask(0)
    try:
        files.put(PHOTO, "jpg")
    finally:
        os.umask(before)

    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    assert stat.S_IMODE(path_in(folder).stat().st_mode) == 0o600
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


@pytest.mark.parametrize("damage", [b"", PHOTO[:-1], PHOTO + b"!", b"\0" * len(PHOTO)])
def test_changed_bytes_are_noticed_and_mended_by_the_next_put(
    files: FileMediaStore, folder: Path, damage: bytes
) -> None:
    stored = files.put(PHOTO, "jpg")
    path_in(folder).write_bytes(damage)

    with pytest.raises(MediaDamagedError):
        files.get(stored)
    files.put(PHOTO, "jpg")

    assert files.get(stored) == PHOTO


@pytest.mark.parametrize("digest", ["../../../etc/passwd", "", "5e", "5E" * 32, "/" + "a" * 63])
def test_a_name_that_is_no_digest_leads_nowhere(files: FileMediaStore, digest: str) -> None:
    with pytest.raises(MediaDamagedError):
        files.get(MediaFile(digest, "jpg"))
    with pytest.raises(MediaDamagedError):
        files.delete(MediaFile(digest, "jpg"))


@pytest.mark.parametrize("suffix", ["", ".jpg", "JPG", "../x", "jpg\0", "longerthan8"])
def test_an_ending_that_is_none_is_refused(files: FileMediaStore, folder: Path, suffix: str) -> None:
    with pytest.raises(ValueError, match="ending"):
        files.put(PHOTO, suffix)

    assert not folder.exists()


def test_a_file_in_the_folders_place_is_unwritable(files: FileMediaStore, folder: Path) -> None:
    folder.parent.mkdir()
    folder.touch()

    with pytest.raises(MediaUnwritableError) as caught:
        files.put(PHOTO, "jpg")

    assert caught.value.details == {"folder": str(folder)}


def test_without_room_nothing_half_written_is_left(folder: Path) -> None:
    limit = len(PHOTO) // 2
    script = f"""
import resource, signal, sys
from pathlib import Path
from alphamale_desktop.domain.errors import DiskFullError
from alphamale_desktop.storage.media import FileMediaStore
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, resource.RLIM_INFINITY))
try:
    FileMediaStore(Path(sys.argv[1])).put(bytes({len(PHOTO)}), "jpg")
except DiskFullError:
    sys.exit(42)
"""

    done = subprocess.run([sys.executable, "-c", script, str(folder)], cwd=ROOT, check=False)

    assert done.returncode == 42
    assert all_files(folder) == []


def test_many_threads_may_store_the_same_photo_at_once(files: FileMediaStore, folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        stored = set(pool.map(lambda _: files.put(PHOTO, "jpg"), range(64)))

    assert stored == {MediaFile(DIGEST, "jpg")}
    assert all_files(folder) == [path_in(folder)]


def test_leftovers_of_a_crash_are_removed_once_no_writer_can_be_alive(files: FileMediaStore, folder: Path) -> None:
    stored = files.put(PHOTO, "jpg")
    old, young = folder / "incoming" / "old", folder / "incoming" / "young"
    for partial, age in ((old, LEFTOVER_AGE + timedelta(seconds=1)), (young, LEFTOVER_AGE - timedelta(seconds=1))):
        partial.write_bytes(PHOTO[:100])
        os.utime(partial, ((NOON - age).timestamp(),) * 2)
    os.utime(path_in(folder), (0, 0))

    removed = files.remove_leftovers(NOON)

    assert removed == 1
    assert (old.exists(), young.exists()) == (False, True)
    assert files.get(stored) == PHOTO


def test_there_is_nothing_to_remove_before_the_first_photo(files: FileMediaStore, folder: Path) -> None:
    assert files.remove_leftovers(NOON) == 0
    assert list(files.digests_before(NOON)) == []
    assert not folder.exists()


def test_photos_older_than_a_moment_are_listed(files: FileMediaStore, folder: Path) -> None:
    old, young = files.put(PHOTO, "jpg"), files.put(b"younger", "jpg")
    os.utime(path_in(folder, old.digest), ((NOON - timedelta(hours=1)).timestamp(),) * 2)
    os.utime(path_in(folder, young.digest), (NOON.timestamp(),) * 2)

    assert list(files.digests_before(NOON)) == [old.digest]

"""The key of what is kept encrypted: where it is kept, and what is said when it is lost."""

import base64
import stat
from pathlib import Path

import pytest

from alphamale_desktop.domain.privacy_errors import SealKeyMissingError, SealKeyUnwritableError
from alphamale_desktop.settings.storage_key import KEY_VARIABLE, KeyPlace, StorageKey

OWN = base64.b64encode(bytes(range(32))).decode()


class MemoryRing:
    """Satisfies ``SecretRing``."""

    def __init__(self, *, is_there: bool = True) -> None:
        self.is_there = is_there
        self.secret: str | None = None

    def load(self) -> str | None:
        return self.secret

    def save(self, secret: str) -> bool:
        if self.is_there:
            self.secret = secret
        return self.is_there


def _key(folder: Path, ring: MemoryRing | None = None, environment: dict[str, str] | None = None) -> StorageKey:
    ring = ring or MemoryRing(is_there=False)
    return StorageKey(environment or {}, ring, folder / "config" / "storage.key", folder / "data" / "made")


def test_a_new_key_goes_into_the_keyring_and_nowhere_else(tmp_path: Path) -> None:
    ring = MemoryRing()
    key = _key(tmp_path, ring)

    made = key.make()

    assert key.load() == made
    assert len(made) == 32
    assert key.place() is KeyPlace.KEYRING
    assert not key.file.exists()


def test_without_a_keyring_it_goes_into_a_file_of_its_owner_only(tmp_path: Path) -> None:
    key = _key(tmp_path)

    made = key.make()

    assert key.load() == made
    assert key.place() is KeyPlace.FILE
    assert stat.S_IMODE(key.file.stat().st_mode) == 0o600


def test_two_programs_that_need_a_key_at_the_same_time_have_the_same(tmp_path: Path) -> None:
    window, command = _key(tmp_path), _key(tmp_path)
    before = window.load(), command.load()

    made = [window.make(), command.make()]

    assert before == (None, None)
    assert made[0] == made[1]


def test_a_key_from_the_environment_comes_first(tmp_path: Path) -> None:
    _key(tmp_path).make()

    key = _key(tmp_path, environment={KEY_VARIABLE: OWN})

    assert key.place() is KeyPlace.ENVIRONMENT
    assert key.load() == bytes(range(32))


def test_a_lost_key_is_not_replaced_by_a_new_one(tmp_path: Path) -> None:
    key = _key(tmp_path)
    key.make()
    key.file.unlink()

    with pytest.raises(SealKeyMissingError):
        key.make()

    assert key.load() is None
    assert key.was_made()


@pytest.mark.parametrize("text", ["", "not base64 at all", base64.b64encode(b"too short").decode(), "ü"])
def test_a_damaged_key_is_a_missing_one(tmp_path: Path, text: str) -> None:
    key = _key(tmp_path)
    key.make()
    key.file.write_text(text, encoding="utf-8")

    with pytest.raises(SealKeyMissingError):
        key.load()


def test_a_key_that_can_be_kept_nowhere_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file in the folder's place")

    with pytest.raises(SealKeyUnwritableError):
        _key(tmp_path).make()

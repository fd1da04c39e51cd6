"""Small private files: whole, or as they were."""

import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from alphamale_desktop.settings.identity import kiosk_identity
from alphamale_desktop.settings.private_file import write_private
from alphamale_desktop.settings.sole_writer import sole_writer


@pytest.mark.parametrize(
    ("content", "written"), [("가\n", "가\n".encode()), (b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n")]
)
def test_text_and_bytes_take_the_place_of_what_was_there_for_their_owner_alone(
    tmp_path: Path, content: str | bytes, written: bytes
) -> None:
    file = tmp_path / "new" / "file"
    write_private(file, "before")

    write_private(file, content)

    assert file.read_bytes() == written
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert list(file.parent.iterdir()) == [file]


def test_what_cannot_be_put_in_place_leaves_nothing_behind(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.mkdir()

    with pytest.raises(OSError, match="file"):
        write_private(in_the_way, "text")

    assert list(tmp_path.iterdir()) == [in_the_way]


def test_two_programs_that_start_together_for_the_first_time_are_one_kiosk(tmp_path: Path) -> None:
    file, first = tmp_path / "kiosk.id", uuid4()
    is_asking = threading.Event()

    def second() -> UUID:
        is_asking.set()
        return kiosk_identity(file)

    with ThreadPoolExecutor(1) as pool, sole_writer(file):
        asked = pool.submit(second)
        is_asking.wait(10)
        write_private(file, str(first))

    assert asked.result() == first
    assert kiosk_identity(file) == first

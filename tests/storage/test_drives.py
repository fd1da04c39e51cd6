"""What on a stick could be brought in."""

from pathlib import Path

from alphamale_desktop.storage.drives import catalog_sources, drives, tables
from tests.storage.catalog_folders import put


def test_a_sticks_folders_tables_and_archives_are_offered(tmp_path: Path) -> None:
    stick = put(
        tmp_path / "STICK",
        {
            "알파/a.jpg": "",
            "event.zip": "",
            "people.CSV": "",
            "notes.txt": "",
            ".hidden/a.csv": "",
            "답/answers.csv": "",
        },
    )

    assert [path.name for path in catalog_sources([stick])] == ["STICK", "event.zip", "people.CSV", "답", "알파"]
    assert [path.name for path in tables([stick])] == ["event.zip", "people.CSV", "answers.csv"]


def test_a_stick_that_was_pulled_out_offers_nothing_but_its_name(tmp_path: Path) -> None:
    gone = tmp_path / "GONE"

    assert catalog_sources([gone]) == [gone]
    assert tables([gone]) == []


def test_plain_folders_are_no_drives(tmp_path: Path) -> None:
    put(tmp_path, {"media/user/stick/a.jpg": ""})

    assert drives([tmp_path / "media", tmp_path / "nowhere"]) == []


def test_a_mounted_place_is_a_drive() -> None:
    mounted = [place for place in Path("/").iterdir() if place.is_mount()]

    assert set(mounted) <= set(drives([Path("/")]))

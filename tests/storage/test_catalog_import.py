"""Bringing people and pictures into the catalog, with the real codec, files and database."""

import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from alphamale_desktop.application.ports import MediaFile
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.storage.catalog_export import CatalogExport
from alphamale_desktop.storage.catalog_source import type_named
from alphamale_desktop.storage.database import Database
from tests.storage.catalog_booth import CatalogBooth as Booth
from tests.storage.catalog_folders import drawn, encoded, put, zipped


@pytest.fixture
def booth(sqlite_database: Database, tmp_path: Path) -> Iterator[Booth]:
    made = Booth(sqlite_database, tmp_path / "data")
    with made.stage:
        yield made


def test_a_folder_for_each_type_comes_in(booth: Booth, tmp_path: Path) -> None:
    folder = put(
        tmp_path / "usb",
        {
            "알파/차은우.jpg": encoded(drawn(1)),
            "알파/새 사람/1.png": encoded(drawn(2), "PNG"),
            "알파/새 사람/2.webp": encoded(drawn(3), "WEBP"),
            "2_beta/또다른_사람 (1).bmp": encoded(drawn(4), "BMP"),
            "beta/.DS_Store": b"mac",
            "Thumbs.db": b"windows",
            "readme.txt": "take these",
        },
    )

    plan = booth.bring_in(folder)

    entries = booth.entries()
    assert len(entries) == 112
    assert [person.name for person in plan.newcomers] == ["또다른 사람", "새 사람"]
    assert (entries["새 사람"].face_type, entries["새 사람"].pictures) == (FaceType.ALPHA, 2)
    assert (entries["또다른 사람"].face_type, entries["또다른 사람"].pictures) == (FaceType.BETA, 1)
    assert (entries["차은우"].rank, entries["차은우"].pictures) == (1, 1)


def test_a_folder_for_each_person_comes_in_under_names_that_a_mac_wrote(booth: Booth, tmp_path: Path) -> None:
    folder = put(tmp_path / "usb", {f"{unicodedata.normalize('NFD', '원빈')}/IMG_0001.jpg": encoded(drawn(1))})

    plan = booth.bring_in(folder)

    assert plan.newcomers == ()
    assert booth.entries()["원빈"].pictures == 1


def test_loose_pictures_find_their_people(booth: Booth, tmp_path: Path) -> None:
    folder = put(tmp_path / "usb", {"모음/차은우_2.jpg": encoded(drawn(1)), "현빈.jpg": encoded(drawn(2))})

    booth.bring_in(folder)

    assert [booth.entries()[name].pictures for name in ("차은우", "현빈")] == [1, 1]


def test_a_table_says_types_ranks_scores_and_pictures(booth: Booth, tmp_path: Path) -> None:
    put(
        tmp_path / "usb",
        {
            "our event.csv": "순위,이름,유형,점수,사진\n1,새 사람,오메가,4.5,p/a.jpg; p\\b.png\n2,차은우,beta,4,\n",
            "p/a.jpg": encoded(drawn(1)),
            "p/b.png": encoded(drawn(2), "PNG"),
        },
    )

    booth.bring_in(tmp_path / "usb" / "our event.csv")

    entries = booth.entries()
    newcomer = entries["새 사람"]
    assert (newcomer.rank, newcomer.face_type, newcomer.score, newcomer.pictures) == (1, FaceType.OMEGA, 4.5, 2)
    assert (entries["차은우"].rank, entries["차은우"].face_type) == (2, FaceType.BETA)
    assert sorted(entry.rank for entry in entries.values()) == list(range(1, 112))


def test_pictures_beside_a_table_that_names_none_find_their_people(booth: Booth, tmp_path: Path) -> None:
    folder = put(
        tmp_path / "usb", {"people.csv": "name,type\n새 사람,delta\n", "photos/새 사람 (3).jpg": encoded(drawn(1))}
    )

    booth.bring_in(folder)

    entry = booth.entries()["새 사람"]
    assert (entry.face_type, entry.pictures) == (FaceType.DELTA, 1)


def test_an_archive_comes_in_like_its_folder(booth: Booth, tmp_path: Path) -> None:
    archive = zipped(
        tmp_path / "event.zip",
        {"event/gamma/새 사람.jpg": encoded(drawn(1)), "__MACOSX/event/gamma/._새 사람.jpg": b"fork"},
    )

    booth.bring_in(archive)

    assert booth.entries()["새 사람"].face_type is FaceType.GAMMA


def test_an_archive_that_a_korean_windows_wrote_keeps_its_names(booth: Booth, tmp_path: Path) -> None:
    archive = zipped(tmp_path / "event.zip", {"alpha/QQQQQQ.jpg": encoded(drawn(1))})
    archive.write_bytes(archive.read_bytes().replace(b"QQQQQQ", "차은우".encode("cp949")))

    plan = booth.bring_in(archive)

    assert plan.newcomers == ()
    assert booth.entries()["차은우"].pictures == 1


def test_a_preview_changes_nothing(booth: Booth, tmp_path: Path) -> None:
    folder = put(tmp_path / "usb", {"alpha/새 사람.jpg": encoded(drawn(1))})
    before = booth.entries()

    plan = booth.plan(folder, replaces=True)

    assert (len(plan.newcomers), len(plan.removed), plan.pictures) == (1, 110, 1)
    assert booth.entries() == before
    assert booth.files() == set()


def test_the_same_again_changes_nothing(booth: Booth, tmp_path: Path) -> None:
    folder = put(tmp_path / "usb", {"people.csv": "rank,name,type\n1,새 사람,beta\n", "새 사람.jpg": encoded(drawn(1))})
    booth.bring_in(folder)

    plans = [booth.plan(folder), booth.plan(folder, replaces=False)]

    assert [plan.is_empty for plan in plans] == [True, True]
    assert [twin.owner for twin in plans[0].duplicates] == ["새 사람"]


def test_pictures_lose_everything_but_their_pixels(booth: Booth, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SpyCam 3000"
    exif[0x0112] = 6
    wide = encoded(drawn(1, (400, 200)), exif=exif) + b"a secret behind the end"
    folder = put(tmp_path / "usb", {"alpha/차은우.jpg": wide})

    booth.bring_in(folder)

    entry = booth.entries()["차은우"]
    stored = [booth.media.get(MediaFile(digest or "", "jpg")) for digest in (entry.portrait, entry.thumbnail)]
    pictures = [Image.open(io.BytesIO(data)) for data in stored]
    assert [picture.size for picture in pictures] == [(200, 400), (320, 320)]
    assert [dict(picture.getexif()) for picture in pictures] == [{}, {}]
    assert not any(word in data for data in stored for word in (b"SpyCam", b"secret"))


def test_large_pictures_are_shrunk(booth: Booth, tmp_path: Path) -> None:
    folder = put(tmp_path / "usb", {"alpha/차은우.jpg": encoded(drawn(1, (3000, 4000)))})

    booth.bring_in(folder)

    with Image.open(io.BytesIO(booth.media.get(MediaFile(booth.entries()["차은우"].portrait or "", "jpg")))) as kept:
        assert kept.size == (1200, 1600)


def test_a_persons_picture_comes_in_once_however_it_is_saved(booth: Booth, tmp_path: Path) -> None:
    one = drawn(1, (800, 1000))
    folder = put(
        tmp_path / "usb",
        {
            "alpha/차은우 1.png": encoded(one, "PNG"),
            "alpha/차은우 2.jpg": encoded(one.resize((200, 250)), quality=50),
            "alpha/차은우 3.jpg": encoded(one.crop((8, 10, 792, 990)), quality=90),
            "alpha/차은우 4.jpg": encoded(drawn(2, (800, 1000))),
        },
    )

    plan = booth.bring_in(folder)

    assert booth.entries()["차은우"].pictures == 2
    assert [twin.where for twin in plan.duplicates] == ["alpha/차은우 2.jpg", "alpha/차은우 3.jpg"]


def test_a_picture_of_two_people_is_noticed(booth: Booth, tmp_path: Path) -> None:
    same = encoded(drawn(1))
    booth.bring_in(put(tmp_path / "one", {"차은우.jpg": same}))

    plan = booth.plan(put(tmp_path / "two", {"원빈.jpg": same}))

    assert [(twin.where, twin.owner, twin.is_left_out) for twin in plan.duplicates] == [("원빈", "차은우", False)]
    assert plan.pictures == 1


def test_replacing_leaves_the_sources_people_and_pictures_only(booth: Booth, tmp_path: Path) -> None:
    booth.bring_in(put(tmp_path / "one", {"차은우.jpg": encoded(drawn(1)), "원빈.jpg": encoded(drawn(2))}))

    booth.bring_in(put(tmp_path / "two", {"omega/차은우.jpg": encoded(drawn(3))}), replaces=True)

    entries = booth.entries()
    assert list(entries) == ["차은우"]
    assert (entries["차은우"].face_type, entries["차은우"].pictures) == (FaceType.OMEGA, 1)
    assert booth.files() == {entries["차은우"].portrait, entries["차은우"].thumbnail}


@pytest.mark.parametrize("target", ["out", "out.zip"])
def test_what_was_exported_comes_in_again_as_it_was(booth: Booth, tmp_path: Path, target: str) -> None:
    booth.bring_in(
        put(
            tmp_path / "usb",
            {
                "alpha/차은우 1.jpg": encoded(drawn(1)),
                "차은우 2.jpg": encoded(drawn(2)),
                "omega/A: B?.jpg": encoded(drawn(3)),
            },
        )
    )
    before = booth.entries()

    counts = CatalogExport(booth.database.unit_of_work, booth.media).write(tmp_path / target)
    plan = booth.plan(tmp_path / target, replaces=True)

    assert counts == (111, 3)
    assert plan.faults == ()
    assert [person.name for person in plan.newcomers] == []
    assert not plan.removed
    assert {entry.name: entry.pictures for entry in booth.entries().values()} == {
        entry.name: entry.pictures for entry in before.values()
    }


@pytest.mark.parametrize(
    ("name", "face_type"),
    [
        ("Alpha", 1),
        ("알파", 1),
        ("알파형", 1),
        ("01_alpha", 1),
        ("2. Beta type", 2),
        ("오메가 유형", 5),
        ("3", 3),
        ("δ", 4),
        ("알파카", None),
        ("11", None),
        ("alphabet", None),
        ("", None),
    ],
)
def test_a_folder_named_like_a_type_is_one(name: str, face_type: int | None) -> None:
    assert type_named(name) == (None if face_type is None else FaceType(face_type))

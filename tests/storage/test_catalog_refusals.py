"""What an import refuses, and that a refused or broken one leaves nothing behind."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.import_catalog import ImportCatalog
from alphamale_desktop.application.ports import MediaFile
from alphamale_desktop.domain.errors import (
    AlphaMaleError,
    CancelledByUserError,
    CatalogMalformedError,
    DiskFullError,
    FileMissingError,
    NotAPictureError,
    PictureBrokenError,
    PictureTooLargeError,
)
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.organiser_errors import (
    ArchiveNameError,
    ArchiveUnusableError,
    CatalogChangedError,
    CatalogColumnsError,
    CatalogSourceEmptyError,
    CatalogSourceTooLargeError,
    CatalogValueError,
    CelebrityNameTakenError,
    CelebrityTypesDifferError,
    CelebrityTypeUnknownError,
)
from alphamale_desktop.storage.database import Database
from alphamale_desktop.storage.media import FileMediaStore
from alphamale_desktop.vision.catalog_pictures import CatalogPictures
from alphamale_desktop.vision.codec import PictureCodec
from tests.storage.catalog_booth import CatalogBooth as Booth
from tests.storage.catalog_folders import drawn, encoded, put, zipped


@pytest.fixture
def booth(sqlite_database: Database, tmp_path: Path) -> Iterator[Booth]:
    made = Booth(sqlite_database, tmp_path / "data")
    with made.stage:
        yield made


def test_bad_files_are_named_with_their_reasons_and_the_rest_would_come(booth: Booth, tmp_path: Path) -> None:
    whole = encoded(drawn(1))
    bomb = encoded(Image.new("1", (20_000, 20_000)), "PNG")
    folder = put(
        tmp_path / "usb",
        {
            "alpha/차은우.jpg": whole,
            "alpha/원빈.jpg": "these are only words",
            "alpha/현빈.jpg": whole[: len(whole) // 2],
            "alpha/강동원.png": bomb,
            "alpha/새 사람.jpg": b"",
        },
    )

    plan = booth.plan(folder)

    assert {fault.where: type(fault.error) for fault in plan.faults} == {
        "alpha/원빈.jpg": NotAPictureError,
        "alpha/현빈.jpg": PictureBrokenError,
        "alpha/강동원.png": PictureTooLargeError,
        "alpha/새 사람.jpg": NotAPictureError,
    }
    assert (plan.newcomers, plan.pictures) == ((), 1)


def test_people_that_cannot_be_understood_are_named(booth: Booth, tmp_path: Path) -> None:
    picture = encoded(drawn(1))
    folder = put(
        tmp_path / "usb",
        {
            "모르는 사람/1.jpg": picture,
            "alpha/두 유형.jpg": picture,
            "beta/두 유형.jpg": picture,
            f"alpha/{'긴' * 70}.jpg": picture,
        },
    )

    found = booth.faults(folder)

    assert found["모르는 사람"] is CelebrityTypeUnknownError
    assert found["beta/두 유형.jpg"] is CelebrityTypesDifferError
    assert booth.plan(folder, default_type=FaceType.DELTA).newcomers != ()


def test_lines_that_cannot_be_right_are_named(booth: Booth, tmp_path: Path) -> None:
    lines = (
        "rank,name,type,score,pictures",
        "1,A,alpha,,",
        "2,B,zeta,,",
        "x,C,beta,,",
        "3,D,beta,high,",
        "4,E,beta",
        "5,A,beta,,",
        "6,F,beta,,gone.jpg",
        "7,G,beta,,../../etc/passwd",
        "8,H,beta,,/etc/passwd",
    )
    put(tmp_path / "usb", {"people.csv": "\n".join(lines)})

    found = booth.faults(tmp_path / "usb")

    assert found == {
        "people.csv:3": CatalogValueError,
        "people.csv:4": CatalogValueError,
        "people.csv:5": CatalogValueError,
        "people.csv:6": CatalogMalformedError,
        "people.csv:7": CelebrityNameTakenError,
        "people.csv:8": FileMissingError,
        "people.csv:9": ArchiveNameError,
        "people.csv:10": ArchiveNameError,
    }


def _with_password(path: Path) -> None:
    zipped(path, {"a.jpg": "x"})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(data)


def _bursting(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.jpg", bytes(1 << 20))
    data = bytearray(path.read_bytes())
    # The directory says 4 GB a file, six times over: what it promises is refused before anything is unpacked.
    entry = data[data.index(b"PK\x01\x02") : data.index(b"PK\x05\x06")]
    entry[24:28] = (0xFFFFFFF0).to_bytes(4, "little")
    start = data.index(b"PK\x01\x02")
    end = bytearray(data[data.index(b"PK\x05\x06") :])
    end[8:12] = (6).to_bytes(2, "little") * 2
    end[12:16] = (6 * len(entry)).to_bytes(4, "little")
    path.write_bytes(bytes(data[:start]) + bytes(entry) * 6 + bytes(end))


@pytest.mark.parametrize(
    ("name", "make", "error"),
    [
        ("x.zip", lambda p: p.write_bytes(b"PK\x03\x04 no"), ArchiveUnusableError),
        ("x.zip", lambda p: p.write_text("words"), ArchiveUnusableError),
        ("x.zip", _with_password, ArchiveUnusableError),
        ("x.zip", lambda p: zipped(p, {"../../evil.jpg": "x"}), ArchiveNameError),
        ("x.zip", lambda p: zipped(p, {"/evil.jpg": "x"}), ArchiveNameError),
        ("x.zip", lambda p: zipped(p, {"C:\\evil.jpg": "x"}), ArchiveNameError),
        ("x.zip", _bursting, CatalogSourceTooLargeError),
        ("x.zip", lambda p: zipped(p, {"notes.txt": "x"}), CatalogSourceEmptyError),
        ("empty", lambda p: p.mkdir(), CatalogSourceEmptyError),
        ("none", lambda p: None, FileMissingError),
        ("x.csv", lambda p: p.write_text("colour\nred\n"), CatalogColumnsError),
    ],
)
def test_a_source_that_is_none_is_refused(
    booth: Booth, tmp_path: Path, name: str, make: Callable[[Path], object], error: type[AlphaMaleError]
) -> None:
    make(tmp_path / name)

    with pytest.raises(error):
        booth.plan(tmp_path / name)


def test_a_file_that_bursts_an_archive_is_named(booth: Booth, tmp_path: Path) -> None:
    archive = zipped(tmp_path / "x.zip", {"alpha/차은우.jpg": bytes(70 << 20), "alpha/원빈.jpg": encoded(drawn(1))})

    plan = booth.plan(archive)

    assert [fault.error.code for fault in plan.faults] == ["file_too_large"]
    assert plan.pictures == 1


def test_links_lead_nowhere(booth: Booth, tmp_path: Path) -> None:
    outside = put(tmp_path / "outside", {"원빈.jpg": encoded(drawn(1))})
    folder = put(tmp_path / "usb", {"차은우.jpg": encoded(drawn(2))})
    (folder / "원빈.jpg").symlink_to(outside / "원빈.jpg")
    (folder / "alpha").symlink_to(outside, target_is_directory=True)

    plan = booth.plan(folder)

    assert [person.name for person in plan.people] == ["차은우"]


class FullMedia(FileMediaStore):
    """Runs out of room after a few files."""

    left = 3

    def put(self, data: bytes, suffix: str) -> MediaFile:
        self.left -= 1
        if self.left < 0:
            raise DiskFullError
        return super().put(data, suffix)


def test_a_full_disk_leaves_nothing_behind(booth: Booth, tmp_path: Path) -> None:
    folder = put(tmp_path / "usb", {f"alpha/사람{'가나다라'[n]}.jpg": encoded(drawn(n)) for n in range(4)})
    booth.media = FullMedia(tmp_path / "data" / "photos")
    booth.use_case = ImportCatalog(
        booth.database.unit_of_work, booth.media, CatalogPictures(PictureCodec()), booth.stage
    )
    plan = booth.plan(folder)

    with pytest.raises(DiskFullError):
        booth.use_case.apply(plan)

    assert len(booth.entries()) == 110
    assert booth.files() == set()


def test_a_catalog_that_changed_since_the_preview_is_left_alone(booth: Booth, tmp_path: Path) -> None:
    plan = booth.plan(put(tmp_path / "usb", {"alpha/새 사람.jpg": encoded(drawn(1)), "원빈.jpg": encoded(drawn(2))}))
    with booth.database.unit_of_work() as work:
        work.catalog_desk.add("새 사람", FaceType.OMEGA)
        work.commit()

    with pytest.raises(CatalogChangedError):
        booth.use_case.apply(plan)

    assert booth.entries()["원빈"].pictures == 0
    assert booth.files() == set()


def test_an_import_can_be_stopped(booth: Booth, tmp_path: Path) -> None:
    folder = put(tmp_path / "usb", {"alpha/차은우.jpg": encoded(drawn(1))})
    plan = booth.plan(folder)
    cancel = Cancel()
    cancel.ask()

    with pytest.raises(CancelledByUserError):
        booth.use_case.apply(plan, cancel)

    assert booth.entries()["차은우"].pictures == 0
    assert booth.files() == set()

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage

from alphamale_desktop.domain.photo import PhotoSource
from alphamale_desktop.ui.photo_intake import FILE_LIMIT_MB
from tests.ui.core import Core, wait
from tests.ui.fake_services import Backstage, drawn_photo

OpenCore = Callable[..., Core]


def _code_shown(core: Core, backstage: Backstage) -> str:
    """The error whose sentence is on the board, without its values."""
    shown = core.models.board.notice.text
    codes = ("file-missing", "not-a-picture", "picture-broken", "file-too-large", "file-unreadable")
    values: dict[str, str | int] = {"file": core_file, "size_mb": FILE_LIMIT_MB + 1, "limit_mb": FILE_LIMIT_MB}
    return next(code for code in codes if backstage.texts.text(f"error-{code}", "ko", **values) == shown)


core_file = "photo.jpg"


@pytest.mark.parametrize(
    ("content", "code"), [(None, "file-missing"), (b"", "not-a-picture"), (b"text", "picture-broken")]
)
def test_a_file_that_cannot_be_used_is_told_and_nothing_begins(
    open_core: OpenCore, backstage: Backstage, tmp_path: Path, content: bytes | None, code: str
) -> None:
    core = open_core()
    file = tmp_path / core_file
    if content is not None:
        file.write_bytes(content)

    core.models.intake.openFile(QUrl.fromLocalFile(str(file)))
    wait(lambda: core.models.board.notice.is_trouble)

    assert _code_shown(core, backstage) == code
    assert core.models.visit.visit.photo is None


def test_a_file_beyond_the_limit_is_not_even_read(open_core: OpenCore, backstage: Backstage, tmp_path: Path) -> None:
    core = open_core()
    file = tmp_path / core_file
    with file.open("wb") as sparse:
        sparse.truncate((FILE_LIMIT_MB + 1) * 1_000_000)

    core.models.intake.openFile(QUrl.fromLocalFile(str(file)))
    wait(lambda: core.models.board.notice.is_trouble)

    assert _code_shown(core, backstage) == "file-too-large"


def test_a_drop_takes_the_first_local_file(open_core: OpenCore, tmp_path: Path) -> None:
    core = open_core()
    file = tmp_path / core_file
    file.write_bytes(drawn_photo(60, 80))

    core.models.intake.drop([QUrl("https://example.org/a.jpg"), QUrl.fromLocalFile(str(file))])
    wait(lambda: core.models.visit.visit.photo is not None)

    photo = core.models.visit.visit.photo
    assert photo is not None
    assert photo.source is PhotoSource.FILE
    assert photo.data == file.read_bytes()


def test_a_copied_picture_can_be_pasted(open_core: OpenCore) -> None:
    core = open_core()
    QGuiApplication.clipboard().setImage(QImage.fromData(drawn_photo(60, 80)))

    core.models.intake.paste()
    wait(lambda: core.models.visit.visit.photo is not None)

    photo = core.models.visit.visit.photo
    assert photo is not None
    assert photo.source is PhotoSource.CLIPBOARD


def test_a_copied_file_can_be_pasted(open_core: OpenCore, tmp_path: Path) -> None:
    core = open_core()
    file = tmp_path / core_file
    file.write_bytes(drawn_photo(60, 80))
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(file))])
    QGuiApplication.clipboard().setMimeData(copied)

    core.models.intake.paste()
    wait(lambda: core.models.visit.visit.photo is not None)

    photo = core.models.visit.visit.photo
    assert photo is not None
    assert photo.source is PhotoSource.FILE


def test_pasting_without_a_picture_says_so(open_core: OpenCore, backstage: Backstage) -> None:
    core = open_core()
    QGuiApplication.clipboard().setText("words")

    core.models.intake.paste()

    assert _code_shown(core, backstage) == "not-a-picture"


def test_recent_pictures_come_newest_first_and_open(open_core: OpenCore, backstage: Backstage, tmp_path: Path) -> None:
    folder = tmp_path / "recent"
    folder.mkdir()
    for age, name in enumerate(("new.png", "old.png", "notes.txt")):
        (folder / name).write_bytes(drawn_photo(60 + age, 80))
        import os

        os.utime(folder / name, (1_000_000 - age, 1_000_000 - age))
    backstage.recent_folders = (folder, tmp_path / "absent")
    core = open_core()

    core.models.intake.refreshRecent()
    wait(lambda: bool(core.models.intake.property("recent")))
    core.models.intake.openRecent(1)
    wait(lambda: core.models.visit.visit.photo is not None)

    photo = core.models.visit.visit.photo
    assert [address.rsplit("/", 1)[-1] for address in core.models.intake.property("recent")] == ["new.png", "old.png"]
    assert photo is not None
    assert photo.data == (folder / "old.png").read_bytes()

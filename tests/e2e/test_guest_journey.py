"""A guest's whole way through the real program, with the models that ship."""

from importlib.resources import files
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication

from alphamale_desktop.application.ports import MediaFile
from alphamale_desktop.domain.consent import ConsentPurpose
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.profile import Mbti
from alphamale_desktop.settings.paths import program_paths
from tests.e2e.real_booth import RealBooth, frames_of, real_booth

ASTRONAUT = Path(str(files("skimage"))) / "data" / "astronaut.png"
HOPPER = Path(str(files("matplotlib"))) / "mpl-data" / "sample_data" / "grace_hopper.jpg"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (program_paths().weights / "manifest.json").is_file(), reason="no weights are here"),
]


def _save_card(booth: RealBooth) -> Path:
    booth.window.result.save()
    booth.hand.wait(lambda: bool(booth.window.result.property("savedPath")), "the card")
    return Path(booth.window.result.property("savedPath"))


def _nothing_is_left(booth: RealBooth) -> bool:
    window = booth.window
    return (
        len(window.shelf) == 0
        and window.visit.visit.photo is None
        and window.visit.visit.entries.mbti is None
        and window.visit.findings is None
        and window.result.view.type_name == ""
        and window.compare.property("count") == 0
        and window.archive_pictures.held_bytes == 0
    )


def test_a_kiosk_guest_is_photographed_typed_kept_and_forgotten(app: QApplication, tmp_path: Path) -> None:
    frames = frames_of(ASTRONAUT, tmp_path / "camera")
    with real_booth(app, tmp_path, kiosk=True, frames=frames) as booth:
        hand, window = booth.hand, booth.window
        hand.go("welcome")
        booth.wait_for_models()

        hand.press("start")
        hand.go("camera")
        hand.press("shutter")
        hand.go("review")
        hand.press("usePhoto")
        hand.go("form")
        booth.fill_form()
        hand.press("analyse")
        hand.go("result")
        shown = window.result.view.type_name
        card = _save_card(booth)
        booth.finish_work()
        hand.press("back")
        hand.go("welcome")

        (visit,) = booth.kept()
        digest, suffix = visit.photo_digest, visit.photo_suffix
        assert digest is not None
        assert suffix is not None
        photo = booth.core().media.get(MediaFile(digest, suffix))
        assert shown == visit.result.face_type.name.capitalize()
        assert visit.mbti is Mbti.INTJ
        assert visit.consent.purposes == {ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE}
        assert len(visit.celebrity_ids) == 4
        assert (visit.result.width_px, visit.result.height_px) == booth.core().codec.decode(photo).rgb.shape[1::-1]
        with Image.open(card) as picture:
            assert picture.size == (1080, 1920)
        assert card.parent == booth.pictures
        assert _nothing_is_left(booth)


def test_a_picked_file_becomes_a_kept_result_that_history_shows(app: QApplication, tmp_path: Path) -> None:
    with real_booth(app, tmp_path, kiosk=False) as booth:
        hand, window = booth.hand, booth.window
        hand.go("welcome")
        booth.wait_for_models()

        window.intake.openFile(QUrl.fromLocalFile(str(HOPPER)))
        hand.go("form")
        booth.fill_form()
        hand.press("analyse")
        hand.go("result")
        shown = window.result.view.type_name
        card = _save_card(booth)
        booth.finish_work()
        hand.press("back")
        hand.go("welcome")
        was_forgotten = _nothing_is_left(booth)
        hand.press("history")
        hand.go("history")
        hand.see("kept-0")
        window.history.openRecord(0)
        hand.see("recordBar")

        (visit,) = booth.kept()
        assert shown in {face_type.name.capitalize() for face_type in FaceType}
        assert window.record.view.type_name == shown
        assert visit.photo_digest is not None
        assert card.is_file()
        assert was_forgotten


def test_a_result_without_consent_to_storage_leaves_nothing_on_the_disk(app: QApplication, tmp_path: Path) -> None:
    with real_booth(app, tmp_path, kiosk=False) as booth:
        hand, window = booth.hand, booth.window
        hand.go("welcome")
        window.intake.openFile(QUrl.fromLocalFile(str(HOPPER)))
        hand.go("form")
        booth.fill_form()
        window.form.tick("storage")

        hand.press("analyse")
        hand.go("result")
        booth.finish_work()
        window.visit.finish()
        hand.go("welcome")

        assert booth.kept() == []
        assert [file for file in booth.user.media.rglob("*") if file.is_file()] == []
        assert not booth.pictures.exists()

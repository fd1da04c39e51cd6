"""Whatever a guest does, the log knows nothing about him."""

import logging
import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication

from alphamale_desktop.settings.paths import program_paths
from tests.e2e.real_booth import RealBooth, real_booth
from tests.fakes.log_watch import LogWatch

HOPPER = Path(str(files("matplotlib"))) / "mpl-data" / "sample_data" / "grace_hopper.jpg"
GUEST = "grace-hopper-of-arlington"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (program_paths().weights / "manifest.json").is_file(), reason="no weights are here"),
]


def _words_of(record: logging.LogRecord) -> str:
    """All that any handler could write of it."""
    told = [record.getMessage(), str(record.msg), repr(record.args)]
    if record.exc_info and record.exc_info[1] is not None:
        told.append(repr(record.exc_info[1]))
    return " ".join(told)


def _bring(booth: RealBooth, file: Path, then: Callable[[], bool], what: str) -> None:
    booth.window.intake.openFile(QUrl.fromLocalFile(str(file)))
    booth.hand.wait(then, what)


def test_no_record_of_a_whole_journey_tells_who_the_guest_is(
    app: QApplication, tmp_path: Path, caplog: pytest.LogCaptureFixture, log_watch: LogWatch
) -> None:
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.DEBUG, "alphamale_desktop")
    portrait, broken = tmp_path / f"{GUEST}.jpg", tmp_path / f"{GUEST}-torn.jpg"
    shutil.copy(HOPPER, portrait)
    broken.write_bytes(HOPPER.read_bytes()[:3000])

    with real_booth(app, tmp_path, kiosk=False) as booth:
        hand, window = booth.hand, booth.window
        hand.go("welcome")
        booth.wait_for_models()
        _bring(booth, broken, lambda: window.board.notice.is_trouble, "that the file is broken")
        _bring(booth, portrait, lambda: hand.page == "form", "the form")
        booth.fill_form()
        hand.press("analyse")
        hand.go("result")
        hand.wait(lambda: window.kept.visit_id is not None, "the kept visit")
        window.result.save()
        hand.wait(lambda: bool(window.result.property("savedPath")), "the card")
        window.kept.erase()
        hand.wait(lambda: "deleted" in window.board.notice.text, "the deletion")
        window.visit.finish()
        hand.go("welcome")

    told = [_words_of(record) for record in caplog.records]
    photo = repr(HOPPER.read_bytes()[:8])
    assert any("deleted what was over" in words for words in told)
    secrets = (GUEST, "1990-05-17", "1990, 5, 17", "INTJ", "500", photo, "JFIF")
    assert [(secret, words) for secret in secrets for words in told if secret in words] == []

"""The log: structured, private, bounded, and nobody's data in it."""

import json
import logging
import stat
import sys
import threading
from pathlib import Path

import pytest

from alphamale_desktop.composition.log_file import log_files, writing_log
from alphamale_desktop.domain.errors import DatabaseBrokenError
from tests.fakes.log_watch import LogWatch

OURS = logging.getLogger("alphamale_desktop.some.room")
FOREIGN = logging.getLogger("a.library")


def _lines(folder: Path, name: str = "window") -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_record_is_one_json_line_in_a_private_file(tmp_path: Path) -> None:
    with writing_log(tmp_path / "logs", "window", 1, 2):
        OURS.info("kept %d visits", 3)

    (line,) = _lines(tmp_path / "logs")
    assert line["message"] == "kept 3 visits"
    assert (line["level"], line["logger"]) == ("info", "alphamale_desktop.some.room")
    assert stat.S_IMODE((tmp_path / "logs").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "logs" / "window.jsonl").stat().st_mode) == 0o600


def test_without_a_record_nothing_is_made(tmp_path: Path) -> None:
    with writing_log(tmp_path / "logs", "window", 1, 2):
        pass

    assert not (tmp_path / "logs").exists()


def test_other_libraries_are_heard_from_warnings_on_and_without_what_they_filled_in(
    tmp_path: Path, log_watch: LogWatch
) -> None:
    log_watch.expect("cannot reach")

    with writing_log(tmp_path, "window", 1, 2):
        FOREIGN.info("chatter")
        FOREIGN.warning("cannot reach %s", "https://user:hush@host/photo-of-kim.jpg")

    (line,) = _lines(tmp_path)
    assert line["message"] == "cannot reach %s"


def test_an_exception_tells_type_place_and_code_but_not_its_words(tmp_path: Path, log_watch: LogWatch) -> None:
    log_watch.expect("failed")

    with writing_log(tmp_path, "window", 1, 2):
        try:
            try:
                raise ValueError("born 1998-11-10")
            except ValueError as error:
                raise DatabaseBrokenError(database="/home/kim/alphamale.db") from error
        except DatabaseBrokenError:
            OURS.exception("failed")

    text = (tmp_path / "window.jsonl").read_text(encoding="utf-8")
    assert "database_broken" in text
    assert "test_log_file.py" in text
    assert '"builtins.ValueError"' in text
    assert "1998" not in text
    assert "kim" not in text


def test_a_log_that_grows_is_put_aside_and_the_oldest_go(tmp_path: Path) -> None:
    with writing_log(tmp_path, "window", 0.001, 2):
        for number in range(100):
            OURS.info("line %d of many that fill the file", number)

    files = log_files(tmp_path)
    assert len(files) == 3
    assert all(file.stat().st_size <= 1_000 for file in files)
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert "line 99" in str(_lines(tmp_path)[-1]["message"])


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")

    with writing_log(tmp_path / "logs", "window", 1, 2):
        OURS.info("said to nobody")

    assert capsys.readouterr().err == ""


def test_what_nobody_caught_is_logged_and_the_hooks_come_back(tmp_path: Path, log_watch: LogWatch) -> None:
    hooks = (sys.excepthook, threading.excepthook)
    log_watch.expect("nobody caught this")
    log_watch.expect("a thread ended with this")

    with writing_log(tmp_path, "window", 1, 2):
        sys.excepthook(KeyError, KeyError("x"), None)
        thread = threading.Thread(target=lambda: int("x"))
        thread.start()
        thread.join()

    assert [line["level"] for line in _lines(tmp_path)] == ["critical", "critical"]
    assert (sys.excepthook, threading.excepthook) == hooks

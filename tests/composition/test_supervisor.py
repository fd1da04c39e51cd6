"""The kiosk's parent, with real children that crash, hang and leave."""

import itertools
import sys
import threading
import time
from pathlib import Path

from alphamale_desktop.composition.supervisor import (
    HEARTBEAT_VARIABLE,
    SupervisionRules,
    Supervisor,
    beat,
    pause_after,
)
from tests.fakes.log_watch import LogWatch

QUICK = SupervisionRules(
    look_every_s=0.02,
    start_patience_s=20.0,
    beat_patience_s=0.3,
    first_pause_s=0.01,
    longest_pause_s=0.05,
    steady_after_s=60.0,
)

CHILD = """
import os, pathlib, sys, threading
runs = pathlib.Path(sys.argv[1])
count = len(list(runs.iterdir()))
(runs / f"run{count}").write_text(str(os.getpid()))
behaviour = sys.argv[2 + min(count, len(sys.argv) - 3)]
heartbeat = pathlib.Path(os.environ["ALPHAMALE_HEARTBEAT"])
heartbeat.touch()
if behaviour == "crash":
    os.abort()
if behaviour == "hang":
    threading.Event().wait(600)
if behaviour == "alive":
    while True:
        heartbeat.touch()
        threading.Event().wait(0.02)
sys.exit(0)
"""


def supervise(tmp_path: Path, *behaviours: str) -> tuple[Supervisor, Path]:
    runs = tmp_path / "runs"
    runs.mkdir()
    command = [sys.executable, "-S", "-c", CHILD, str(runs), *behaviours]
    return Supervisor(command, tmp_path / "heartbeat", time.monotonic, QUICK), runs


def test_a_crash_and_a_hang_are_answered_by_a_new_start(tmp_path: Path, log_watch: LogWatch) -> None:
    log_watch.expect("kiosk crashed")
    log_watch.expect("kiosk hung")
    supervisor, runs = supervise(tmp_path, "crash", "hang", "leave")

    status = supervisor.run()

    assert status == 0
    assert sorted(run.name for run in runs.iterdir()) == ["run0", "run1", "run2"]


def test_a_hung_child_is_gone_when_the_next_one_starts(tmp_path: Path, log_watch: LogWatch) -> None:
    log_watch.expect("kiosk hung")
    supervisor, runs = supervise(tmp_path, "hang", "leave")

    supervisor.run()

    hung = int((runs / "run0").read_text())
    assert not Path(f"/proc/{hung}").exists()


def test_a_child_that_leaves_is_not_started_again(tmp_path: Path) -> None:
    supervisor, runs = supervise(tmp_path, "leave")

    supervisor.run()

    assert len(list(runs.iterdir())) == 1


def test_stopping_ends_a_healthy_child(tmp_path: Path) -> None:
    supervisor, runs = supervise(tmp_path, "alive")
    thread = threading.Thread(target=supervisor.run)
    thread.start()
    deadline = time.monotonic() + 20
    while not (runs / "run0").exists() and time.monotonic() < deadline:
        threading.Event().wait(0.02)

    supervisor.stop()
    thread.join(20)

    assert not thread.is_alive()
    assert not Path(f"/proc/{int((runs / 'run0').read_text())}").exists()


def test_pauses_grow_to_a_limit() -> None:
    rules = SupervisionRules()

    pauses = [pause_after(deaths, rules) for deaths in range(1, 40)]

    assert all(0.8 * 0.5 <= pause <= 30 for pause in pauses)
    assert all(later > earlier for earlier, later in itertools.pairwise(pauses[:6]))


def test_a_beat_touches_the_file_only_where_somebody_watches(tmp_path: Path) -> None:
    file = tmp_path / "heartbeat"

    beat({})
    assert not file.exists()
    beat({HEARTBEAT_VARIABLE: str(file)})

    assert file.exists()

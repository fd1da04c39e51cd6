"""Keeps a kiosk alive: a small parent that starts the program again when it crashes or hangs.

It imports neither Qt nor torch, so there is little in it that could fail.
"""

import logging
import os
import random
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

logger = logging.getLogger(__name__)

HEARTBEAT_VARIABLE = "ALPHAMALE_HEARTBEAT"
"""Names the file that the child touches; without it the child beats for nobody."""

LEAVE_STATUS = 77
"""The child's exit status when an operator closed the kiosk: the only one, with 0, that is not answered by a start."""


@dataclass(frozen=True, slots=True)
class SupervisionRules:
    """How patient the parent is.

    Attributes:
        look_every_s: Between two looks at the child.
        start_patience_s: A child must beat for the first time within this.
        beat_patience_s: Afterwards, a child that did not beat for so long hangs.
        first_pause_s, longest_pause_s: Before a new start; doubles with each quick death, with jitter.
        steady_after_s: A child that lived for so long was healthy: pauses begin anew.
    """

    look_every_s: float = 0.5
    start_patience_s: float = 60.0
    beat_patience_s: float = 8.0
    first_pause_s: float = 0.5
    longest_pause_s: float = 30.0
    steady_after_s: float = 60.0


class Ending(StrEnum):
    LEFT = "left"
    CRASHED = "crashed"
    HUNG = "hung"
    STOPPED = "stopped"


class Supervisor:
    """Runs one child after another; the thread that calls ``run``.

    Args:
        command: Starts the child.
        heartbeat: A file the child touches at least every second while its GUI thread is alive.
        monotonic_s: For how long things last.
        on_look: Called at every look at the child, so that a service manager knows that somebody looks.
    """

    def __init__(
        self,
        command: Sequence[str],
        heartbeat: Path,
        monotonic_s: Callable[[], float],
        rules: SupervisionRules,
        on_look: Callable[[], None] = lambda: None,
    ) -> None:
        self._command = tuple(command)
        self._heartbeat = heartbeat
        self._monotonic_s = monotonic_s
        self._rules = rules
        self._on_look = on_look
        self._stop = threading.Event()

    def stop(self) -> None:
        """Ends the child and makes ``run`` return; any thread, also a signal handler."""
        self._stop.set()

    def run(self) -> int:
        """Until the operator leaves or ``stop`` is called; returns 0."""
        quick_deaths = 0
        while not self._stop.is_set():
            begun_s = self._monotonic_s()
            ending = self._run_once()
            if ending in (Ending.LEFT, Ending.STOPPED):
                break
            lived_s = self._monotonic_s() - begun_s
            quick_deaths = 0 if lived_s >= self._rules.steady_after_s else quick_deaths + 1
            pause_s = pause_after(quick_deaths, self._rules)
            logger.warning("kiosk %s after %.0f s; starting again in %.1f s", ending.value, lived_s, pause_s)
            self._stop.wait(pause_s)
        return 0

    def _run_once(self) -> Ending:
        self._heartbeat.unlink(missing_ok=True)
        environment = {**os.environ, HEARTBEAT_VARIABLE: str(self._heartbeat)}
        # A session of its own: what the child started dies with it when it is killed.
        child = subprocess.Popen(self._command, env=environment, start_new_session=os.name == "posix")  # noqa: S603
        try:
            return self._watch(child)
        finally:
            _kill(child)

    def _watch(self, child: "subprocess.Popen[bytes]") -> Ending:
        last_beat: int | None = None
        last_change_s = self._monotonic_s()
        while not self._stop.is_set():
            with suppress(subprocess.TimeoutExpired):
                status = child.wait(self._rules.look_every_s)
                return Ending.LEFT if status in (0, LEAVE_STATUS) else Ending.CRASHED
            self._on_look()
            beat = _beat_of(self._heartbeat)
            now_s = self._monotonic_s()
            if beat != last_beat:
                last_beat, last_change_s = beat, now_s
            patience_s = self._rules.start_patience_s if last_beat is None else self._rules.beat_patience_s
            if now_s - last_change_s > patience_s:
                return Ending.HUNG
        return Ending.STOPPED


def pause_after(quick_deaths: int, rules: SupervisionRules) -> float:
    """Seconds before the next start: doubles from the first pause to the longest, with up to a fifth of jitter."""
    doubled = rules.first_pause_s * 2.0 ** min(max(quick_deaths - 1, 0), 16)
    return min(doubled, rules.longest_pause_s) * random.uniform(0.8, 1.0)  # noqa: S311 - no secret


def beat(environment: Mapping[str, str]) -> None:
    """Called by the child's GUI thread every second; does nothing where nobody watches."""
    file = environment.get(HEARTBEAT_VARIABLE)
    if file:
        # A full disk must not stop the guest; touching needs no space once the file is there.
        with suppress(OSError):
            Path(file).touch(mode=0o600)


def _beat_of(heartbeat: Path) -> int | None:
    try:
        return heartbeat.stat().st_mtime_ns
    except OSError:
        return None


def _kill(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is not None:
        return
    with suppress(ProcessLookupError, PermissionError):
        if os.name == "posix":
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    child.wait()

"""Serves guest after guest in the real kiosk window, and reports memory, stalls, threads and errors.

    python -m tests.bench.soak --minutes 6

Offscreen, with the models that ship and a camera that replays a portrait. Countdown and flash are shortened, so that an
hour of a booth passes in minutes. Guests differ: most go to the result, some delete it, turn back at the form, take the
photo again, bring friends, or agree to nothing. Every other guest looks at a page before he presses anything; the rest
are hasty, and find pages that could not be made ahead.
"""

import argparse
import gc
import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import linear_regression, median, quantiles
from tempfile import TemporaryDirectory

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from alphamale_desktop.settings.paths import program_paths
from alphamale_desktop.ui.camera_shutter import ShutterRules
from alphamale_desktop.ui.fonts import register_fonts
from alphamale_desktop.ui.kiosk_fittings import Fittings
from tests.bench.window import Collections, astronaut
from tests.e2e.real_booth import RealBooth, frames_of, real_booth

QUICK_SHUTTER = ShutterRules(count_from=1, flash_frames=2, flash_at_most_s=0.2)
LOOK_MS = 1_000
"""How long a guest looks at a page who is not hasty."""

WARM_UP_GUESTS = 10
"""Caches fill and pages are made for the first time."""


class Complaints(logging.Handler):
    """Every log record that is a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.name}: {record.getMessage()}")


@dataclass(slots=True, weakref_slot=True)
class Stalls:
    """The event loop's silences of more than a frame or so.

    Attributes:
        long_ms: By what the guest was doing.
        own_ms: How much of each the GUI thread itself worked; the rest it waited for a processor or for Python's lock.
    """

    doing: str = "start"
    long_ms: dict[str, list[float]] = field(default_factory=dict)
    own_ms: dict[str, list[float]] = field(default_factory=dict)
    is_counted: bool = False
    _last_s: float = field(default_factory=time.monotonic)
    _worked_s: float = field(default_factory=time.thread_time)

    def beat(self) -> None:
        now_s, worked_s = time.monotonic(), time.thread_time()
        silent_ms, own_ms = 1000 * (now_s - self._last_s), 1000 * (worked_s - self._worked_s)
        self._last_s, self._worked_s = now_s, worked_s
        if self.is_counted and silent_ms > 20:
            self.long_ms.setdefault(self.doing, []).append(silent_ms)
            self.own_ms.setdefault(self.doing, []).append(own_ms)


@dataclass(slots=True)
class Tally:
    """One row a guest: memory in MB, threads and open files of the process."""

    memory_mb: list[float] = field(default_factory=list)
    threads: list[int] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    results: int = 0
    erased: int = 0
    kept: int = 0

    def note(self) -> None:
        self.memory_mb.append(_resident_mb())
        self.threads.append(sum(1 for _ in Path("/proc/self/task").iterdir()))
        self.files.append(sum(1 for _ in Path("/proc/self/fd").iterdir()))


class Guests:
    """Drives the window as guests would. GUI thread."""

    def __init__(self, booth: RealBooth, stalls: Stalls, tally: Tally) -> None:
        self._booth = booth
        self._stalls = stalls
        self._tally = tally
        self._is_hasty = False

    def serve(self, number: int) -> None:
        """One guest; what he does depends on his number."""
        hand, window = self._booth.hand, self._booth.window
        self._is_hasty = number % 2 == 0
        self._look("at the first page")
        self._doing("to the camera")
        hand.press("start")
        hand.go("camera")
        self._photograph()
        if number % 5 == 4:
            hand.press("takeAnother")
            hand.go("camera")
            self._photograph()
        self._look("at the review")
        self._doing("to the form")
        hand.press("usePhoto")
        hand.go("form")
        self._doing("filling in the form")
        if number % 7 == 6:
            self._go_home(window.visit.finish)
            return
        self._booth.fill_form()
        agrees = number % 6 != 5
        if not agrees:
            window.form.tick("storage")
        if number % 3 == 0:
            hand.wait(lambda: window.visit.findings is not None, "the findings")
        self._look("at the form")
        self._doing("to the result")
        window.form.submit()
        hand.go("result")
        hand.rest(200)
        self._tally.results += 1
        self._look("at the result")
        self._booth.finish_work()
        if agrees and number % 4 == 3:
            hand.press("eraseNow")
            hand.press("eraseYes")
            hand.wait(lambda: not window.kept.property("mayErase"), "the deletion")
            self._booth.finish_work()
            self._tally.erased += 1
        elif agrees:
            self._tally.kept += 1
        if number % 8 == 2:
            window.shell.open("compare")
            hand.go("compare")
            self._doing("next friend")
            window.compare.nextFriend()
            hand.go("camera")
        self._go_home(window.visit.finish)

    def _photograph(self) -> None:
        hand, room = self._booth.hand, self._booth.window.rooms.camera
        self._doing("at the camera")
        hand.wait(lambda: room is not None and bool(room.property("isLive")), "a live picture")
        hand.press("shutter")
        hand.go("review")

    def _go_home(self, finish: Callable[[], None]) -> None:
        self._doing("home")
        finish()
        self._booth.hand.go("welcome")
        self._doing("between guests")

    def _look(self, what: str) -> None:
        self._doing(what)
        if not self._is_hasty:
            self._booth.hand.rest(LOOK_MS)

    def _doing(self, what: str) -> None:
        self._stalls.beat()
        self._stalls.doing = f"{what} ({'hasty' if self._is_hasty else 'looks first'})"


def soak(folder: Path, minutes: float) -> list[str]:
    """The report's lines."""
    app = QApplication(["alphamale"])
    register_fonts(program_paths().resources / "fonts")
    complaints, stalls, tally, collections = Complaints(), Stalls(), Tally(), Collections()
    gc.callbacks.append(collections.note)
    logging.getLogger().addHandler(complaints)
    timer = QTimer()
    timer.timeout.connect(stalls.beat)
    with real_booth(app, folder, kiosk=True, frames=frames_of(astronaut(), folder / "camera"), refit=_quick) as booth:
        booth.hand.go("welcome")
        booth.wait_for_models()
        timer.start(1)
        guests = Guests(booth, stalls, tally)
        begun_s = time.monotonic()
        number = 0
        while time.monotonic() - begun_s < 60 * minutes:
            stalls.is_counted = number >= WARM_UP_GUESTS
            guests.serve(number)
            tally.note()
            number += 1
        took_s = time.monotonic() - begun_s
        timer.stop()
        booth.finish_work()
        in_store = len(booth.kept())
        photos = sum(1 for file in booth.user.media.rglob("*") if file.is_file())
    return [
        f"{number} guests in {took_s / 60:.1f} min; {tally.results} results; load {os.getloadavg()[0]:.1f}",
        f"kept as agreed: {in_store} of {tally.kept} (photo files: {photos}); deleted on request: {tally.erased}",
        *_memory_lines(tally),
        f"threads: {tally.threads[WARM_UP_GUESTS - 1]} after {WARM_UP_GUESTS} guests, {tally.threads[-1]} at the end, "
        f"{max(tally.threads)} at most; of Python {threading.active_count()}; objects {len(gc.get_objects())}",
        f"open files: {tally.files[WARM_UP_GUESTS - 1]} after {WARM_UP_GUESTS} guests, {tally.files[-1]} at the end, "
        f"{max(tally.files)} at most",
        f"longest look for cycles, by generation: {collections.told}",
        *_stall_lines(stalls),
        f"warnings and errors: {len(complaints.said)}",
        *(f"  {line}" for line in complaints.said[:20]),
    ]


def _quick(fittings: Fittings) -> Fittings:
    room = fittings.camera
    return fittings if room is None else replace(fittings, camera=replace(room, rules=QUICK_SHUTTER))


def _memory_lines(tally: Tally) -> list[str]:
    steady = tally.memory_mb[WARM_UP_GUESTS:]
    if len(steady) < 10:
        return ["memory: too few guests to tell"]
    slope, _ = linear_regression(range(len(steady)), steady)
    half = len(steady) // 2
    second, _ = linear_regression(range(len(steady) - half), steady[half:])
    return [
        f"memory: {steady[0]:.0f} MB after {WARM_UP_GUESTS} guests, {steady[-1]:.0f} MB at the end, "
        f"{max(steady):.0f} MB at most",
        f"memory growth: {100 * slope:+.1f} MB per 100 guests; in the second half {100 * second:+.1f} MB",
    ]


def _stall_lines(stalls: Stalls) -> list[str]:
    lines = [f"silences of the event loop over 20 ms, after {WARM_UP_GUESTS} guests:"]
    for doing, long_ms in stalls.long_ms.items():
        high = quantiles(long_ms, n=20)[-1] if len(long_ms) > 1 else long_ms[0]
        lines.append(
            f"  {doing}: {len(long_ms)}, median {median(long_ms):.0f} ms, 95 % below {high:.0f} ms, "
            f"longest {max(long_ms):.0f} ms; own work at most {max(stalls.own_ms[doing]):.0f} ms"
        )
    return lines


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=6.0)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    with TemporaryDirectory(prefix="alphamale-") as folder:
        for line in soak(Path(folder), asked.minutes):
            print(line)  # noqa: T201 - a report for a person
    return 0


if __name__ == "__main__":
    sys.exit(main())

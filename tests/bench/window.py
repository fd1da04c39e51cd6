"""Measures the window: start, stalls of the event loop, the answer after Analyse, preview and coaching.

    python -m tests.bench.window [torch]

Prints a table; with ``torch`` as if ONNX Runtime were not installed. The program runs in a process of its own, and the
clock starts before that process does. A figure is only as good as the computer is idle: the table ends with the load
while it was made.
"""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from alphamale_desktop.application.camera_port import CameraFrame
from alphamale_desktop.domain.analysis import GateReport
from alphamale_desktop.domain.photo import PhotoSource
from alphamale_desktop.settings.paths import program_paths
from alphamale_desktop.ui.fonts import register_fonts
from alphamale_desktop.ui.kiosk_fittings import Fittings
from tests.e2e.real_booth import RealBooth, frames_of, real_booth

BEGUN_VARIABLE = "ALPHAMALE_BENCH_BEGUN_S"
LOOK_MS = 1_500
"""A guest looks at a page for so long before he does anything."""

PREVIEW_MS = 6_000
FORM_MS = 3_000


@dataclass(slots=True, weakref_slot=True)
class Pulse:
    """Ticks as often as the event loop lets it; remembers the longest silence of every step.

    Attributes:
        stalls_ms: By step; the longest silence, and the most that the GUI thread itself worked in one (perhaps in
            another). The rest it waited: for a processor, which a busy computer did not give it, or for Python's lock.
    """

    step: str = "start"
    stalls_ms: dict[str, tuple[float, float]] = field(default_factory=dict)
    _last_s: float = field(default_factory=time.monotonic)
    _worked_s: float = field(default_factory=time.thread_time)

    def beat(self) -> None:
        now_s, worked_s = time.monotonic(), time.thread_time()
        silent_ms, own_ms = 1000 * (now_s - self._last_s), 1000 * (worked_s - self._worked_s)
        self._last_s, self._worked_s = now_s, worked_s
        longest_ms, most_ms = self.stalls_ms.get(self.step, (0.0, 0.0))
        self.stalls_ms[self.step] = max(longest_ms, silent_ms), max(most_ms, own_ms)

    @contextmanager
    def during(self, step: str) -> Iterator[None]:
        self.beat()
        self.step = step
        yield
        self.beat()
        self.step = "between"


@dataclass(slots=True)
class Collections:
    """How long Python's looks for reference cycles took, by generation; no thread runs Python meanwhile."""

    longest_ms: dict[int, float] = field(default_factory=dict)
    _begun_s: float = 0.0

    def note(self, phase: str, about: dict[str, int]) -> None:
        if phase == "start":
            self._begun_s = time.monotonic()
            return
        generation, took_ms = about["generation"], 1000 * (time.monotonic() - self._begun_s)
        self.longest_ms[generation] = max(self.longest_ms.get(generation, 0.0), took_ms)

    @property
    def told(self) -> str:
        return ", ".join(f"{n}: {ms:.0f} ms" for n, ms in sorted(self.longest_ms.items())) or "none"


@dataclass(slots=True, weakref_slot=True)
class Looks:
    """How often model 1 looked at the preview, and how often the window was drawn."""

    judged: int = 0
    drawn: int = 0

    def refit(self, fittings: Fittings) -> Fittings:
        room = fittings.camera
        if room is None:
            return fittings
        judge = room.judge

        def counted(frame: CameraFrame) -> GateReport:
            self.judged += 1
            return judge(frame)

        return replace(fittings, camera=replace(room, judge=counted))

    def note_drawn(self) -> None:
        self.drawn += 1


def measure(folder: Path, begun_s: float) -> list[tuple[str, str]]:
    """The table's rows: what, and the figure.

    Args:
        begun_s: When the process was started, in seconds of the wall clock.
    """
    app = QApplication(["alphamale"])
    register_fonts(program_paths().resources / "fonts")
    pulse, looks = Pulse(), Looks()
    timer = QTimer()
    timer.timeout.connect(pulse.beat)
    rows: list[tuple[str, str]] = []
    frames = frames_of(astronaut(), folder / "camera")
    collections = Collections()
    gc.callbacks.append(collections.note)
    with real_booth(app, folder, kiosk=False, frames=frames, refit=looks.refit) as booth:
        booth.hand.window.frameSwapped.connect(looks.note_drawn)
        booth.hand.wait(lambda: looks.drawn > 0, "the first frame")
        rows.append(("start to first frame", f"{time.time() - begun_s:.1f} s"))
        timer.start(1)
        with pulse.during("models load behind the first page"):
            booth.wait_for_models()
        rows.append(("start to models ready", f"{time.time() - begun_s:.1f} s"))
        _languages(booth, pulse)
        rows += _camera(booth, pulse, looks)
        rows += _answer(booth, pulse)
        timer.stop()
        rows.append(("longest look for cycles, by generation", collections.told))
        collections.longest_ms.clear()
        gc.collect()
        rows.append(("a full look after all that", collections.told))
    for step, (stall_ms, own_ms) in pulse.stalls_ms.items():
        rows.append((f"longest stall: {step}", f"{stall_ms:.0f} ms (own work {own_ms:.0f} ms)"))
    return rows


def _languages(booth: RealBooth, pulse: Pulse) -> None:
    hand, words = booth.hand, booth.window.words
    with pulse.during("looking at the first page"):
        hand.rest(LOOK_MS)
    with pulse.during("the first change of language"):
        words.choose("ko")
        hand.rest(500)
    with pulse.during("the second change of language"):
        words.choose("en")
        hand.rest(500)


def _camera(booth: RealBooth, pulse: Pulse, looks: Looks) -> list[tuple[str, str]]:
    hand, window = booth.hand, booth.window
    with pulse.during("opening the camera page"):
        window.visit.openCamera()
        hand.go("camera")
        room = window.rooms.camera
        hand.wait(lambda: room is not None and bool(room.property("isLive")), "a live picture")
    hand.rest(500)
    drawn, judged, begun_s = looks.drawn, looks.judged, time.monotonic()
    with pulse.during("live preview, 1280x720, with coaching"):
        hand.rest(PREVIEW_MS)
    took_s = time.monotonic() - begun_s
    rows = [
        ("preview, frames a second", f"{(looks.drawn - drawn) / took_s:.1f}"),
        ("coaching, looks a second", f"{(looks.judged - judged) / took_s:.1f}"),
    ]
    with pulse.during("back from the camera"):
        window.visit.back()
        hand.go("welcome")
    with pulse.during("looking at the first page"):
        hand.rest(LOOK_MS)
    with pulse.during("opening the history (made when wanted)"):
        window.shell.open("history")
        hand.go("history")
    with pulse.during("back from the history"):
        hand.rest(LOOK_MS)
        window.shell.close()
        hand.go("welcome")
    with pulse.during("looking at the first page"):
        hand.rest(LOOK_MS)
    return rows


def _answer(booth: RealBooth, pulse: Pulse) -> list[tuple[str, str]]:
    hand, window = booth.hand, booth.window
    with pulse.during("photo to form"):
        window.intake.take(astronaut().read_bytes(), PhotoSource.FILE)
        hand.go("form")
    with pulse.during("filling in the form while the analysis runs"):
        booth.fill_form()
        hand.rest(FORM_MS)
        hand.wait(lambda: window.visit.findings is not None, "the findings")
    begun_s = time.monotonic()
    with pulse.during("Analyse to result"):
        window.form.submit()
        hand.see("typeLetters")
        answered_ms = 1000 * (time.monotonic() - begun_s)
        hand.go("result")
        hand.rest(300)
    with pulse.during("looking at the result"):
        hand.rest(LOOK_MS)
    with pulse.during("saving the card"):
        window.result.save()
        hand.wait(lambda: bool(window.result.property("savedPath")), "the card")
    with pulse.during("home"):
        window.visit.finish()
        hand.go("welcome")
    return [("pressing Analyse to the result page", f"{answered_ms:.0f} ms")]


def astronaut() -> Path:
    """The portrait that scikit-image brings along."""
    spec = find_spec("skimage")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("scikit-image is not installed")
    return Path(spec.origin).parent / "data" / "astronaut.png"


def main() -> int:
    begun = os.environ.get(BEGUN_VARIABLE)
    if begun is None:
        offscreen = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
        environment = {**os.environ, **offscreen, BEGUN_VARIABLE: repr(time.time())}
        return subprocess.run(
            [sys.executable, "-m", "tests.bench.window", *sys.argv[1:]], env=environment, check=False
        ).returncode
    if sys.argv[1:] == ["torch"]:
        sys.modules["onnxruntime"] = None  # type: ignore[assignment]  # as if it were not installed
    with TemporaryDirectory(prefix="alphamale-") as folder:
        rows = measure(Path(folder), float(begun))
    rows.append(("load average, one minute", f"{os.getloadavg()[0]:.1f}"))
    width = max(len(what) for what, _ in rows)
    for what, figure in rows:
        print(f"{what:<{width}}  {figure:>8}")  # noqa: T201 - a table for a person
    return 0


if __name__ == "__main__":
    sys.exit(main())

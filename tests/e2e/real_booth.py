"""The real program behind the real window: shipped weights, database, photo files, cards, a camera that replays."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication

from alphamale_desktop.composition.core_on_demand import CoreOnDemand
from alphamale_desktop.composition.desktop import SWITCH_S, booth_services, desktop_fittings
from alphamale_desktop.domain.stored_visit import HistoryQuery, StoredVisit
from alphamale_desktop.settings.paths import UserPaths, program_paths, user_paths
from alphamale_desktop.settings.schema import Settings
from alphamale_desktop.ui.kiosk_fittings import Fittings, watched
from alphamale_desktop.ui.screenshot_camera import ScreenshotCamera
from alphamale_desktop.ui.shell_model import Look, Place
from alphamale_desktop.ui.window import BoothWindow, WindowConfig
from tests.fakes.shipped import shipped_texts
from tests.ui.fake_services import FakePrinter


@dataclass(frozen=True, slots=True)
class RealBooth:
    """One running program.

    Attributes:
        hand: Presses and waits.
        pictures: Where cards are saved.
    """

    core: CoreOnDemand
    window: BoothWindow
    hand: ScreenshotCamera
    user: UserPaths
    pictures: Path

    def wait_for_models(self) -> None:
        self.hand.wait(lambda: bool(self.window.shell.property("modelsReady")), "the models")

    def fill_form(self) -> None:
        """MBTI, birth date, salary, and consent to analysis and storage."""
        form = self.window.form
        form.chooseMbti("INTJ")
        form.turnTo(1990, 5, 17)
        form.keySalary("5")
        form.keySalary("00")
        form.tick("analysis")
        form.tick("storage")

    def finish_work(self) -> None:
        """Until nothing runs in the background."""
        self.hand.wait(lambda: not self.window.pools.analysis.activeThreadCount(), "the end of the work")

    def kept(self) -> list[StoredVisit]:
        with self.core().work() as work:
            return list(work.visits.find(HistoryQuery()))


@contextmanager
def real_booth(
    app: QApplication,
    folder: Path,
    *,
    kiosk: bool,
    frames: Path | None = None,
    refit: Callable[[Fittings], Fittings] = lambda fittings: fittings,
) -> Iterator[RealBooth]:
    """Opens the program over fresh folders below ``folder`` and closes it.

    Args:
        refit: Changes what the window is fitted with, to watch it.
    """
    program, user = program_paths(), user_paths(folder / "home")
    pictures = folder / "Pictures"
    texts = shipped_texts()
    settings = _settings(pictures, frames)
    core = CoreOnDemand(settings, program, user, texts)
    services, fittings = booth_services(core, kiosk=kiosk), refit(desktop_fittings(core, app, kiosk=kiosk))
    if fittings.kiosk is not None:
        services = watched(services, fittings.kiosk)
    config = WindowConfig(
        resources=program.resources,
        keys=texts.keys("en"),
        language="en",
        look=Look(is_kiosk=kiosk, has_motion=False),
        places=frozenset({Place.COMPARE} if kiosk else {Place.COMPARE, Place.HISTORY}),
        has_camera=True,
        fittings=fittings,
    )
    switched_s = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_S)
    window = BoothWindow(services, config, FakePrinter())
    try:
        shown = window.show([("width", 1080), ("height", 1920)])
        yield RealBooth(core, window, ScreenshotCamera(window, shown, folder, "", ""), user, pictures)
    finally:
        window.close()
        core.close()
        sys.setswitchinterval(switched_s)


def _settings(pictures: Path, frames: Path | None) -> Settings:
    settings = Settings()
    source = f"replay:{frames}?fps=30&hold=30" if frames is not None else ""
    return settings.model_copy(
        update={
            "general": settings.general.model_copy(update={"save_folder": pictures}),
            "camera": settings.camera.model_copy(update={"source": source}),
        }
    )


def frames_of(portrait: Path, folder: Path, size: tuple[int, int] = (1280, 720)) -> Path:
    """A folder with one camera frame of that size: the portrait as high as the frame, on grey."""
    folder.mkdir(parents=True)
    with Image.open(portrait) as picture:
        person = picture.convert("RGB").resize((size[1], size[1]))
    frame = Image.new("RGB", size, "#767370")
    frame.paste(person, ((size[0] - size[1]) // 2, 0))
    frame.save(folder / "frame.png")
    return folder

"""What a window can be fitted with: a camera, settings, and in a kiosk its watchmen and the operator's area."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject
from PySide6.QtQuick import QQuickWindow

from alphamale_desktop.application.settings_desk import Choices
from alphamale_desktop.ui.camera_list import CameraListModel
from alphamale_desktop.ui.camera_model import CameraViewModel
from alphamale_desktop.ui.camera_preview import CameraPreview
from alphamale_desktop.ui.camera_services import CameraServices
from alphamale_desktop.ui.keyboard_model import KeyboardViewModel
from alphamale_desktop.ui.kiosk_guard import KioskGuard
from alphamale_desktop.ui.kiosk_model import KioskServices, KioskViewModel
from alphamale_desktop.ui.operator_model import OperatorServices, OperatorViewModel
from alphamale_desktop.ui.photo_intake import PhotoIntake
from alphamale_desktop.ui.section import Section, SectionStatus
from alphamale_desktop.ui.sections_model import SectionsViewModel
from alphamale_desktop.ui.services import BoothServices
from alphamale_desktop.ui.settings_model import SettingsServices, SettingsViewModel
from alphamale_desktop.ui.settings_sections import settings_sections
from alphamale_desktop.ui.shell_model import Place
from alphamale_desktop.ui.visit_tally import Count, VisitTally
from alphamale_desktop.ui.window_parts import WindowParts

AUTO_AFTER_S = 1.5

DRAWN_TYPES = (CameraPreview,)
"""Items that QML makes itself; naming them here registers them before any QML is read."""


@dataclass(frozen=True, slots=True)
class Fittings:
    """What to fit; None leaves it out.

    Attributes:
        auto_after_s: How long the framing must be good, where the photo takes itself.
        sections: Pages beside the settings, behind the operator's PIN or on a desktop.
        count: Told what happens in visits; None: nobody counts.
    """

    camera: CameraServices | None = None
    settings: SettingsServices | None = None
    kiosk: KioskServices | None = None
    operator: OperatorServices | None = None
    auto_after_s: float = AUTO_AFTER_S
    sections: tuple[Section, ...] = ()
    count: Count | None = None

    @property
    def places(self) -> frozenset[Place]:
        """The pages beside the visit that come with them."""
        if self.kiosk is None:
            return frozenset({Place.SETTINGS}) if self.settings is not None else frozenset()
        area = {Place.OPERATOR} if self.operator is not None else set[Place]()
        return frozenset({Place.OUT_OF_ORDER, *area})


class FittedRooms:
    """The fittings' view-models. GUI thread; ``close`` it before the pools drain.

    Attributes:
        models: By the names of Main.qml's properties; those of fittings that were left out are missing.
    """

    def __init__(self, window: WindowParts, services: BoothServices, fittings: Fittings) -> None:
        self.window = window
        self._fittings = fittings
        self._guard: KioskGuard | None = None
        self.root = QObject(window.root)
        self.models: dict[str, QObject] = {}
        self.cameras: CameraListModel | None = None
        self.camera = self._camera(services)
        self.settings = self._settings()
        self.kiosk = self._kiosk(services)
        self.operator = self._operator(services)
        self.sections = self._sections()
        if fittings.count is not None:
            VisitTally(window.visit, fittings.count, services.clock.monotonic_s, self.root)
        if self.settings is not None:
            self.settings.applied.connect(self._apply)

    def watch(self, window: QQuickWindow, *, fills_screen: bool) -> None:
        """The window shows: from now on a kiosk keeps guests inside."""
        if self.kiosk is None:
            return
        self._guard = KioskGuard(window, self.root)
        if fills_screen:
            window.showFullScreen()

    def let_go(self) -> None:
        """The operator leaves, or the system asks the program to end."""
        if self._guard is not None:
            self._guard.let_go()
            self._guard = None

    def close(self) -> None:
        self.let_go()
        self.sections.shut_down()
        if self.kiosk is not None:
            self.kiosk.shut_down()
        if self.camera is not None:
            self.camera.shut_down()

    def _camera(self, services: BoothServices) -> CameraViewModel | None:
        room, window = self._fittings.camera, self.window
        if room is None:
            return None
        intake = PhotoIntake(services, window.board, window.shelf, window.pools, self.root)
        camera = CameraViewModel(
            services, room, window.visit, window.words, window.board, intake, window.pools, self.root
        )
        present = self._fittings.settings.present.camera if self._fittings.settings is not None else ""
        cameras = CameraListModel(room.feed, present, window.board, window.pools, self.root)
        camera.stateChanged.connect(cameras.viewChanged)
        self.models |= {"camera": camera, "cameras": cameras}
        self.cameras = cameras
        return camera

    def _settings(self) -> SettingsViewModel | None:
        services, window = self._fittings.settings, self.window
        if services is None:
            return None
        model = SettingsViewModel(services, window.words, window.board, window.printer, window.pools, self.root)
        if self.cameras is not None:
            self.cameras.chosen.connect(model.chooseCamera)
        self.models["settings"] = model
        return model

    def _kiosk(self, services: BoothServices) -> KioskViewModel | None:
        kiosk, window = self._fittings.kiosk, self.window
        if kiosk is None:
            return None
        model = KioskViewModel(
            services, kiosk, window.shell, window.visit, window.words, window.input, window.pools, self.root
        )
        self.models |= {"kiosk": model, "keyboard": KeyboardViewModel(window.words, self.root)}
        return model

    def _operator(self, services: BoothServices) -> OperatorViewModel | None:
        operator, window = self._fittings.operator, self.window
        if operator is None or self.kiosk is None:
            return None
        model = OperatorViewModel(services, operator, window.shell, window.visit, window.words, window.pools, self.root)
        self.kiosk.guestLeft.connect(model.close)
        self.models["operator"] = model
        return model

    def _sections(self) -> SectionsViewModel:
        own = settings_sections(self.settings, self.camera, self.cameras, self.operator)
        model = SectionsViewModel(self.window, (*own, *self._fittings.sections), self.root)
        self.models["sections"] = model
        if self.settings is not None and self.operator is not None:
            self.settings.viewChanged.connect(self._show_restart)
        return model

    def _show_restart(self) -> None:
        wants = self.settings is not None and self.settings.property("needsRestart")
        self.sections.report("kiosk", SectionStatus.WARNING if wants else SectionStatus.NONE)

    def _apply(self, choices: Choices) -> None:
        """What a running program can take over."""
        window = self.window
        if choices.language:
            window.words.set_home_language(choices.language)
            window.words.choose(choices.language)
        look = replace(
            window.shell.look,
            text_percent=choices.text_percent,
            is_high_contrast=choices.is_high_contrast,
            has_motion=choices.has_motion,
        )
        window.shell.change_look(look)
        if self.camera is not None:
            self.camera.set_auto_shutter(self._fittings.auto_after_s if choices.auto_shutter else None)
        if self.kiosk is not None:
            self.kiosk.set_idle_s(choices.idle_s)


def watched(services: BoothServices, kiosk: KioskServices) -> BoothServices:
    """The same services, with their failures noted, so that a kiosk knows when it is out of order."""
    health = kiosk.health
    return replace(
        services,
        load_models=health.watched(services.load_models),
        analyse=health.watched(services.analyse),
        keep=health.watched(services.keep),
    )

"""Adds the window to the wired program: the only module outside ``ui`` that knows Qt."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.keep_visit import VisitToKeep
from alphamale_desktop.composition.core import Core
from alphamale_desktop.domain.analysis import Analysis
from alphamale_desktop.domain.consent import ConsentPurpose
from alphamale_desktop.settings.load import load_settings
from alphamale_desktop.settings.paths import ProgramPaths, UserPaths
from alphamale_desktop.texts.fluent_texts import FluentTexts
from alphamale_desktop.ui.card_printer import SystemPrinter
from alphamale_desktop.ui.fonts import register_fonts
from alphamale_desktop.ui.services import BoothServices
from alphamale_desktop.ui.shell_model import Look
from alphamale_desktop.ui.stop_signals import StopSignals
from alphamale_desktop.ui.window import BoothWindow, WindowConfig


def open_window(
    program: ProgramPaths, user: UserPaths, texts: FluentTexts, language: str, *, kiosk: bool, camera: str | None
) -> int:
    """Shows the window until it is closed; returns the exit status. Main thread.

    Args:
        camera: A camera's id or name, or ``replay:PATH``; None: as set.

    Raises:
        SettingsMalformedError: If the settings file is broken.
        WindowError: If the window does not load.
    """
    if sys.platform == "win32":
        # There torch's libraries do not load once Qt's are.
        import torch  # noqa: F401
    settings = load_settings(user.settings_file, os.environ)
    if camera is not None:
        settings = settings.model_copy(update={"camera": settings.camera.model_copy(update={"source": camera})})
    app = QApplication([sys.argv[0]])
    app.setApplicationName("AlphaMale")
    app.setWindowIcon(QIcon(str(program.resources / "images" / "icon.svg")))
    register_fonts(program.resources / "fonts")
    StopSignals(app)
    core = Core(settings, program, user, texts)
    config = WindowConfig(
        resources=program.resources,
        keys=texts.keys(language),
        language=settings.general.language or language,
        look=Look(is_kiosk=kiosk),
    )
    window = BoothWindow(booth_services(core, kiosk=kiosk), config, SystemPrinter(asks=not kiosk))
    try:
        window.show()
        return app.exec()
    finally:
        window.close()
        core.close()


def booth_services(core: Core, *, kiosk: bool) -> BoothServices:
    """What the window needs, from the wired program."""
    settings = core.settings

    def analyse(data: bytes, cancel: Cancel, on_step: Callable[[str], None]) -> Analysis:
        return core.models.analyse(data, cancel, on_step)

    def keep(visit: VisitToKeep) -> UUID | None:
        if not visit.consent.allows(ConsentPurpose.STORAGE):
            return None
        photo = core.photo_to_keep(visit.photo)
        return core.keep_visit()(replace(visit, photo=photo.data, photo_suffix=photo.suffix))

    return BoothServices(
        load_models=core.models.load,
        analyse=analyse,
        preview=core.codec.photo_pixels,
        new_draw=core.draw_celebrities,
        describe=core.description_of,
        keep=keep,
        card=core.card_painter,
        save_card=core.save_card,
        portraits=core.portraits,
        texts=core.texts,
        clock=core.clock,
        ids=core.ids,
        pictures_folder=settings.general.save_folder or core.user.pictures,
        recent_folders=() if kiosk else (core.user.pictures,),
        retakes_allowed=settings.kiosk.retakes if kiosk else None,
        retention_days=settings.storage.retention_days,
        event_name=settings.general.event_name,
    )

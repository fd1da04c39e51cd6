"""Adds the window to the wired program: the only module outside ``ui`` that knows Qt."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QIcon
from PySide6.QtWidgets import QApplication

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.keep_visit import VisitToKeep
from alphamale_desktop.application.operator_access import OperatorAccess
from alphamale_desktop.application.ports import MediaFile, PhotoPixels
from alphamale_desktop.application.print_desk import PrintDesk, PrinterRules
from alphamale_desktop.application.purge_expired import Purged
from alphamale_desktop.composition.behind import Signs
from alphamale_desktop.composition.camera import FeedOnDemand, judge_frame, open_feed
from alphamale_desktop.composition.clock import SystemClock, Uuid7Source
from alphamale_desktop.composition.core_on_demand import CoreOnDemand, DrawOnDemand, PaintersOnDemand, link_chores
from alphamale_desktop.composition.counted_services import counted
from alphamale_desktop.composition.desktop_sections import program_sections
from alphamale_desktop.composition.desktop_settings import FileSettingsDesk, choices_of
from alphamale_desktop.composition.desktop_surroundings import WindowSurroundings, screens_of
from alphamale_desktop.composition.device_choice import torch_is_likely
from alphamale_desktop.composition.event_logo import event_logo_of
from alphamale_desktop.composition.lan import LanRoom
from alphamale_desktop.composition.quiet_collector import loading_for_good
from alphamale_desktop.composition.sharing import share_services
from alphamale_desktop.composition.supervisor import LEAVE_STATUS, beat
from alphamale_desktop.composition.surroundings import Surroundings
from alphamale_desktop.composition.upkeep import Upkeep
from alphamale_desktop.domain.analysis import Analysis
from alphamale_desktop.domain.celebrity import Celebrity
from alphamale_desktop.domain.consent import ConsentPurpose
from alphamale_desktop.domain.stored_visit import HistoryQuery, StoredVisit
from alphamale_desktop.settings.load import load_settings
from alphamale_desktop.settings.paper import PaperFile
from alphamale_desktop.settings.paths import ProgramPaths, UserPaths
from alphamale_desktop.settings.pin import Argon2Hasher, PinFile
from alphamale_desktop.settings.schema import Settings
from alphamale_desktop.texts.fluent_texts import LANGUAGES, FluentTexts
from alphamale_desktop.ui.camera_services import CameraServices
from alphamale_desktop.ui.camera_shutter import ShutterRules
from alphamale_desktop.ui.card_printer import CardPrinter, DialogPrinter
from alphamale_desktop.ui.fonts import register_fonts
from alphamale_desktop.ui.kiosk_awake import keep_awake
from alphamale_desktop.ui.kiosk_fittings import Fittings, watched
from alphamale_desktop.ui.kiosk_health import HealthLog
from alphamale_desktop.ui.kiosk_model import KioskServices
from alphamale_desktop.ui.kiosk_printer import KioskPrinter, system_printer
from alphamale_desktop.ui.operator_model import OperatorServices
from alphamale_desktop.ui.services import Archive, BoothServices, ShareServices, open_nothing
from alphamale_desktop.ui.settings_model import HealthLine, SettingsServices
from alphamale_desktop.ui.shell_model import Look, Place
from alphamale_desktop.ui.stop_signals import StopSignals
from alphamale_desktop.ui.window import BoothWindow, WindowConfig

RESTART_STATUS = 75
"""The supervisor starts the kiosk again, with what was set."""

SWITCH_S = 0.0005
"""How long a thread may run Python before another gets its turn."""

TELLING_PATIENCE_S = 2.0
"""A bucket that is slow to answer must not hold up the end."""

REVIEW_S = 12.0
"""A photo under review is used after so long in a kiosk."""


def open_window(
    program: ProgramPaths,
    user: UserPaths,
    texts: FluentTexts,
    language: str,
    *,
    kiosk: bool,
    camera: str | None,
    photo: Path | None = None,
) -> int:
    """Shows the window until it is closed; returns the exit status. Main thread.

    Args:
        camera: A camera's id or name, or ``replay:PATH``; None: as set.
        photo: Opened as if it had been chosen; what cannot be read becomes a notice.

    Raises:
        SettingsMalformedError: If the settings file is broken.
        WindowError: If the window does not load.
    """
    settings = load_settings(user.settings_file, os.environ)
    if sys.platform == "win32" and torch_is_likely(settings.models.device):
        # There torch's libraries do not load once Qt's are.
        import torch  # noqa: F401
    if camera is not None:
        settings = settings.model_copy(update={"camera": settings.camera.model_copy(update={"source": camera})})
    # Every property that a page reads takes Python's lock; beside a busy worker each would wait 5 ms for it.
    sys.setswitchinterval(SWITCH_S)
    app = QApplication([sys.argv[0]])
    app.setApplicationName("AlphaMale")
    app.setWindowIcon(QIcon(str(program.resources / "images" / "icon.svg")))
    register_fonts(program.resources / "fonts")
    StopSignals(app)
    core = CoreOnDemand(settings, program, user, texts)
    spoken = settings.general.language or language
    lan = LanRoom(core, spoken) if settings.lan.enabled else None
    share = share_services(lan, settings, core)
    services = counted(booth_services(core, kiosk=kiosk, share=share), core.behind.tally)
    fittings = desktop_fittings(core, app, lan, kiosk=kiosk)
    if fittings.kiosk is not None:
        services = watched(services, fittings.kiosk)
    config = WindowConfig(
        resources=program.resources,
        keys=texts.keys(language),
        language=spoken,
        has_camera=True,
        fittings=fittings,
        look=look_of(settings, user, kiosk=kiosk),
        places=frozenset({Place.COMPARE} if kiosk else {Place.COMPARE, Place.HISTORY}),
    )
    printer = card_printer(core, app, kiosk=kiosk)
    window = BoothWindow(services, config, printer)
    signs, monotonic_s = signs_of(fittings, printer), SystemClock().monotonic_s
    upkeep = Upkeep((*core.behind.chores(signs), *link_chores(core)), monotonic_s)
    telling = Upkeep(core.behind.bucket_chores(signs), monotonic_s)
    sleep_again = keep_awake("AlphaMale", "kiosk") if kiosk else None
    try:
        window.rooms.watch(window.show(), fills_screen=kiosk)
        if photo is not None:
            window.intake.open_path(photo)
        # Not before the window stands: until then the supervisor is patient.
        start_beating(app)
        upkeep.start()
        telling.start()
        if core.delivery is not None:
            core.delivery.start()
        if lan is not None:
            lan.start()
        return app.exec()
    finally:
        upkeep.stop()
        telling.stop(TELLING_PATIENCE_S)
        if core.delivery is not None:
            core.delivery.stop()
        window.close()
        # What the last guest did is counted too.
        upkeep.do_last("counters")
        if lan is not None:
            lan.stop()
        core.close()
        if sleep_again is not None:
            sleep_again()


def look_of(settings: Settings, user: UserPaths, *, kiosk: bool) -> Look:
    look, logo = settings.look, event_logo_of(settings, user)
    return Look(kiosk, look.text_percent, look.high_contrast, look.motion, look.accent, logo)


def card_printer(core: "CoreOnDemand", app: QApplication, *, kiosk: bool) -> CardPrinter:
    """A dialog on a desktop; in a kiosk one tap."""
    if not kiosk:
        return DialogPrinter()
    settings = core.settings.printer
    rules = PrinterRules(settings.name, settings.copies, settings.low_media)
    desk = PrintDesk(rules, PaperFile(core.user.config / "printer.json"))
    return KioskPrinter(desk, lambda: system_printer(desk.rules.name), app)


def start_beating(app: QApplication) -> None:
    """Tells the supervisor, where there is one, that the GUI thread is alive."""
    beat(os.environ)
    timer = QTimer(app)
    timer.setInterval(1_000)
    timer.timeout.connect(lambda: beat(os.environ))
    timer.start()


def signs_of(fittings: Fittings, printer: CardPrinter) -> Signs:
    """What the fleet and the disk's watch hear of the window, and tell it."""
    desk = printer.desk if isinstance(printer, KioskPrinter) else None
    camera, kiosk = fittings.camera, fittings.kiosk
    see = (lambda: camera.feed.status.state.value) if camera is not None else (lambda: "stopped")
    if kiosk is None:
        return Signs(camera=see)
    health = kiosk.health

    def trouble() -> str:
        return health.trouble.code if health.trouble else ""

    return Signs(health.stand, see, trouble, lambda: desk.view if desk is not None else None)


def desktop_fittings(core: "CoreOnDemand", app: QApplication, lan: LanRoom | None = None, *, kiosk: bool) -> Fittings:
    """Camera and settings; in a kiosk its watchmen and the operator's area too."""
    settings = core.settings
    feed = FeedOnDemand(lambda: open_feed(settings.camera))
    automatic = settings.camera.auto_shutter
    rules = ShutterRules(auto_after_s=settings.camera.auto_shutter_s if automatic else None)
    accept_after_s = REVIEW_S if kiosk else None
    camera = CameraServices(feed, lambda frame: judge_frame(frame, core().models), rules, accept_after_s)
    desk = FileSettingsDesk(core.user.settings_file, settings)
    surroundings = WindowSurroundings(screens_of(app), feed)
    examine = partial(health_lines, core, surroundings, kiosk=kiosk)
    panel = SettingsServices(desk, lambda language: tuple(examine(language)), choices_of(settings))
    auto_after_s, count = settings.camera.auto_shutter_s, core.behind.tally.count
    sections = program_sections(core, examine, lan, kiosk=kiosk)
    if not kiosk:
        return Fittings(camera, panel, auto_after_s=auto_after_s, sections=sections, count=count)

    def check() -> None:
        core().disk_guard().check()
        core().models.try_out()
        with core().work() as work:
            work.catalog.celebrities()

    watchmen = KioskServices(HealthLog(), check, settings.kiosk.idle_s, settings.kiosk.answer_s)
    access = OperatorAccess(PinFile(core.user.config / "operator.pin"), Argon2Hasher(), SystemClock())
    operator = OperatorServices(access, lambda: app.exit(LEAVE_STATUS), lambda: app.exit(RESTART_STATUS))
    return Fittings(camera, panel, watchmen, operator, auto_after_s, sections, count)


def health_lines(
    core: "CoreOnDemand", surroundings: Surroundings, language: str, *, kiosk: bool
) -> Iterator[HealthLine]:
    """The doctor's findings in that language, as they come; seconds."""
    from alphamale_desktop.composition.doctor import examine
    from alphamale_desktop.composition.findings import in_words

    for finding in examine(core(), os.environ, surroundings, kiosk=kiosk):
        said = in_words(finding, core.texts, language)
        yield HealthLine(said.name, finding.verdict.value, said.message, said.hint)


def booth_services(core: CoreOnDemand, *, kiosk: bool, share: ShareServices | None = None) -> BoothServices:
    """What the window needs, from the wired program."""
    settings = core.settings
    painters = PaintersOnDemand(core)

    def load_models() -> None:
        # The catalog too: it is opened, upgraded and seeded while nobody waits for it. And the other languages' words.
        with loading_for_good():
            core().database()
            core().models.load()
            for language in LANGUAGES:
                core.texts.keys(language)

    def preview(data: bytes, long_side_px: int) -> PhotoPixels:
        return core().codec.photo_pixels(data, long_side_px)

    def analyse(data: bytes, cancel: Cancel, on_step: Callable[[str], None]) -> Analysis:
        with core.right_of_way.serving():
            return core().models.analyse(data, cancel, on_step)

    def keep(visit: VisitToKeep) -> UUID | None:
        with core.right_of_way.serving():
            kept = core().keep_photo_and_visit(visit)
        core.nudge_delivery()
        return kept

    def erase(visit_id: UUID) -> None:
        core().erase_visit()(visit_id)
        core.nudge_delivery()

    def purge(cancel: Cancel) -> Purged:
        core().seal_what_is_kept(cancel)
        return core().purge_expired()(cancel)

    return BoothServices(
        load_models=load_models,
        analyse=analyse,
        preview=preview,
        new_draw=lambda: DrawOnDemand(core),
        describe=lambda face_type, language: core().description_of(face_type, language),
        keep=keep,
        card=painters,
        save_card=lambda png, file: core().save_card(png, file),
        portraits=painters,
        texts=core.texts,
        clock=SystemClock(),
        ids=Uuid7Source(),
        pictures_folder=settings.general.save_folder or core.user.pictures,
        recent_folders=() if kiosk else (core.user.pictures,),
        retakes_allowed=settings.kiosk.retakes if kiosk else None,
        offered=offered_purposes(settings),
        retention_days=settings.storage.retention_days,
        event_name=settings.general.event_name,
        archive=None if kiosk else archive_of(core, erase),
        share=share,
        purge=purge,
        erase=erase,
        open_address=open_nothing if kiosk else open_address,
        is_fleet=settings.storage.has_server,
    )


def offered_purposes(settings: Settings) -> tuple[ConsentPurpose, ...]:
    """What guests are asked for: upload only where there is a place to upload to, promotion only where it is meant."""
    upload = (ConsentPurpose.UPLOAD,) if settings.sync.bucket else ()
    promotion = (ConsentPurpose.PROMOTION,) if settings.storage.ask_promotion else ()
    return (ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE, *upload, *promotion)


def open_address(address: str) -> bool:
    """In the system's browser or mail program."""
    return QDesktopServices.openUrl(QUrl(address))


def archive_of(core: CoreOnDemand, erase: Callable[[UUID], None]) -> Archive:
    """The kept visits, from the database and the media store."""

    def find(query: HistoryQuery) -> Sequence[StoredVisit]:
        with core().work() as work:
            return work.visits.find(query)

    def celebrities(ids: Sequence[int]) -> tuple[Celebrity, ...]:
        with core().work() as work:
            return tuple(work.catalog.by_ids(ids))

    def read(media: MediaFile) -> bytes:
        return core().media.get(media)

    return Archive(find=find, photo=read, celebrities=celebrities, erase=erase)

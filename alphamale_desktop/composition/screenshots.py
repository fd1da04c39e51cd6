"""Pictures of every page, for people to look at: the real window over made-up visits, without models."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from alphamale_desktop.application.camera_port import CameraFrame
from alphamale_desktop.application.lan_desk import LanChoices
from alphamale_desktop.application.ports import Clock
from alphamale_desktop.application.share_result import LinkState, ShareOffer
from alphamale_desktop.composition.clock import SystemClock
from alphamale_desktop.composition.core_on_demand import CoreOnDemand
from alphamale_desktop.composition.demo_fleet import demo_export, demo_heartbeats, demo_numbers
from alphamale_desktop.composition.demo_visits import (
    DEMO_NOW,
    DemoAnalyser,
    DemoArchive,
    demo_archive,
    demo_report,
    drawn_person,
)
from alphamale_desktop.composition.desktop import booth_services, card_printer, desktop_fittings
from alphamale_desktop.composition.desktop_event_day import event_day_sections
from alphamale_desktop.composition.desktop_lan import section_of_lan
from alphamale_desktop.composition.findings import Finding, Verdict, in_words
from alphamale_desktop.domain.analysis import GateReport, UnusableReason
from alphamale_desktop.domain.errors import DatabaseBusyError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.share_link import ShareToken, wifi_text
from alphamale_desktop.settings.paths import ProgramPaths, program_paths, user_paths
from alphamale_desktop.settings.schema import Settings, SyncSettings
from alphamale_desktop.sharing.qr_code import qr_png
from alphamale_desktop.texts.fluent_texts import FluentTexts
from alphamale_desktop.ui.fleet_model import FleetPicture
from alphamale_desktop.ui.kiosk_fittings import Fittings, watched
from alphamale_desktop.ui.lan_model import LanServices, LanState
from alphamale_desktop.ui.numbers_model import NumbersServices
from alphamale_desktop.ui.screenshot_camera import ScreenshotCamera, offscreen_application
from alphamale_desktop.ui.screenshot_tours import TourProps, desktop_tour, kiosk_tour
from alphamale_desktop.ui.services import Archive, BoothServices, ShareServices
from alphamale_desktop.ui.settings_model import HealthLine
from alphamale_desktop.ui.shell_model import Look, Place
from alphamale_desktop.ui.window import BoothWindow, WindowConfig

SCREEN_SIZES = {"portrait": (1080, 1920), "landscape": (1920, 1080), "window": (1280, 800)}


_SEED = 1
"""The same people in every run."""


class MovableClock:
    """Stands at ``DEMO_NOW`` by the calendar; runs on otherwise, and can be moved ahead."""

    def __init__(self) -> None:
        self._real = SystemClock()
        self._ahead_s = 0.0

    def now(self) -> datetime:
        return DEMO_NOW

    def monotonic_s(self) -> float:
        return self._real.monotonic_s() + self._ahead_s

    def advance(self, seconds: float) -> None:
        self._ahead_s += seconds


@dataclass(frozen=True, slots=True)
class Scene:
    """One walk: which window, at which size, in which language."""

    is_kiosk: bool
    size: str
    language: str
    text_percent: int = 100
    pages: str = "*"


def take_screenshots(
    program: ProgramPaths,
    texts: FluentTexts,
    out: Path,
    photo: bytes | None = None,
    sizes: Sequence[str] = tuple(SCREEN_SIZES),
    languages: Sequence[str] = ("ko", "en"),
    letters: Sequence[int] = (100,),
    pages: str = "*",
) -> list[Path]:
    """Writes ``SIZE/LANGUAGE/PAGE.png`` below ``out`` and returns the files. Main thread; needs no screen.

    Args:
        photo: An encoded photo for the guest; None: a drawn person.
        letters: Sizes of letters in per cent; other than 100 they end the files' names.
        pages: Only files whose name matches, with ``*`` and ``?``.

    Raises:
        PhotoError: If ``photo`` does not decode.
        ScreenshotError: If a page does not come.
    """
    scenes = [
        Scene(kiosk, size, language, percent, pages)
        for size in sizes
        for language in languages
        for percent in letters
        for kiosk in (False, True)
    ]
    written: list[Path] = []
    for scene in scenes:
        with TemporaryDirectory(prefix="alphamale-") as folder:
            written += _walk(scene, program, texts, out, photo or drawn_person(), Path(folder))
    return written


def _walk(scene: Scene, program: ProgramPaths, texts: FluentTexts, out: Path, photo: bytes, folder: Path) -> list[Path]:
    app = offscreen_application(program.resources)
    settings = _settings(photo, folder)
    core = CoreOnDemand(settings, program, user_paths(folder), texts)
    pixels = core().codec.photo_pixels(photo, 1600)
    analyser = DemoAnalyser(pixels.width_px, pixels.height_px, FaceType.ALPHA, threading.Event())
    analyser.may_end.set()
    draw = core().draw_celebrities(seed=_SEED)
    shown = {face_type: tuple(who.celebrity_id for who in draw(face_type)) for face_type in FaceType}
    archive = demo_archive(photo, pixels.width_px, pixels.height_px, shown)
    clock = MovableClock()
    services = _demo_services(
        core, booth_services(core, kiosk=scene.is_kiosk), analyser, archive, clock, scene.is_kiosk
    )
    fittings = _demo_fittings(desktop_fittings(core, app, kiosk=scene.is_kiosk))
    if fittings.kiosk is not None:
        services = watched(services, fittings.kiosk)
    config = WindowConfig(
        resources=program.resources,
        keys=texts.keys(scene.language),
        language=scene.language,
        has_camera=True,
        fittings=fittings,
        look=Look(scene.is_kiosk, scene.text_percent, has_motion=False),
        places=frozenset({Place.COMPARE} if scene.is_kiosk else {Place.COMPARE, Place.HISTORY}),
    )
    window = BoothWindow(services, config, card_printer(core, app, kiosk=scene.is_kiosk))
    try:
        width, height = SCREEN_SIZES[scene.size]
        view = window.show([("width", width), ("height", height)])
        prefix = f"{scene.size}/{scene.language}/{'kiosk' if scene.is_kiosk else 'desktop'}-"
        suffix = "" if scene.text_percent == 100 else f"-{scene.text_percent}"
        camera = ScreenshotCamera(window, view, out, prefix, suffix, scene.pages)
        tour = kiosk_tour if scene.is_kiosk else desktop_tour
        tour(camera, _props(photo, analyser, archive, clock, fittings))
        return camera.written
    finally:
        analyser.may_end.set()
        window.close()
        core.close()


def _settings(photo: bytes, folder: Path) -> Settings:
    """The camera sees the same person, from a folder of one picture; there is a bucket."""
    frames = folder / "camera"
    frames.mkdir()
    (frames / "person.png").write_bytes(photo)
    settings = Settings()
    camera = settings.camera.model_copy(update={"source": f"replay:{frames}?fps=15&hold=1"})
    # A bucket brings its section; nothing is delivered, because nobody starts that.
    return settings.model_copy(update={"camera": camera, "sync": SyncSettings(bucket="guests")})


def _demo_services(
    core: CoreOnDemand,
    services: BoothServices,
    analyser: DemoAnalyser,
    archive: DemoArchive,
    clock: MovableClock,
    is_kiosk: bool,
) -> BoothServices:
    kept = services.archive
    return replace(
        services,
        load_models=lambda: None,
        analyse=analyser,
        keep=lambda _: UUID(int=_SEED),
        erase=lambda _: None,
        clock=clock,
        new_draw=lambda: core().draw_celebrities(seed=_SEED),
        recent_folders=(),
        share=demo_links(clock) if is_kiosk else None,
        archive=None
        if is_kiosk or kept is None
        else Archive(archive.find, archive.read, kept.celebrities, lambda _: None),
    )


def demo_links(clock: Clock) -> ShareServices:
    """Links of a booth with a network of its own."""
    offer = ShareOffer(ShareToken("Xk3v9TqLm2RzB7wYc5NdPe"), "", clock.now() + timedelta(hours=2))
    offer = replace(offer, url=f"http://192.168.0.20:8350/s/{offer.token.text}")
    return ShareServices(
        lambda _visit, _language: offer,
        lambda _content: offer,
        lambda _offer: LinkState.LAN_READY,
        qr_png,
        wifi_name="AlphaMale",
        wifi_text=wifi_text("AlphaMale", "welcome-to-the-booth"),
    )


def _demo_fittings(fittings: Fittings) -> Fittings:
    def judge(frame: CameraFrame) -> GateReport:
        return demo_report(frame.width_px, frame.height_px)

    numbers = NumbersServices(lambda _: demo_numbers(), lambda _: demo_export())
    fleet = FleetPicture(demo_heartbeats(), DEMO_NOW)
    demo = {s.section_id: s for s in event_day_sections(_demo_check, lambda: fleet, numbers, has_fleet=True)}
    demo["lan"] = section_of_lan(
        LanServices(
            LanChoices(True, "AlphaMale", "welcome-to-the-booth"),
            lambda: LanState("serving", "http://192.168.0.20:8350", 8350),
            lambda _: None,
        )
    )
    sections = tuple(demo.get(section.section_id, section) for section in fittings.sections)
    if fittings.camera is None:
        return replace(fittings, sections=sections)
    return replace(fittings, camera=replace(fittings.camera, judge=judge), sections=sections)


def _demo_check(language: str) -> Iterator[HealthLine]:
    """A check that found one thing to do, as the doctor words it."""
    texts = FluentTexts(program_paths().resources / "i18n")
    models = {"gate": "1.0.0", "typer": "1.0.0", "ms": "48", "engine": "ONNX Runtime", "device": "cpu"}
    findings = (
        Finding("disk", Verdict.OK, "doctor-disk-fine", {"free_gb": "61.4"}),
        Finding("models", Verdict.OK, "doctor-models-fine", models),
        Finding("camera", Verdict.OK, "doctor-camera-fine", {"camera": "Webcam", "width": "1280", "height": "720"}),
        Finding("display", Verdict.OK, "doctor-display-fine", {"width": "1080", "height": "1920"}),
        Finding("printer", Verdict.WARNING, "doctor-printer-none"),
    )
    for finding in findings:
        said = in_words(finding, texts, language)
        yield HealthLine(said.name, finding.verdict.value, said.message, said.hint)


def _props(
    photo: bytes, analyser: DemoAnalyser, archive: DemoArchive, clock: MovableClock, fittings: Fittings
) -> TourProps:
    def answer(wanted: FaceType | UnusableReason) -> None:
        analyser.answer = wanted

    def hold(is_held: bool) -> None:
        if is_held:
            analyser.may_end.clear()
        else:
            analyser.may_end.set()

    def break_down() -> None:
        if fittings.kiosk is not None:
            for _ in range(2):
                fittings.kiosk.health.failed(DatabaseBusyError())

    def empty(is_empty: bool) -> None:
        archive.is_empty = is_empty

    return TourProps(photo, answer, hold, clock.advance, break_down, empty)

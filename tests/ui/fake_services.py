"""Use cases and ports behind the window, by hand: quick, repeatable, and watchable."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.keep_visit import VisitToKeep
from alphamale_desktop.application.ports import CardContent, CardFormat, PhotoPixels
from alphamale_desktop.application.purge_expired import Purged
from alphamale_desktop.domain.analysis import (
    Accepted,
    Analysis,
    AnalysisResult,
    GateReport,
    ModelVersion,
    Unusable,
    UnusableReason,
)
from alphamale_desktop.domain.celebrity import Celebrity, TypeDescription
from alphamale_desktop.domain.consent import ConsentPurpose
from alphamale_desktop.domain.detection import Box, PartDetection, TypeDistribution
from alphamale_desktop.domain.errors import AlphaMaleError, PictureBrokenError
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.scoring import score_card_of_parts
from alphamale_desktop.texts.fluent_texts import FluentTexts
from alphamale_desktop.ui.card_printer import PrintOutcome
from alphamale_desktop.ui.services import Archive, BoothServices, Draw
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.fakes.shipped import shipped_texts

RESOURCES = Path(__file__).parents[2] / "resources"
PHOTO_PX = (900, 1200)
MODELS = (ModelVersion("gate", "1"), ModelVersion("typer", "1"))


def drawn_photo(width_px: int = PHOTO_PX[0], height_px: int = PHOTO_PX[1]) -> bytes:
    """A PNG of a drawn head and shoulders against a warm ground."""
    image = QImage(width_px, height_px, QImage.Format.Format_RGB888)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QLinearGradient(0, 0, width_px, height_px)
    ground.setColorAt(0, QColor("#6d6a66"))
    ground.setColorAt(1, QColor("#26241f"))
    painter.fillRect(image.rect(), ground)
    painter.setPen(Qt.PenStyle.NoPen)
    side = min(width_px, height_px)
    x, y = width_px / 2, height_px * 0.42
    painter.setBrush(QColor("#2e3a46"))
    painter.drawEllipse(round(x - 0.46 * side), round(y + 0.34 * side), round(0.92 * side), round(0.9 * side))
    painter.setBrush(QColor("#c9a184"))
    painter.drawEllipse(round(x - 0.2 * side), round(y - 0.27 * side), round(0.4 * side), round(0.54 * side))
    painter.setBrush(QColor("#33291f"))
    painter.drawChord(
        round(x - 0.215 * side), round(y - 0.3 * side), round(0.43 * side), round(0.5 * side), 20 * 16, 140 * 16
    )
    painter.end()
    return png_of(image)


def png_of(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def result_of(face_type: FaceType = FaceType.ALPHA) -> AnalysisResult:
    """A believable result of that type on a photo of ``PHOTO_PX``."""
    grades = {
        FaceType.ALPHA: (0.95, 0.88, 0.71),
        FaceType.BETA: (0.75, 0.82, 0.4),
        FaceType.GAMMA: (0.6, 0.55, 0.5),
        FaceType.DELTA: (0.35, 0.3, 0.6),
        FaceType.OMEGA: (0.12, 0.15, 0.3),
    }[face_type]
    width, height = PHOTO_PX
    boxes = (Box(270, 260, 630, 740), Box(285, 390, 615, 590), Box(310, 590, 590, 745))
    likely = [0.06, 0.06, 0.06, 0.06, 0.06]
    likely[face_type.value - 1] = 0.7
    likely[2 if face_type.value != 3 else 1] += 0.06
    spread = TypeDistribution((likely[0], likely[1], likely[2], likely[3], likely[4]))
    parts = tuple(
        PartDetection(part, box, 0.97, grade, spread) for part, box, grade in zip(FacePart, boxes, grades, strict=True)
    )
    return AnalysisResult(score_card_of_parts(parts), parts, spread, width, height)


def accepted(face_type: FaceType = FaceType.ALPHA) -> Analysis:
    return Analysis(Accepted(result_of(face_type)), GateReport(0.99, (), 0.5, 0.9, None), MODELS)


def refused(reason: UnusableReason) -> Analysis:
    return Analysis(Unusable(reason), GateReport(0.2, (), 0.5, 0.9, reason), MODELS)


class ScriptedAnalyser:
    """Answers what it is told; with ``hold`` it waits before the typer step until it is released or cancelled."""

    def __init__(self) -> None:
        self.answer: Analysis | AlphaMaleError = accepted()
        self.calls = 0
        self.was_cancelled = 0
        self._gate = threading.Event()
        self._gate.set()

    def hold(self) -> None:
        self._gate.clear()

    def release(self) -> None:
        self._gate.set()

    def __call__(self, data: bytes, cancel: Cancel, on_step: Callable[[str], None]) -> Analysis:
        self.calls += 1
        for step in ("decode", "gate", "typer"):
            on_step(step)
        while not self._gate.wait(0.01):
            if cancel.is_asked:
                self.was_cancelled += 1
            cancel.check()
        cancel.check()
        on_step("score")
        if isinstance(self.answer, AlphaMaleError):
            raise self.answer
        return self.answer


def _row(image: QImage, y: int) -> bytes:
    line: memoryview = image.constScanLine(y)  # type: ignore[assignment]
    return bytes(line[: 3 * image.width()])


class QtPreview:
    """Decodes what Qt can decode."""

    def __call__(self, data: bytes, long_side_px: int) -> PhotoPixels:
        image = QImage.fromData(data)
        if image.isNull():
            raise PictureBrokenError
        image = image.convertToFormat(QImage.Format.Format_RGB888)
        rows = [_row(image, y) for y in range(image.height())]
        return PhotoPixels(image.width(), image.height(), b"".join(rows))


_NAMES = {
    FaceType.ALPHA: ("차은우", "원빈", "현빈", "강동원"),
    FaceType.BETA: ("정해인", "소지섭", "이병헌", "주지훈"),
    FaceType.GAMMA: ("침착맨", "지코", "조진웅", "배우 김영철"),
    FaceType.DELTA: ("홍석천", "피식대학 김민수", "유병재", "김풍"),
    FaceType.OMEGA: ("홍구", "오메가 사피엔", "진중권", "국민의 힘 김재원"),
}


def draw_of(face_type: FaceType) -> tuple[Celebrity, ...]:
    names = _NAMES[face_type]
    return tuple(Celebrity(10 * face_type.value + i, name, face_type, i + 1) for i, name in enumerate(names))


def describe(face_type: FaceType, language: str) -> TypeDescription:
    lines = (
        (
            "방에 들어서면 공기의 온도가 달라집니다.",
            "말보다 눈빛이 먼저 설득하는 얼굴입니다.",
            "카메라가 먼저 당신을 찾아냅니다.",
        )
        if language == "ko"
        else (
            "The room turns warmer when you walk in.",
            "There is a good story in that face, even at rest.",
            "Remembered long after the lead has left the stage.",
        )
    )
    name = shipped_texts().text(f"type-{face_type.code}", language)
    title = "타고난 리더" if language == "ko" else "The master of balance"
    return TypeDescription(face_type, language, name, title, lines)


class RecordingKeeper:
    """Remembers what it was given to keep."""

    def __init__(self) -> None:
        self.kept: list[VisitToKeep] = []
        self.error: AlphaMaleError | None = None

    def __call__(self, visit: VisitToKeep) -> UUID | None:
        if self.error is not None:
            raise self.error
        self.kept.append(visit)
        return UUID(int=len(self.kept)) if visit.consent.allows(ConsentPurpose.STORAGE) else None


class RecordingEraser:
    """Remembers what it was told to delete."""

    def __init__(self) -> None:
        self.erased: list[UUID] = []
        self.error: AlphaMaleError | None = None

    def __call__(self, visit_id: UUID) -> None:
        if self.error is not None:
            raise self.error
        self.erased.append(visit_id)


class PlainPainter:
    """Cards and portraits in one colour."""

    def __init__(self) -> None:
        self.painted: list[CardContent] = []
        self.error: AlphaMaleError | None = None

    def paint(self, content: CardContent, card_format: CardFormat = CardFormat.STORY) -> bytes:
        if self.error is not None:
            raise self.error
        self.painted.append(content)
        image = QImage(108, 192, QImage.Format.Format_RGB888)
        image.fill(QColor("#161412"))
        return png_of(image)

    def portrait(self, celebrity: Celebrity, side_px: int) -> bytes:
        image = QImage(side_px, side_px, QImage.Format.Format_RGB888)
        image.fill(QColor.fromHsv(25 + 3 * celebrity.rank, 60, 50 + 8 * celebrity.rank))
        return png_of(image)


class FakePrinter:
    """Satisfies ``CardPrinter``."""

    def __init__(self) -> None:
        self.is_there = False
        self.copies_limit = 1
        self.outcome = PrintOutcome.SENT
        self.printed: list[QImage] = []

    def has_printer(self) -> bool:
        return self.is_there

    def print(self, picture: QImage, on_done: Callable[[PrintOutcome], None]) -> None:
        self.printed.append(picture)
        on_done(self.outcome)


@dataclass
class Backstage:
    """The fakes behind one window."""

    pictures_folder: Path
    recent_folders: tuple[Path, ...] = ()
    analyser: ScriptedAnalyser = field(default_factory=ScriptedAnalyser)
    keeper: RecordingKeeper = field(default_factory=RecordingKeeper)
    eraser: RecordingEraser = field(default_factory=RecordingEraser)
    painter: PlainPainter = field(default_factory=PlainPainter)
    printer: FakePrinter = field(default_factory=FakePrinter)
    clock: FakeClock = field(default_factory=FakeClock)
    texts: FluentTexts = field(default_factory=shipped_texts)
    load_error: AlphaMaleError | None = None
    save_error: AlphaMaleError | None = None
    event_name: str = ""
    offered: tuple[ConsentPurpose, ...] = (ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE, ConsentPurpose.UPLOAD)
    retakes_allowed: int | None = None
    archive: Archive | None = None
    purge: Callable[[Cancel], Purged] | None = None
    is_fleet: bool = False

    def save_card(self, png: bytes, file: Path) -> None:
        if self.save_error is not None:
            raise self.save_error
        file.write_bytes(png)

    def services(self) -> BoothServices:
        def load_models() -> None:
            if self.load_error is not None:
                raise self.load_error

        def new_draw() -> Draw:
            return draw_of

        services = BoothServices(
            load_models=load_models,
            analyse=self.analyser,
            preview=QtPreview(),
            new_draw=new_draw,
            describe=describe,
            keep=self.keeper,
            card=self.painter,
            save_card=self.save_card,
            portraits=self.painter,
            texts=self.texts,
            clock=self.clock,
            ids=CountingIds(),
            pictures_folder=self.pictures_folder,
        )
        return replace(
            services,
            recent_folders=self.recent_folders,
            offered=self.offered,
            retakes_allowed=self.retakes_allowed,
            event_name=self.event_name,
            archive=self.archive,
            purge=self.purge,
            erase=self.eraser,
            is_fleet=self.is_fleet,
        )

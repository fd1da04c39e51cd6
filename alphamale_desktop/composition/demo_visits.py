"""Made-up visits for pictures of the program: no model judged them, and no guest is in them."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from uuid import UUID

from PIL import Image, ImageDraw

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.ports import MediaFile
from alphamale_desktop.domain.analysis import (
    Accepted,
    Analysis,
    AnalysisResult,
    GateReport,
    ModelVersion,
    Outcome,
    Unusable,
    UnusableReason,
)
from alphamale_desktop.domain.consent import Consent, ConsentPurpose
from alphamale_desktop.domain.detection import Box, FaceSighting, PartDetection, TypeDistribution
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.profile import Mbti
from alphamale_desktop.domain.scoring import score_card_of_parts
from alphamale_desktop.domain.stored_visit import HistoryQuery, StoredVisit

DEMO_NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
_DEMO_MODELS = (ModelVersion("gate", "demo"), ModelVersion("typer", "demo"))

_GRADES = {
    FaceType.ALPHA: (0.93, 0.9, 0.74),
    FaceType.BETA: (0.72, 0.8, 0.52),
    FaceType.GAMMA: (0.6, 0.52, 0.55),
    FaceType.DELTA: (0.36, 0.31, 0.58),
    FaceType.OMEGA: (0.13, 0.16, 0.3),
}
"""Whole, upper, lower."""

_SPREADS = {
    FaceType.ALPHA: (0.64, 0.24, 0.08, 0.03, 0.01),
    FaceType.BETA: (0.21, 0.52, 0.2, 0.05, 0.02),
    FaceType.GAMMA: (0.06, 0.22, 0.48, 0.18, 0.06),
    FaceType.DELTA: (0.02, 0.07, 0.25, 0.5, 0.16),
    FaceType.OMEGA: (0.01, 0.03, 0.09, 0.26, 0.61),
}

_FACE = (0.31, 0.2, 0.69, 0.62)
_UPPER, _LOWER = (0.33, 0.3, 0.67, 0.49), (0.36, 0.47, 0.64, 0.63)
"""Where the drawn person's parts are, in fractions of the picture."""


def drawn_person(width_px: int = 900, height_px: int = 1200) -> bytes:
    """A PNG of a drawn head and shoulders in lamplight."""
    scale = 2
    width, height = width_px * scale, height_px * scale
    glow = Image.radial_gradient("L").resize((round(1.9 * width), round(1.5 * height)))
    left, top = round(0.45 * width), round(0.4 * height)
    light = glow.crop((left, top, left + width, top + height))
    picture = Image.composite(
        Image.new("RGB", (width, height), "#191715"), Image.new("RGB", (width, height), "#8d7c66"), light
    )
    draw = ImageDraw.Draw(picture)

    def ellipse(x: float, y: float, across: float, down: float, colour: str) -> None:
        draw.ellipse(
            ((x - across) * width, (y - down) * height, (x + across) * width, (y + down) * height), fill=colour
        )

    ellipse(0.5, 1.06, 0.46, 0.35, "#23282f")
    draw.polygon(
        [(0.4 * width, 0.73 * height), (0.6 * width, 0.73 * height), (0.5 * width, 0.92 * height)], fill="#e9e2d4"
    )
    draw.rounded_rectangle((0.42 * width, 0.52 * height, 0.58 * width, 0.76 * height), 0.07 * width, fill="#a97f62")
    ellipse(0.5, 0.38, 0.215, 0.235, "#2a211b")
    ellipse(0.5, 0.425, 0.19, 0.205, "#c79b79")
    draw.pieslice((0.3 * width, 0.18 * height, 0.7 * width, 0.5 * height), 190, 350, fill="#2a211b")
    for x in (0.425, 0.575):
        ellipse(x, 0.41, 0.026, 0.011, "#33251d")
        draw.rounded_rectangle(
            ((x - 0.045) * width, 0.372 * height, (x + 0.045) * width, 0.381 * height), 9, fill="#33251d"
        )
    draw.arc(
        (0.43 * width, 0.48 * height, 0.57 * width, 0.55 * height), 25, 155, fill="#8a4f42", width=round(7 * scale)
    )
    draw.line(
        [(0.5 * width, 0.42 * height), (0.485 * width, 0.475 * height), (0.51 * width, 0.478 * height)],
        fill="#a67a5c",
        width=5 * scale,
        joint="curve",
    )
    encoded = BytesIO()
    picture.resize((width_px, height_px), Image.Resampling.LANCZOS).save(encoded, "PNG")
    return encoded.getvalue()


def demo_result(face_type: FaceType, width_px: int, height_px: int) -> AnalysisResult:
    """A result of that type, as the models give them."""
    spread = TypeDistribution(_SPREADS[face_type])
    parts = tuple(
        PartDetection(part, _box(place, width_px, height_px), 0.97, grade, spread)
        for part, place, grade in zip(FacePart, (_FACE, _UPPER, _LOWER), _GRADES[face_type], strict=True)
    )
    return AnalysisResult(score_card_of_parts(parts), parts, spread, width_px, height_px)


def demo_report(width_px: int, height_px: int) -> GateReport:
    """What model 1 says of a well-framed face."""
    face = FaceSighting(_box(_FACE, width_px, height_px), 0.99)
    return GateReport(0.99, (face,), 0.5, 0.9, None)


def _box(place: tuple[float, float, float, float], width_px: int, height_px: int) -> Box:
    x0, y0, x1, y1 = place
    return Box(x0 * width_px, y0 * height_px, x1 * width_px, y1 * height_px)


@dataclass(slots=True)
class DemoAnalyser:
    """Answers with what is set. One worker thread; set from another.

    Attributes:
        answer: A type, or why the photo is refused.
        may_end: While not set, an analysis waits at its longest step, until it is cancelled.
    """

    width_px: int
    height_px: int
    answer: FaceType | UnusableReason
    may_end: threading.Event

    def __call__(self, data: bytes, cancel: Cancel, on_step: Callable[[str], None]) -> Analysis:
        del data
        for step in ("decode", "gate", "typer"):
            on_step(step)
        while not self.may_end.wait(0.02):
            cancel.check()
        outcome: Outcome
        if isinstance(self.answer, UnusableReason):
            outcome = Unusable(self.answer)
        else:
            outcome = Accepted(demo_result(self.answer, self.width_px, self.height_px))
        return Analysis(outcome, demo_report(self.width_px, self.height_px), _DEMO_MODELS)


@dataclass(slots=True)
class DemoArchive:
    """Kept visits that nobody kept.

    Attributes:
        photo: The picture of all of them.
        is_empty: Answers as if nothing were kept.
    """

    photo: bytes
    visits: tuple[StoredVisit, ...]
    is_empty: bool = False

    def find(self, query: HistoryQuery) -> Sequence[StoredVisit]:
        if self.is_empty:
            return ()
        fitting = [v for v in self.visits if query.face_type is None or v.result.face_type is query.face_type]
        older = [v for v in fitting if query.before is None or v.visit_id < query.before]
        return older[: query.limit]

    def read(self, media: MediaFile) -> bytes:
        del media
        return self.photo


def demo_archive(
    photo: bytes, width_px: int, height_px: int, shown: Mapping[FaceType, tuple[int, ...]], count: int = 24
) -> DemoArchive:
    """An archive of ``count`` visits of all types, the newest at ``DEMO_NOW``.

    Args:
        shown: The ids of the celebrities that a guest of a type saw.
    """
    order = (FaceType.BETA, FaceType.ALPHA, FaceType.GAMMA, FaceType.DELTA, FaceType.ALPHA, FaceType.OMEGA)
    digest = sha256(photo).hexdigest()
    consent = Consent(frozenset({ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE}), DEMO_NOW)
    first = StoredVisit(
        visit_id=UUID(int=count),
        result=demo_result(FaceType.BETA, width_px, height_px),
        models=_DEMO_MODELS,
        consent=consent,
        created_at=DEMO_NOW,
        expires_at=DEMO_NOW + timedelta(days=30),
        created_by="demo",
        mbti=Mbti.ENFP,
        birth_date=date(1998, 11, 10),
        photo_digest=digest,
        photo_suffix="png",
    )
    visits = tuple(
        replace(
            first,
            visit_id=UUID(int=count - number),
            result=demo_result(order[number % len(order)], width_px, height_px),
            celebrity_ids=shown[order[number % len(order)]],
            created_at=DEMO_NOW - number * timedelta(hours=3, minutes=17),
        )
        for number in range(count)
    )
    return DemoArchive(photo, visits)

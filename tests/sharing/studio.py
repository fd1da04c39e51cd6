"""What the tests of the sharing room draw with."""

import csv
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import matplotlib
from PIL import Image

from alphamale_desktop.application.ports import CardContent, PhotoPixels
from alphamale_desktop.domain.analysis import AnalysisResult
from alphamale_desktop.domain.celebrity import Celebrity, TypeDescription
from alphamale_desktop.domain.detection import Box, PartDetection, TypeDistribution
from alphamale_desktop.domain.errors import NotAPictureError
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.scoring import score_card_of_parts
from alphamale_desktop.sharing.fonts import FontShelf
from alphamale_desktop.sharing.lettering import Lettering
from alphamale_desktop.sharing.monograms import MonogramArtist
from alphamale_desktop.sharing.portraits import Portraits
from alphamale_desktop.sharing.share_card import ShareCards
from alphamale_desktop.texts.fluent_texts import FluentTexts
from tests.fakes.shipped import shipped_texts

RESOURCES = Path(__file__).parents[2] / "resources"
PORTRAIT = Path(matplotlib.get_data_path()) / "sample_data" / "grace_hopper.jpg"
PORTRAIT_FACE = Box(175, 95, 365, 370)

LONG_NAMES = (
    "Christopher Montgomery-Fitzwilliam von Hohenzollern",
    "황보국민의힘대표아주긴이름가나다라마바사아자차카타파하",
    "W" * 40,
    "김 수한무 거북이와 두루미 삼천갑자 동방삭",
)
LONG_EVENT = "제12회 서울 국제 초장문 이벤트 이름 페스티벌 & The Longest Possible Event Name of 2026"

_GRADES = {
    FaceType.ALPHA: (1.0, 1.0, 1.0),
    FaceType.BETA: (0.8, 0.7, 0.72),
    FaceType.GAMMA: (0.6, 0.5, 0.64),
    FaceType.DELTA: (0.3, 0.4, 0.44),
    FaceType.OMEGA: (0.0, 0.0, 0.0),
}


def fonts() -> FontShelf:
    return FontShelf(RESOURCES / "fonts")


def texts() -> FluentTexts:
    return shipped_texts()


def decode(data: bytes) -> PhotoPixels:
    """Reads what Pillow reads, without any turning."""
    try:
        with Image.open(BytesIO(data)) as picture:
            rgb = picture.convert("RGB")
    except OSError as error:
        raise NotAPictureError from error
    return PhotoPixels(rgb.width, rgb.height, rgb.tobytes())


def no_pictures(digest: str) -> bytes:
    raise AssertionError(f"no stored picture was expected, asked for {digest}")


def portraits() -> Portraits:
    return Portraits(MonogramArtist(fonts()), no_pictures, decode)


def card_painter() -> ShareCards:
    return ShareCards(Lettering(fonts()), texts(), portraits(), decode)


def descriptions() -> Iterator[TypeDescription]:
    with (RESOURCES / "catalog" / "types.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield TypeDescription(
                FaceType.from_code(row["face_type"]),
                row["language"],
                row["name"],
                row["title"],
                (row["line1"], row["line2"], row["line3"]),
            )


def description(face_type: FaceType, language: str) -> TypeDescription:
    return next(d for d in descriptions() if d.face_type is face_type and d.language == language)


def plain_photo(width_px: int, height_px: int, colour: tuple[int, int, int] = (200, 120, 60)) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", (width_px, height_px), colour).save(buffer, "PNG")
    return buffer.getvalue()


def result_for(face_type: FaceType, width_px: int, height_px: int, face: Box) -> AnalysisResult:
    certain = [0.0] * 5
    certain[face_type.value - 1] = 1.0
    distribution = TypeDistribution((certain[0], certain[1], certain[2], certain[3], certain[4]))
    parts = tuple(
        PartDetection(part, face, 0.9, grade, distribution)
        for part, grade in zip(FacePart, _GRADES[face_type], strict=True)
    )
    return AnalysisResult(score_card_of_parts(parts), parts, distribution, width_px, height_px)


def content(
    face_type: FaceType = FaceType.BETA,
    language: str = "ko",
    names: tuple[str, ...] = ("정해인", "이병헌", "Timothée Chalamet", "은지원"),
    event_name: str = "",
    described: TypeDescription | None = None,
    photo: bytes | None = None,
    face: Box = PORTRAIT_FACE,
) -> CardContent:
    data = PORTRAIT.read_bytes() if photo is None else photo
    pixels = decode(data)
    return CardContent(
        data,
        result_for(face_type, pixels.width_px, pixels.height_px, face),
        described or description(face_type, language),
        tuple(Celebrity(place, name, face_type, place) for place, name in enumerate(names, start=1)),
        language,
        event_name,
    )

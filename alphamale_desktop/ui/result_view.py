"""What the result page shows, derived from a result and what belongs to it."""

from dataclasses import dataclass

from alphamale_desktop.domain.analysis import AnalysisResult
from alphamale_desktop.domain.celebrity import TypeDescription
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.ui.words import Words


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One part on the score card; ``fraction`` is the share of its weight that it earned, 0 to 1."""

    part: str
    type_name: str
    weight_text: str
    points_text: str
    fraction: float
    weight_fraction: float
    is_driving: bool


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """One type's probability, 0 to 1."""

    name: str
    percent_text: str
    fraction: float
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class PartFrame:
    """A part's box in fractions of the photo's width and height."""

    part: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Star:
    """A celebrity with the address of his portrait."""

    name: str
    portrait_url: str


@dataclass(frozen=True, slots=True)
class ResultView:
    """Everything the result page shows; empty before there is a result."""

    type_code: str = ""
    type_name: str = ""
    local_name: str = ""
    title: str = ""
    lines: tuple[str, ...] = ()
    score_percent: float = 0.0
    score_text: str = ""
    rows: tuple[ScoreRow, ...] = ()
    spread: tuple[SpreadRow, ...] = ()
    sure_text: str = ""
    driving_text: str = ""
    frames: tuple[PartFrame, ...] = ()
    stars: tuple[Star, ...] = ()

    @property
    def face_y(self) -> float:
        """How far down the photo the whole face's middle lies, 0 to 1."""
        return self.frames[0].y + self.frames[0].height / 2 if self.frames else 0.5


def result_view(
    result: AnalysisResult, descriptions: tuple[TypeDescription, ...], stars: tuple[Star, ...], words: Words
) -> ResultView:
    """The view in the present language."""
    described = _in_language(descriptions, words.spoken)
    card = result.score_card
    return ResultView(
        type_code=result.face_type.code,
        type_name=result.face_type.name.capitalize(),
        local_name=described.name if described is not None else words.say(f"type-{result.face_type.code}"),
        title=described.title if described is not None else "",
        lines=described.lines if described is not None else (),
        score_percent=card.score_percent,
        score_text=f"{card.score_percent:.1f}",
        rows=_rows(result, words),
        spread=_spread(result, words),
        sure_text=words.say("result-sure", percent=f"{100 * result.distribution.of(result.face_type):.0f}"),
        driving_text=words.say(f"result-driving-{result.driving_part.code}"),
        frames=_frames(result, words),
        stars=stars,
    )


def _in_language(descriptions: tuple[TypeDescription, ...], language: str) -> TypeDescription | None:
    return next((described for described in descriptions if described.language == language), None)


def _rows(result: AnalysisResult, words: Words) -> tuple[ScoreRow, ...]:
    heaviest = max(line.part.weight_points for line in result.score_card.lines)
    return tuple(
        ScoreRow(
            part=words.say(f"part-{line.part.code}"),
            type_name=words.say(f"type-{line.face_type.code}"),
            weight_text=words.say("result-weight", points=line.part.weight_points),
            points_text=f"{line.points:.1f}",
            fraction=line.grade,
            weight_fraction=line.part.weight_points / heaviest,
            is_driving=line.part is result.driving_part,
        )
        for line in result.score_card.lines
    )


def _spread(result: AnalysisResult, words: Words) -> tuple[SpreadRow, ...]:
    return tuple(
        SpreadRow(
            name=words.say(f"type-{face_type.code}"),
            percent_text=f"{100 * result.distribution.of(face_type):.0f}%",
            fraction=result.distribution.of(face_type),
            is_chosen=face_type is result.face_type,
        )
        for face_type in FaceType
    )


def _frames(result: AnalysisResult, words: Words) -> tuple[PartFrame, ...]:
    return tuple(
        PartFrame(
            part=words.say(f"part-{found.part.code}"),
            x=found.box.x0 / result.width_px,
            y=found.box.y0 / result.height_px,
            width=found.box.width_px / result.width_px,
            height=found.box.height_px / result.height_px,
        )
        for found in result.parts
    )

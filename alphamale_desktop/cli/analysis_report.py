"""How one judged photo is told: as a JSON object, or in words."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from rich.table import Table
from rich.text import Text

from alphamale_desktop.cli.session import Json, Session
from alphamale_desktop.domain.analysis import Accepted, Analysis, AnalysisResult, Unusable
from alphamale_desktop.domain.celebrity import Celebrity, TypeDescription
from alphamale_desktop.domain.detection import Box, PartDetection, TypeDistribution
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.scoring import ScoreLine
from alphamale_desktop.texts.error_sentence import ErrorSentence

_BAR_CELLS = 24


@dataclass(frozen=True, slots=True)
class Judged:
    """One photo with all that became of it.

    Attributes:
        visit_id: None when nothing was stored.
        kept_until: Aware UTC; until then the stored visit stays.
        card: Where the share card was saved.
    """

    file: Path
    analysis: Analysis
    celebrities: tuple[Celebrity, ...] = ()
    description: TypeDescription | None = None
    visit_id: UUID | None = None
    kept_until: datetime | None = None
    card: Path | None = None
    is_under_age: bool = False


def json_of_error(file: str, error: ErrorSentence) -> Json:
    """A line for a file that could not be read."""
    return {"file": file, "error": {"code": error.code, "message": error.message, "hint": error.hint}}


def json_of_judged(judged: Judged) -> Json:
    """A line for a judged file; the README describes its fields."""
    analysis = judged.analysis
    line: dict[str, Json] = {
        "file": str(judged.file),
        "outcome": analysis.outcome_code,
        "face_confidence": round(analysis.gate.face_confidence, 4),
    }
    if isinstance(analysis.outcome, Accepted):
        line |= _json_of_result(analysis.outcome.result)
        line["celebrities"] = [
            {"name": c.name, "name_en": c.name_en, "type": c.face_type.code, "rank": c.rank} for c in judged.celebrities
        ]
        line["visit"] = str(judged.visit_id) if judged.visit_id else None
        line["card"] = str(judged.card) if judged.card else None
    line["timings_ms"] = {timing.step: round(timing.duration_ms, 2) for timing in analysis.timings}
    line["models"] = [{"name": model.name, "version": model.version} for model in analysis.models]
    return line


def _json_of_result(result: AnalysisResult) -> dict[str, Json]:
    lines = {line.part: line for line in result.score_card.lines}
    return {
        "type": result.face_type.code,
        "score": round(result.score_card.score_percent, 2),
        "probabilities": _json_of_distribution(result.distribution),
        "driving_part": result.driving_part.code,
        "parts": [_json_of_part(part, lines[part.part]) for part in result.parts],
    }


def _json_of_part(part: PartDetection, line: ScoreLine) -> Json:
    return {
        "part": part.part.code,
        "type": line.face_type.code,
        "weight": part.part.weight_points,
        "points": round(line.points, 2),
        "probabilities": _json_of_distribution(part.distribution),
        "box": _json_of_box(part.box),
        "confidence": round(part.confidence, 4),
    }


def _json_of_distribution(distribution: TypeDistribution) -> Json:
    return {face_type.code: round(distribution.of(face_type), 4) for face_type in FaceType}


def _json_of_box(box: Box) -> Json:
    """x0, y0, x1, y1 in pixels of the upright picture."""
    return [round(side, 1) for side in (box.x0, box.y0, box.x1, box.y1)]


def show(session: Session, judged: Judged) -> None:
    """Tells a judged photo in words, on stdout."""
    session.out.rule(Text(str(judged.file), style="dim"), align="left", style="dim")
    match judged.analysis.outcome:
        case Unusable(reason):
            session.out.print(session.text(f"unusable-{reason.value}"), style="yellow", markup=False)
            session.say("  " + session.text(f"unusable-{reason.value}.hint"))
        case Accepted(result):
            _show_result(session, judged, result)
    session.out.print(_duration(session, judged.analysis), style="dim", markup=False)


def _show_result(session: Session, judged: Judged, result: AnalysisResult) -> None:
    name = session.text(f"type-{result.face_type.code}")
    if judged.description is not None:
        headline = session.text("cli-result-type", type=name, title=judged.description.title)
        session.out.print(headline, style="bold", markup=False)
        for line in judged.description.lines:
            session.say("  " + line)
    session.out.print(_score_table(session, result))
    session.say(session.text("cli-result-drove", part=session.text(f"part-{result.driving_part.code}")))
    session.out.print(_spread_table(session, result.distribution))
    if judged.celebrities:
        people = ", ".join(_name_in(session.language, celebrity) for celebrity in judged.celebrities)
        session.say(f"{session.text('cli-result-celebrities', type=name)}: {people}")
    if judged.visit_id is not None and judged.kept_until is not None:
        until = judged.kept_until.astimezone().date().isoformat()
        session.say(session.text("cli-result-stored", until=until, visit=str(judged.visit_id)))
    elif judged.is_under_age:
        session.say(session.text("cli-result-not-stored-age"))
    if judged.card is not None:
        session.say(session.text("cli-result-card", file=str(judged.card)))
    session.out.print(session.text("for-fun"), style="dim italic", markup=False)


def _score_table(session: Session, result: AnalysisResult) -> Table:
    table = Table(box=None, pad_edge=False, show_footer=True, footer_style="bold")
    total = f"{result.score_card.score_percent:.1f}"
    table.add_column(session.text("cli-result-part"), footer=session.text("cli-result-score"))
    table.add_column(session.text("cli-result-part-type"), footer=session.text(f"type-{result.face_type.code}"))
    table.add_column(session.text("cli-result-weight"), justify="right", footer="100")
    table.add_column(session.text("cli-result-points"), justify="right", footer=total)
    for line in result.score_card.lines:
        part, face_type = session.text(f"part-{line.part.code}"), session.text(f"type-{line.face_type.code}")
        table.add_row(part, face_type, str(line.part.weight_points), f"{line.points:.1f}")
    return table


def _spread_table(session: Session, distribution: TypeDistribution) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, title=session.text("cli-result-spread"))
    table.title_justify = "left"
    for face_type in FaceType:
        probability = distribution.of(face_type)
        bar = "█" * round(_BAR_CELLS * probability)
        table.add_row(session.text(f"type-{face_type.code}"), f"{100 * probability:3.0f} %", bar)
    return table


def _name_in(language: str, celebrity: Celebrity) -> str:
    return celebrity.name_en if language == "en" and celebrity.name_en else celebrity.name


def _duration(session: Session, analysis: Analysis) -> str:
    total_ms = sum(timing.duration_ms for timing in analysis.timings)
    return session.text("cli-result-duration", ms=f"{total_ms:.0f}")

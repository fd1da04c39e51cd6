"""An evaluation as JSON for machines and as one HTML page for people."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path

from alphamale_desktop.domain.analysis import Analysis
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.training.evaluate_fairness import GroupFigures
from alphamale_desktop.training.evaluate_figures import (
    EvaluationFigures,
    GateFigures,
    JudgedPicture,
    PartFigures,
    TypeFigures,
    expectation_of,
)
from alphamale_desktop.training.evaluate_framing import CaseFigures, FramingFigures
from alphamale_desktop.training.evaluate_raters import RatersFigures
from alphamale_desktop.training.evaluate_sheets import Sheet
from alphamale_desktop.training.gate_calibration import ReliabilityBin

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, sans-serif; color: #22211f; background: #faf9f6; margin: 2rem auto; max-width: 76rem;
       padding: 0 1rem; }
h1 { font-size: 1.7rem; } h2 { margin-top: 2.4rem; border-bottom: 2px solid #d9d4c7; }
table { border-collapse: collapse; margin: .8rem 0; } caption { text-align: left; color: #5d594f; padding: .3rem 0; }
th, td { padding: .3rem .8rem; border-bottom: 1px solid #e4e0d5; text-align: right; }
th:first-child, td:first-child { text-align: left; } thead th { background: #efece3; }
img { max-width: 100%; border: 1px solid #d9d4c7; } svg { background: #fff; border: 1px solid #d9d4c7; }
"""
_SIDE = 260
_TYPES = tuple(face_type.code for face_type in FaceType)


def write_report(
    figures: EvaluationFigures, sheets: Sequence[Sheet], judged: Iterable[JudgedPicture], folder: Path
) -> None:
    """Writes ``evaluation.json`` (figures), ``pictures.jsonl`` (one answer a line) and ``index.html``."""
    values = {"figures": asdict(figures), "sheets": [asdict(sheet) for sheet in sheets]}
    (folder / "evaluation.json").write_text(json.dumps(values, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    lines = "".join(json.dumps(_line(one), ensure_ascii=False) + "\n" for one in judged)
    (folder / "pictures.jsonl").write_text(lines, encoding="utf-8")
    (folder / "index.html").write_text(page_of(figures, sheets), encoding="utf-8")


def page_of(figures: EvaluationFigures, sheets: Sequence[Sheet]) -> str:
    """One page without scripts or anything from outside; contact sheets are links to files beside it."""
    sections = [_summary(figures), _outcome_table(figures.outcomes), _gate(figures.gate)]
    if figures.types is not None:
        sections.append(_types(figures.types))
    if figures.raters:
        sections.append(_raters(figures.raters))
    if figures.parts:
        sections.append(_parts(figures.parts))
    if figures.framing is not None:
        sections.append(_framing(figures.framing))
    sections += [_sheet(sheet) for sheet in sheets]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Evaluation</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>Evaluation</h1>\n" + "\n".join(sections) + "\n</body></html>\n"
    )


def _summary(figures: EvaluationFigures) -> str:
    rows = [("pictures", str(figures.pictures)), ("could not be judged", str(figures.unreadable))]
    rows += [(f"{name} model", version) for name, version in figures.versions.items()]
    rows += [(f"{step}, median", f"{value:.1f} ms") for step, value in figures.median_ms.items()]
    rows += [("expected outcome met", _percent(figures.outcome_agreement))]
    return _table(("", ""), rows)


def _outcome_table(outcomes: Mapping[str, Mapping[str, int]]) -> str:
    answers = sorted({answer for row in outcomes.values() for answer in row})
    rows = [(expected, *(str(row.get(answer, 0)) for answer in answers)) for expected, row in outcomes.items()]
    return "<h2>Outcomes</h2>" + _table(("expected", *answers), rows)


def _gate(gate: GateFigures) -> str:
    rows = [
        ("pictures with a face", str(gate.with_face)),
        ("pictures without", str(gate.without_face)),
        ("faces seen (recall)", _percent(gate.recall)),
        ("false alarms", _percent(gate.false_alarms, 2)),
        ("faces accepted for typing", _percent(gate.accepted)),
        ("mean overlap of the box", _number(gate.mean_overlap)),
        ("calibration error", _number(gate.calibration_error, 4)),
    ]
    return (
        "<h2>Model 1: the gate</h2>"
        + _table(("", ""), rows)
        + _diagram(gate.reliability, "Face confidence", "share of pictures with a face")
    )


def _types(types: TypeFigures) -> str:
    header = (
        *("", "faces", "r", "Spearman", "exact", "within one", "kappa (quadratic)", "calibration error"),
        "leaning (types, ± 2 errors)",
    )
    rows = [_group_row("all", types.overall)]
    rows += [_group_row(name or "(none)", one) for name, one in (*types.subgroups.items(), *types.lights.items())]
    chance = types.overall.agreement
    likely = (_percent(chance.chance_exact), _percent(chance.chance_within_one))
    rows.append(("by chance", "", "0", "0", *likely, "0", "", "0"))
    shares = [
        (name, _percent(found), f"{face_type.survey_share_percent:.1f} %")
        for name, found, face_type in zip(_TYPES, chance.shares, FaceType, strict=True)
    ]
    confusion = [(name, *(str(count) for count in row)) for name, row in zip(_TYPES, types.confusion, strict=True)]
    part_r = [(part, _number(value)) for part, value in types.part_r.items()]
    return (
        f"<h2>Types</h2><p>{chance.faces} of {types.rated} rated faces were accepted and typed.</p>"
        + _table(header, rows)
        + _diagram(types.reliability, "Probability of the likeliest type", "share of faces that have it")
        + _table(("raters' type, ours across", *_TYPES), confusion)
        + _table(("type", "share here", "share in the survey"), shares)
        + _table(("part", "r of its grade with the rank"), part_r)
    )


def _group_row(name: str, group: GroupFigures) -> tuple[str, ...]:
    one = group.agreement
    return (
        name,
        str(one.faces),
        _number(one.r),
        _number(one.spearman),
        _percent(one.exact),
        _percent(one.within_one),
        _number(one.qwk),
        _number(one.ece),
        f"{group.leaning:+.2f} ± {2 * group.leaning_error:.2f}",
    )


def _raters(raters: Mapping[str, RatersFigures]) -> str:
    rows = [
        (
            name or "(none)",
            str(one.faces),
            _number(one.r),
            _number(one.mean_error),
            _number(one.root_mean_square_error),
            _number(one.spread),
        )
        for name, one in raters.items()
    ]
    return (
        "<h2>On the raters' own scale</h2><p>A score as the rating that the same share of people stays below.</p>"
        + _table(("", "faces", "r", "mean error", "root mean square error", "spread of the ratings"), rows)
    )


def _parts(parts: Mapping[str, PartFigures]) -> str:
    rows = [
        (name, str(one.faces), _number(one.ap50), _number(one.ap75), _number(one.mean_overlap))
        for name, one in parts.items()
    ]
    mean50 = sum(one.ap50 for one in parts.values()) / len(parts)
    mean75 = sum(one.ap75 for one in parts.values()) / len(parts)
    rows.append(("mean", "", _number(mean50), _number(mean75), ""))
    return "<h2>Parts</h2>" + _table(("part", "faces", "AP50", "AP75", "mean overlap"), rows)


def _framing(framing: FramingFigures) -> str:
    answers = sorted({answer for row in framing.confusion.values() for answer in row})
    matrix = [
        (expected, *(str(row.get(answer, 0)) for answer in answers)) for expected, row in framing.confusion.items()
    ]
    cases = [(one.expected, one.name, _percent(one.right), _otherwise(one)) for one in framing.cases]
    return (
        f"<h2>Framing verdicts</h2><p>Photos made from {framing.sitters} portraits.</p>"
        + _table(("made to be, answered across", *answers), matrix)
        + _table(("made to be", "how", "right", "otherwise"), cases)
    )


def _otherwise(case: CaseFigures) -> str:
    return ", ".join(f"{answer} {count}" for answer, count in case.answers.items() if answer != case.expected)


def _diagram(bins: Sequence[ReliabilityBin], across: str, upwards: str) -> str:
    """Confidence to the right, share upwards; the size of a dot is the number of pictures."""
    most = max((one.count for one in bins), default=1)
    dots = "".join(
        f'<circle cx="{_SIDE * one.confidence:.1f}" cy="{_SIDE * (1 - one.faces):.1f}" '
        f'r="{3 + 9 * (one.count / most) ** 0.5:.1f}" fill="#8c3b2e" fill-opacity=".75">'
        f"<title>{one.count} pictures: confidence {one.confidence:.2f}, share {one.faces:.2f}</title></circle>"
        for one in bins
    )
    return (
        f'<figure><svg role="img" aria-label="Reliability: {escape(across)}" width="{_SIDE + 40}" '
        f'height="{_SIDE + 40}" viewBox="-20 -20 {_SIDE + 40} {_SIDE + 40}">'
        f'<path d="M0 {_SIDE}L{_SIDE} 0" stroke="#b9b3a2" stroke-dasharray="5 4"/>'
        f'<rect width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#b9b3a2"/>{dots}</svg>'
        f"<figcaption>{escape(across)} (to the right) beside the {escape(upwards)}.</figcaption></figure>"
    )


def _sheet(sheet: Sheet) -> str:
    title = escape(sheet.title)
    return f'<h2>{title}</h2><p>{sheet.shown} of {sheet.of}</p><img src="{escape(sheet.file)}" alt="{title}">'


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in header)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    top = f"<thead><tr>{head}</tr></thead>" if any(header) else ""
    return f"<table>{top}<tbody>{body}</tbody></table>"


def _percent(value: float | None, digits: int = 1) -> str:
    return "–" if value is None else f"{100 * value:.{digits}f} %"


def _number(value: float | None, digits: int = 3) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _line(one: JudgedPicture) -> dict[str, object]:
    line: dict[str, object] = {
        "file": str(one.expected.file),
        "expected": expectation_of(one.expected),
        "outcome": one.outcome_code,
    }
    if one.expected.face_type is not None:
        line["expected_type"] = one.expected.face_type.code
    if isinstance(one.analysis, Analysis):
        line["face_confidence"] = one.analysis.gate.face_confidence
    if one.result is not None:
        line["type"] = one.result.face_type.code
        line["score"] = one.result.score_card.score_percent
    return line

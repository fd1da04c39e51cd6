"""``alphamale survey``: from answers to types."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from alphamale_desktop.application.rank_survey import MANIFEST_FILE, RankSurvey, SurveyReport, parse_shares, report_json
from alphamale_desktop.application.survey_port import AnswersRead, BadRow, ReadingRules
from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, LocalisedGroup, Wording
from alphamale_desktop.cli.session import Json, Session
from alphamale_desktop.domain.analysis import UnusableReason
from alphamale_desktop.domain.face_type import FaceType

_FOLDER = click.Path(file_okay=False, path_type=Path)
_SHOWN_ROWS = 20


def survey_group(launch: Launch, wording: Wording) -> click.Group:
    group = LocalisedGroup("survey", wording, help=wording("cli-survey"), no_args_is_help=True)
    group.add_command(_rank_command(launch, wording))
    return group


def _rank_command(launch: Launch, wording: Wording) -> click.Command:
    def run(
        answers: Path,
        out: Path,
        shares: str | None,
        scale: tuple[float, float] | None,
        ignored: tuple[str, ...],
        photos: Path | None,
        skip_bad: bool,
        into_catalog: bool,
        as_json: bool,
    ) -> None:
        from alphamale_desktop.composition.survey import plot_words, put_into_catalog, rank_survey

        wanted = parse_shares(shares) if shares else None
        lowest, highest = scale or (None, None)
        with launch.session(keeps_nothing=not into_catalog) as session:
            survey = rank_survey(session.core)
            report = _ranked(survey, session, answers, ReadingRules(lowest, highest, ignored), wanted, skip_bad)
            extra: dict[str, bytes] = {}
            if photos is not None:
                extra[MANIFEST_FILE] = _manifest(session, report, photos, out)
            written = survey.write(report, out, plot_words(session.core, session.language), extra)
            if into_catalog:
                put_into_catalog(session.core, report.ranking)
            if as_json:
                session.print_json(_json_of(report, written))
            else:
                _tell(session, report, out, written)
                if into_catalog:
                    session.say(session.text("survey-into-catalog", people=len(report.ranking.people)))

    return LocalisedCommand(
        "rank",
        wording,
        (
            "alphamale survey rank answers.csv --out survey/",
            "alphamale survey rank form.csv --out survey/ --scale 1 5 --photos faces/",
        ),
        callback=run,
        help=wording("cli-survey-rank-about"),
        short_help=wording("cli-survey-rank"),
        params=[
            click.Argument(["answers"], metavar="ANSWERS.csv", type=click.Path(path_type=Path)),
            click.Option(["--out"], required=True, type=_FOLDER, metavar="DIR", help=wording("cli-survey-out")),
            click.Option(["--shares"], metavar="A,B,C,D,E", help=wording("cli-survey-shares")),
            click.Option(["--scale"], type=(float, float), metavar="LOW HIGH", help=wording("cli-survey-scale")),
            click.Option(["--ignore", "ignored"], multiple=True, metavar="COLUMN", help=wording("cli-survey-ignore")),
            click.Option(["--photos"], type=_FOLDER, metavar="FOLDER", help=wording("cli-survey-photos")),
            click.Option(["--into-catalog"], is_flag=True, help=wording("cli-survey-into-catalog")),
            click.Option(["--skip-bad"], is_flag=True, help=wording("cli-survey-skip-bad")),
            click.Option(["--json", "as_json"], is_flag=True, help=wording("cli-json")),
        ],
    )


def _ranked(
    survey: RankSurvey,
    session: Session,
    answers: Path,
    rules: ReadingRules,
    shares: Mapping[FaceType, float] | None,
    skip_bad: bool,
) -> SurveyReport:
    read = survey.read(answers, rules)
    _tell_bad_rows(session, read)
    return survey.rank(read, answers, shares, skip_bad=skip_bad)


def _tell_bad_rows(session: Session, read: AnswersRead) -> None:
    for row in read.bad_rows[:_SHOWN_ROWS]:
        session.err.print(sentence_of_row(session.text, row), markup=False)
    if len(read.bad_rows) > _SHOWN_ROWS:
        session.err.print(session.text("survey-rows-more", count=len(read.bad_rows) - _SHOWN_ROWS), markup=False)


def sentence_of_row(text: Callable[..., str], row: BadRow) -> str:
    """What is wrong with a row."""
    return text(f"survey-row-{row.fault.value}", line=str(row.line), about=row.about, found=row.found)


def _manifest(session: Session, report: SurveyReport, photos: Path, out: Path) -> bytes:
    from alphamale_desktop.composition.survey import survey_manifest

    with _bar(session, session.text("cli-survey-photos-progress")) as advance:
        made = survey_manifest(session.core, report.ranking, photos, out, advance)
    for left in made.left_out:
        match left.reason:
            case UnusableReason() as reason:
                session.err.print(f"{left.file}: {session.text(f'unusable-{reason}')}", markup=False)
            case error:
                session.complain(error, str(left.file))
    session.say(session.text("cli-survey-manifest", photos=made.photos, people=made.people))
    return made.data


def _tell(session: Session, report: SurveyReport, out: Path, written: list[str]) -> None:
    answers, agreement = report.read.answers, report.agreement
    session.say(
        session.text(
            "survey-summary",
            respondents=answers.respondents,
            people=len(answers.people),
            percent=f"{100 * answers.completeness:.1f}",
        )
    )
    unknown = session.text("survey-agreement-unknown")
    for key, figure in (("survey-split-half", agreement.split_half), ("survey-alpha", agreement.alpha)):
        session.say(session.text(key, figure=unknown if figure is None else f"{figure:.3f}"))
    table = Table(box=None, pad_edge=False)
    table.add_column(session.text("cli-result-part-type"))
    table.add_column(session.text("survey-people"), justify="right")
    table.add_column(session.text("survey-share"), justify="right")
    total = len(report.ranking.people)
    for face_type, count in report.ranking.counts.items():
        table.add_row(session.text(f"type-{face_type.code}"), str(count), f"{100 * count / total:.1f} %")
    session.out.print(table)
    for tie in report.ranking.ties:
        session.say(session.text("survey-tie", upper=tie.upper, lower=tie.lower))
    if report.ranking.unrated:
        session.say(session.text("survey-unrated", people=", ".join(report.ranking.unrated)))
    if report.read.left_out:
        session.say(session.text("survey-left-out", columns=", ".join(report.read.left_out)))
    if report.read.bad_rows:
        session.say(session.text("survey-skipped", count=len(report.read.bad_rows)))
    session.say(session.text("survey-written", folder=str(out), files=", ".join(written)))


def _json_of(report: SurveyReport, written: list[str]) -> Json:
    content: dict[str, Json] = json.loads(report_json(report))
    return {**content, "files": written}


@contextmanager
def _bar(session: Session, name: str) -> Iterator[Callable[[int, int], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=session.err, transient=True) as progress:
        task = progress.add_task(name, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)

"""``alphamale analyse``: photos to face types."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from alphamale_desktop.application.draw_celebrities import DrawCelebrities
from alphamale_desktop.application.keep_visit import KeepVisit, VisitToKeep
from alphamale_desktop.application.ports import CardContent, CardFormat
from alphamale_desktop.cli.analysis_report import Judged, json_of_error, json_of_judged, show
from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, Wording
from alphamale_desktop.cli.session import Session
from alphamale_desktop.domain.analysis import Accepted
from alphamale_desktop.domain.consent import ConsentPurpose, consent_for, expires_at, is_under_age
from alphamale_desktop.domain.consent_wording import BY_COMMAND
from alphamale_desktop.domain.errors import AlphaMaleError, PhotoError
from alphamale_desktop.domain.profile import Profile, Salary, birth_date_of, mbti_of, profile_of
from alphamale_desktop.storage.picture_files import pictures_in, read_picture

_CARD_SUFFIXES = frozenset({".png", ".jpg", ".jpeg"})
_EXAMPLES = (
    "alphamale analyse portrait.jpg",
    "alphamale analyse portrait.jpg --mbti ESTJ --birth 1998-11-10 --card card.png",
    "alphamale analyse holiday/ --no-store --json > results.jsonl",
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asked for, checked.

    Attributes:
        card: A file for one photo, a folder for several, None for no card.
        upload: The person agreed that it goes to the organiser's bucket, where one is set.
    """

    files: tuple[Path, ...]
    as_json: bool
    card: Path | None
    card_is_folder: bool
    card_format: CardFormat
    profile: Profile | None
    store: bool
    upload: bool


def analyse_command(launch: Launch, wording: Wording) -> click.Command:
    def run(
        paths: tuple[Path, ...],
        as_json: bool,
        card: Path | None,
        card_format: str,
        mbti: str | None,
        birth: str | None,
        salary: int | None,
        store: bool,
        upload: bool,
        device: Literal["auto", "cpu", "cuda"] | None,
        seed: int | None,
    ) -> int:
        if (mbti is None) != (birth is None):
            raise click.UsageError(wording("cli-profile-needs-both"))
        if salary is not None and mbti is None:
            raise click.UsageError(wording("cli-salary-needs-profile"))
        if upload and not store:
            raise click.UsageError(wording("cli-upload-needs-store"))
        with launch.session(device=device, keeps_nothing=not store) as session:
            profile = _profile(mbti, birth, salary, session.core.clock.now().astimezone().date())
            files, refused = _files(paths, session, as_json)
            is_folder = card is not None and (len(files) > 1 or card.is_dir())
            if card is not None and len(files) > 1 and card.suffix.lower() in _CARD_SUFFIXES:
                raise click.UsageError(wording("cli-card-needs-folder"))
            wish = Wish(files, as_json, card, is_folder, CardFormat(card_format), profile, store, upload)
            unreadable = _analyse_all(session, wish, seed)
            return 1 if refused or unreadable else 0

    return LocalisedCommand(
        "analyse",
        wording,
        _EXAMPLES,
        callback=run,
        help=wording("cli-analyse-about"),
        short_help=wording("cli-analyse"),
        params=[
            click.Argument(
                ["paths"],
                nargs=-1,
                required=True,
                type=click.Path(path_type=Path),
                metavar="PATH...",
                help=wording("cli-analyse-paths"),
            ),
            click.Option(["--json", "as_json"], is_flag=True, help=wording("cli-analyse-json")),
            click.Option(["--card"], type=click.Path(path_type=Path), help=wording("cli-analyse-card")),
            click.Option(
                ["--card-format"],
                type=click.Choice([f.value for f in CardFormat]),
                default=CardFormat.STORY.value,
                help=wording("cli-analyse-card-format"),
            ),
            click.Option(["--mbti"], metavar="TYPE", help=wording("cli-analyse-mbti")),
            click.Option(["--birth"], metavar="YYYY-MM-DD", help=wording("cli-analyse-birth")),
            click.Option(["--salary"], type=int, metavar="N", help=wording("cli-analyse-salary")),
            click.Option(["--store/--no-store"], default=True, help=wording("cli-analyse-store")),
            click.Option(["--upload"], is_flag=True, help=wording("cli-analyse-upload")),
            click.Option(["--device"], type=click.Choice(["auto", "cpu", "cuda"]), help=wording("cli-analyse-device")),
            click.Option(["--seed"], type=int, metavar="N", help=wording("cli-analyse-seed")),
        ],
    )


def _profile(mbti: str | None, birth: str | None, salary: int | None, today: date) -> Profile | None:
    if mbti is None or birth is None:
        return None
    earned = None if salary is None else Salary(salary)
    return profile_of(mbti_of(mbti), birth_date_of(birth, today), earned, today)


def _files(paths: tuple[Path, ...], session: Session, as_json: bool) -> tuple[tuple[Path, ...], bool]:
    """The photos in input order, folders unfolded; and whether a folder was refused."""
    files: list[Path] = []
    refused = False
    for path in paths:
        try:
            files.extend(pictures_in(path) if path.is_dir() else [path])
        except AlphaMaleError as error:
            refused = True
            _report_error(session, path, error, as_json)
    return tuple(files), refused


def _analyse_all(session: Session, wish: Wish, seed: int | None) -> bool:
    """Judges every photo; returns whether one could not be read."""
    if not wish.files:
        return False
    # A database that cannot be used is said before any work is done, not after.
    draw = session.core.draw_celebrities(seed)
    database = session.core.database()
    if wish.store:
        database.check_writable()
        session.core.purge_expired()()
    keep = session.core.keep_visit() if wish.store else None
    unreadable = False
    with _progress(session, wish) as advance:
        for file in wish.files:
            try:
                judged = _judge(session, file, wish, draw, keep)
            except PhotoError as error:
                unreadable = True
                _report_error(session, file, error, wish.as_json)
            else:
                if wish.as_json:
                    session.print_json(json_of_judged(judged))
                else:
                    show(session, judged)
            advance()
    return unreadable


def _judge(session: Session, file: Path, wish: Wish, draw: DrawCelebrities, keep: KeepVisit | None) -> Judged:
    core = session.core
    data = read_picture(file)
    analysis = core.models.analyse(data)
    if not isinstance(analysis.outcome, Accepted):
        return Judged(file, analysis)
    result = analysis.outcome.result
    celebrities = draw(result.face_type)
    description = core.description_of(result.face_type, session.language)
    now = core.clock.now()
    today = now.astimezone().date()
    stored = None
    if keep is not None:
        uploads = (ConsentPurpose.UPLOAD,) if wish.upload else ()
        ticked = (ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE, *uploads)
        consent = consent_for(ticked, wish.profile, now, today, BY_COMMAND)
        photo = core.photo_to_keep(data)
        visit = VisitToKeep(photo.data, photo.suffix, result, analysis.models, celebrities, consent, wish.profile)
        stored = keep(visit)
    card = None
    if wish.card is not None:
        card = wish.card / f"{file.stem}-{result.face_type.code}.png" if wish.card_is_folder else wish.card
        event_name = core.settings.general.event_name
        content = CardContent(data, result, description, celebrities, session.language, event_name)
        core.save_card(core.card_painter.paint(content, wish.card_format), card)
    return Judged(
        file,
        analysis,
        celebrities=celebrities,
        description=description,
        visit_id=stored,
        kept_until=expires_at(now, core.settings.storage.retention_days),
        card=card,
        is_under_age=wish.profile is not None and is_under_age(wish.profile, today),
    )


def _report_error(session: Session, file: Path, error: AlphaMaleError, as_json: bool) -> None:
    if as_json:
        session.print_json(json_of_error(str(file), session.sentence_of(error)))
    else:
        session.complain(error, about=str(file))


@contextmanager
def _progress(session: Session, wish: Wish) -> Iterator[Callable[[], None]]:
    """A bar on stderr for several photos on a terminal; otherwise nothing."""
    if len(wish.files) < 2 or not session.err.is_terminal:
        yield lambda: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=session.err, transient=True) as progress:
        task = progress.add_task(session.text("cli-analyse-progress"), total=len(wish.files))
        yield lambda: progress.advance(task)

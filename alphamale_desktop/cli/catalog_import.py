"""``alphamale catalog import``: people and pictures from a folder, a table or an archive."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from alphamale_desktop.application.catalog_port import CatalogSource
from alphamale_desktop.application.import_catalog import ImportCatalog
from alphamale_desktop.application.import_plan import ImportPlan
from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, Wording
from alphamale_desktop.cli.session import Session
from alphamale_desktop.domain.celebrity import TypeDescription
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.organiser_errors import CatalogSourceBadError

_SHOWN = 20


def import_command(launch: Launch, wording: Wording) -> click.Command:
    def run(
        source: Path, dry_run: bool, yes: bool, replaces: bool, skip_bad: bool, face_type: str | None
    ) -> int | None:
        from alphamale_desktop.storage.catalog_source import open_source

        default_type = FaceType.from_code(face_type) if face_type else None
        with launch.session() as session, closing(open_source(source)) as opened:
            return bring_in(
                session, opened, default_type, dry_run=dry_run, yes=yes, replaces=replaces, skip_bad=skip_bad
            )

    return LocalisedCommand(
        "import",
        wording,
        (
            "alphamale catalog import photos/ --dry-run",
            "alphamale catalog import event.zip --replace --yes",
        ),
        callback=run,
        help=wording("cli-catalog-import-about"),
        short_help=wording("cli-catalog-import"),
        params=[
            click.Argument(["source"], metavar="FOLDER|CSV|ZIP", type=click.Path(path_type=Path)),
            click.Option(["--dry-run"], is_flag=True, help=wording("cli-catalog-dry-run")),
            *import_options(wording),
            click.Option(
                ["--type", "face_type"],
                type=click.Choice([t.code for t in FaceType], case_sensitive=False),
                help=wording("cli-catalog-default-type"),
            ),
        ],
    )


def import_original_command(launch: Launch, wording: Wording) -> click.Command:
    def run(url: str, dry_run: bool, yes: bool, replaces: bool, skip_bad: bool) -> int | None:
        from alphamale_desktop.composition.catalog import changed_words, take_over_guests
        from alphamale_desktop.storage.original_catalog import OriginalCatalog

        with launch.session() as session, closing(OriginalCatalog(url)) as original:
            words = changed_words(session.core, original)
            status = bring_in(
                session, original, None, dry_run=dry_run, yes=yes, replaces=replaces, skip_bad=skip_bad, words=words
            )
            if status is None or skip_bad:
                guests = take_over_guests(session.core, original, dry_run=dry_run)
                session.say(session.text("catalog-original-visits", count=guests.total, undated=guests.undated))
            return status

    return LocalisedCommand(
        "import-original",
        wording,
        ("alphamale catalog import-original postgresql://reader:secret@server/alphamale --dry-run",),
        callback=run,
        help=wording("cli-catalog-import-original"),
        params=[
            click.Argument(["url"], metavar="URL"),
            click.Option(["--dry-run"], is_flag=True, help=wording("cli-catalog-dry-run")),
            *import_options(wording),
        ],
    )


def import_options(wording: Wording) -> tuple[click.Option, ...]:
    return (
        click.Option(["--yes"], is_flag=True, help=wording("cli-catalog-yes")),
        click.Option(["--replace", "replaces"], is_flag=True, help=wording("cli-catalog-replace")),
        click.Option(["--skip-bad"], is_flag=True, help=wording("cli-catalog-skip-bad")),
    )


def bring_in(
    session: Session,
    source: CatalogSource,
    default_type: FaceType | None,
    *,
    dry_run: bool,
    yes: bool,
    replaces: bool,
    skip_bad: bool,
    words: Sequence[TypeDescription] = (),
) -> int | None:
    """Shows what would change, asks, and imports; 1 when something was left out.

    Raises:
        CatalogSourceBadError: If something is bad and nobody agreed to leave it out.
    """
    from alphamale_desktop.composition.catalog import catalog_import

    with catalog_import(session.core) as use_case:
        with progress_bar(session, session.text("catalog-looking")) as advance:
            plan = use_case.plan(source, replaces=replaces, default_type=default_type, on_picture=advance)
        tell_plan(session, plan)
        for description in words:
            face_type = session.text(f"type-{description.face_type.code}")
            session.say(session.text("catalog-words", type=face_type))
        if plan.is_empty and not words:
            session.say(session.text("catalog-nothing-to-do"))
        elif not dry_run and _agreed(session, plan, yes=yes, skip_bad=skip_bad):
            _apply(session, use_case, plan, words)
        if plan.faults and not dry_run and not skip_bad and (yes or plan.is_empty):
            raise CatalogSourceBadError(count=len(plan.faults))
    return 1 if plan.faults else None


def tell_plan(session: Session, plan: ImportPlan) -> None:
    """What an import would change, and what cannot be used."""
    for fault in plan.faults[:_SHOWN]:
        session.complain(fault.error, fault.where)
    if len(plan.faults) > _SHOWN:
        session.err.print(session.text("catalog-more-faults", count=len(plan.faults) - _SHOWN), markup=False)
    for twin in plan.duplicates[:_SHOWN]:
        key = "catalog-duplicate" if twin.is_left_out else "catalog-duplicate-elsewhere"
        session.say(session.text(key, where=twin.where, owner=twin.owner))
    for person in plan.retyped[:_SHOWN]:
        face_type = session.text(f"type-{person.face_type.code}")
        session.say(session.text("catalog-retyped", name=person.name, type=face_type))
    for entry in plan.removed[:_SHOWN]:
        session.say(session.text("catalog-removed", name=entry.name))
    if plan.order is not None:
        session.say(session.text("catalog-reranked"))
    session.say(
        session.text(
            "catalog-summary",
            newcomers=len(plan.newcomers),
            changed=len(plan.people) - len(plan.newcomers),
            pictures=plan.pictures,
            removed=len(plan.removed),
            duplicates=sum(twin.is_left_out for twin in plan.duplicates),
            bad=len(plan.faults),
        )
    )


def _agreed(session: Session, plan: ImportPlan, *, yes: bool, skip_bad: bool) -> bool:
    if plan.faults and yes and not skip_bad:
        return False
    if yes:
        return True
    question = "catalog-ask-without-bad" if plan.faults else "catalog-ask"
    return click.confirm(session.text(question), default=False, err=True)


def _apply(session: Session, use_case: ImportCatalog, plan: ImportPlan, words: Sequence[TypeDescription]) -> None:
    with progress_bar(session, session.text("catalog-storing")) as advance:
        use_case.apply(plan, on_picture=advance, words=words)
    session.say(session.text("catalog-imported"))


@contextmanager
def progress_bar(session: Session, name: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr that appears with the first step."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=session.err) as progress:
        task = progress.add_task(name, total=None, visible=False)
        yield lambda done, total: progress.update(task, completed=done, total=total, visible=True)

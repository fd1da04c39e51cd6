"""``alphamale catalog add|rename|retype|remove|export``."""

from collections.abc import Sequence
from pathlib import Path

import click

from alphamale_desktop.application.catalog_port import SourceFault, SourcePerson
from alphamale_desktop.cli.catalog_import import bring_in, progress_bar
from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, Wording
from alphamale_desktop.domain.face_type import FaceType

_TYPES = [face_type.code for face_type in FaceType]


def edit_commands(launch: Launch, wording: Wording) -> Sequence[click.Command]:
    return (
        _add_command(launch, wording),
        _rename_command(launch, wording),
        _retype_command(launch, wording),
        _remove_command(launch, wording),
        _export_command(launch, wording),
    )


class _OnePerson:
    """Satisfies ``CatalogSource``: a newcomer with the files that were named."""

    def __init__(self, name: str, face_type: FaceType, name_en: str, files: Sequence[Path]) -> None:
        self._person = SourcePerson(name, face_type, name_en, pictures=tuple(map(str, files)), where=name)

    def people(self, is_known: object) -> tuple[Sequence[SourcePerson], Sequence[SourceFault]]:
        del is_known
        return (self._person,), ()

    def read(self, reference: str) -> bytes:
        from alphamale_desktop.storage.picture_files import read_picture

        return read_picture(Path(reference))


def _add_command(launch: Launch, wording: Wording) -> click.Command:
    def run(name: str, face_type: str, name_en: str, pictures: tuple[Path, ...]) -> int | None:
        from alphamale_desktop.composition.catalog import edit_catalog

        wanted = FaceType.from_code(face_type)
        with launch.session() as session:
            if pictures:
                edit_catalog(session.core).check_name(name)
                person = _OnePerson(name, wanted, name_en, pictures)
                return bring_in(session, person, None, dry_run=False, yes=True, replaces=False, skip_bad=False)
            entry = edit_catalog(session.core).add(name, wanted, name_en)
            session.say(session.text("catalog-added", name=entry.name, rank=str(entry.rank)))
        return None

    return LocalisedCommand(
        "add",
        wording,
        ("alphamale catalog add 홍길동 --type beta --english 'Hong Gil-dong' --picture hong.jpg",),
        callback=run,
        help=wording("cli-catalog-add"),
        params=[
            click.Argument(["name"], metavar="NAME"),
            click.Option(["--type", "face_type"], required=True, type=click.Choice(_TYPES, case_sensitive=False),
                         help=wording("cli-catalog-new-type")),
            click.Option(["--english", "name_en"], default="", metavar="NAME",
                         help=wording("cli-catalog-english-name")),
            click.Option(["--picture", "pictures"], multiple=True, metavar="FILE", type=click.Path(path_type=Path),
                         help=wording("cli-catalog-picture")),
        ],
    )  # fmt: skip


def _rename_command(launch: Launch, wording: Wording) -> click.Command:
    def run(who: str, name: str, name_en: str | None) -> None:
        from alphamale_desktop.composition.catalog import edit_catalog

        with launch.session() as session:
            edit = edit_catalog(session.core)
            before = edit.find(who)
            after = edit.rename(before.celebrity_id, name, name_en)
            session.say(session.text("catalog-renamed", before=before.name, after=after.name))

    return LocalisedCommand(
        "rename",
        wording,
        ("alphamale catalog rename '#12' 홍길동",),
        callback=run,
        help=wording("cli-catalog-rename"),
        params=[
            click.Argument(["who"], metavar="WHO"),
            click.Argument(["name"], metavar="NAME"),
            click.Option(["--english", "name_en"], metavar="NAME", help=wording("cli-catalog-english-name")),
        ],
    )


def _retype_command(launch: Launch, wording: Wording) -> click.Command:
    def run(who: str, face_type: str) -> None:
        from alphamale_desktop.composition.catalog import edit_catalog

        with launch.session() as session:
            edit = edit_catalog(session.core)
            after = edit.retype(edit.find(who).celebrity_id, FaceType.from_code(face_type))
            named = session.text(f"type-{after.face_type.code}")
            session.say(session.text("catalog-retyped", name=after.name, type=named))

    return LocalisedCommand(
        "retype",
        wording,
        ("alphamale catalog retype 홍길동 gamma",),
        callback=run,
        help=wording("cli-catalog-retype"),
        params=[
            click.Argument(["who"], metavar="WHO"),
            click.Argument(["face_type"], metavar="TYPE", type=click.Choice(_TYPES, case_sensitive=False)),
        ],
    )


def _remove_command(launch: Launch, wording: Wording) -> click.Command:
    def run(who: tuple[str, ...], yes: bool) -> None:
        from alphamale_desktop.composition.catalog import edit_catalog

        with launch.session() as session:
            edit = edit_catalog(session.core)
            entries = [edit.find(each) for each in who]
            names = ", ".join(entry.name for entry in entries)
            if yes or click.confirm(session.text("catalog-ask-remove", names=names), default=False, err=True):
                edit.remove(entry.celebrity_id for entry in entries)
                session.say(session.text("catalog-removed", name=names))

    return LocalisedCommand(
        "remove",
        wording,
        ("alphamale catalog remove 홍길동 '#12'",),
        callback=run,
        help=wording("cli-catalog-remove"),
        params=[
            click.Argument(["who"], metavar="WHO...", nargs=-1, required=True),
            click.Option(["--yes"], is_flag=True, help=wording("cli-catalog-yes")),
        ],
    )


def _export_command(launch: Launch, wording: Wording) -> click.Command:
    def run(target: Path) -> None:
        from alphamale_desktop.composition.catalog import catalog_export

        with launch.session() as session:
            with progress_bar(session, session.text("catalog-exporting")) as advance:
                people, pictures = catalog_export(session.core).write(target, advance)
            session.say(session.text("catalog-exported", target=str(target), people=people, pictures=pictures))

    return LocalisedCommand(
        "export",
        wording,
        ("alphamale catalog export event.zip",),
        callback=run,
        help=wording("cli-catalog-export"),
        params=[click.Argument(["target"], metavar="DIR|ZIP", type=click.Path(path_type=Path))],
    )

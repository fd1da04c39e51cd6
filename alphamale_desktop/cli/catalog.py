"""``alphamale catalog``: the celebrities."""

import click
from rich.table import Table

from alphamale_desktop.cli.catalog_edit import edit_commands
from alphamale_desktop.cli.catalog_import import import_command, import_original_command
from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, LocalisedGroup, Wording
from alphamale_desktop.domain.face_type import FaceType


def catalog_group(launch: Launch, wording: Wording) -> click.Group:
    group = LocalisedGroup("catalog", wording, help=wording("cli-catalog"), no_args_is_help=True)
    group.add_command(_list_command(launch, wording))
    group.add_command(import_command(launch, wording))
    group.add_command(import_original_command(launch, wording))
    for command in edit_commands(launch, wording):
        group.add_command(command)
    return group


def _list_command(launch: Launch, wording: Wording) -> click.Command:
    def run(face_type: str | None, as_json: bool) -> None:
        with launch.session(keeps_nothing=True) as session:
            with session.core.work() as work:
                celebrities = work.catalog.celebrities(FaceType.from_code(face_type) if face_type else None)
            if as_json:
                for c in celebrities:
                    session.print_json({"rank": c.rank, "name": c.name, "name_en": c.name_en, "type": c.face_type.code})
                return
            table = Table(box=None, pad_edge=False)
            table.add_column(session.text("cli-catalog-rank"), justify="right")
            table.add_column(session.text("cli-result-part-type"))
            table.add_column(session.text("cli-catalog-name"))
            table.add_column(session.text("cli-catalog-english"))
            for c in celebrities:
                table.add_row(str(c.rank), session.text(f"type-{c.face_type.code}"), c.name, c.name_en)
            session.out.print(table)

    return LocalisedCommand(
        "list",
        wording,
        ("alphamale catalog list --type alpha",),
        callback=run,
        help=wording("cli-catalog-list"),
        params=[
            click.Option(
                ["--type", "face_type"],
                type=click.Choice([t.code for t in FaceType], case_sensitive=False),
                help=wording("cli-catalog-type"),
            ),
            click.Option(["--json", "as_json"], is_flag=True, help=wording("cli-json")),
        ],
    )

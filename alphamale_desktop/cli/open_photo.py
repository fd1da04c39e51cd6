"""``alphamale open``: the window, with a photo already chosen where a file manager names one."""

from pathlib import Path

import click

from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, Wording


def open_command(launch: Launch, wording: Wording) -> click.Command:
    def open_photo(photo: Path | None) -> int:
        from alphamale_desktop.cli.window import open_program

        return open_program(launch, kiosk=False, camera=None, photo=photo)

    return LocalisedCommand(
        "open",
        wording,
        ("alphamale open portrait.jpg",),
        callback=open_photo,
        help=wording("cli-open"),
        # Whether the file is there and a picture is the window's to say, where the person looks.
        params=[click.Argument(["photo"], required=False, type=click.Path(path_type=Path))],
    )

"""``alphamale screenshots``: pictures of every page."""

import importlib.util
from pathlib import Path

import click

from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, Wording
from alphamale_desktop.storage.picture_files import read_picture

_SIZES = ("portrait", "landscape", "window")
_LANGUAGES = ("ko", "en")


def screenshots_command(launch: Launch, wording: Wording) -> click.Command:
    def run(
        out: Path,
        photo: Path | None,
        sizes: tuple[str, ...],
        languages: tuple[str, ...],
        letters: tuple[int, ...],
        pages: str,
    ) -> int:
        if importlib.util.find_spec("PySide6") is None:
            click.echo(wording("cli-window-missing"), err=True)
            click.echo("  " + wording("cli-window-missing.hint"), err=True)
            return 1
        from alphamale_desktop.composition.screenshots import take_screenshots

        guest = read_picture(photo) if photo is not None else None
        scope = (sizes or _SIZES, languages or _LANGUAGES, letters or (100,), pages)
        written = take_screenshots(launch.program, launch.texts, out, guest, *scope)
        click.echo(launch.texts.text("cli-screenshots-done", launch.language, count=len(written), folder=str(out)))
        return 0

    return LocalisedCommand(
        "screenshots",
        wording,
        ("alphamale screenshots pictures", "alphamale screenshots pictures --photo me.jpg --size portrait"),
        callback=run,
        help=wording("cli-screenshots"),
        params=[
            click.Argument(["out"], type=click.Path(file_okay=False, path_type=Path)),
            click.Option(
                ["--photo"], type=click.Path(dir_okay=False, path_type=Path), help=wording("cli-screenshots-photo")
            ),
            click.Option(
                ["--size", "sizes"], type=click.Choice(_SIZES), multiple=True, help=wording("cli-screenshots-size")
            ),
            click.Option(
                ["--in", "languages"],
                type=click.Choice(_LANGUAGES),
                multiple=True,
                help=wording("cli-screenshots-in"),
            ),
            click.Option(
                ["--letters"], type=click.IntRange(100, 200), multiple=True, help=wording("cli-screenshots-letters")
            ),
            click.Option(["--pages"], default="*", help=wording("cli-screenshots-pages")),
        ],
    )

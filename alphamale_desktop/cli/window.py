"""Opens the window, where its part of the program is installed."""

import importlib.util

import click

from alphamale_desktop.cli.launch import Launch


def open_program(launch: Launch, *, kiosk: bool, camera: str | None) -> int:
    """Runs the window until it is closed; returns the exit status. Main thread."""
    if importlib.util.find_spec("PySide6") is None:
        click.echo(launch.texts.text("cli-window-missing", launch.language), err=True)
        click.echo("  " + launch.texts.text("cli-window-missing.hint", launch.language), err=True)
        return 1
    from alphamale_desktop.composition.desktop import open_window

    return open_window(launch.program, launch.user, launch.texts, launch.language, kiosk=kiosk, camera=camera)

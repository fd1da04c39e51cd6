"""Opens the window, where its part of the program is installed; a kiosk under a parent that keeps it alive."""

import importlib.util
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

import click

from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.composition.service_notice import ALIVE, READY, STOPPING, service_notice
from alphamale_desktop.composition.supervisor import HEARTBEAT_VARIABLE, SupervisionRules, Supervisor


def open_program(launch: Launch, *, kiosk: bool, camera: str | None, photo: Path | None = None) -> int:
    """Runs the window until it is closed; returns the exit status. Main thread.

    Args:
        photo: Chosen at once, as if the person had opened it; for the desktop only.
    """
    if importlib.util.find_spec("PySide6") is None:
        click.echo(launch.texts.text("cli-window-missing", launch.language), err=True)
        click.echo("  " + launch.texts.text("cli-window-missing.hint", launch.language), err=True)
        return 1
    if kiosk and HEARTBEAT_VARIABLE not in launch.environment:
        return _supervise(launch.language, camera)
    from alphamale_desktop.composition.desktop import open_window

    return open_window(
        launch.program, launch.user, launch.texts, launch.language, kiosk=kiosk, camera=camera, photo=photo
    )


def _supervise(language: str, camera: str | None) -> int:
    """This process stays small: neither Qt nor torch is imported here."""
    with tempfile.TemporaryDirectory(prefix="alphamale-kiosk-") as folder:
        command = kiosk_command(language, camera)
        tell = service_notice(os.environ)
        rules = SupervisionRules()
        heartbeat = Path(folder) / "heartbeat"
        supervisor = Supervisor(command, heartbeat, time.monotonic, rules, on_look=lambda: tell(ALIVE))
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: supervisor.stop())
        tell(READY)
        status = supervisor.run()
        tell(STOPPING)
        return status


def kiosk_command(language: str, camera: str | None) -> tuple[str, ...]:
    """What starts the kiosk itself: this program once more, whether frozen or not."""
    start = (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-m", "alphamale_desktop")
    chosen = () if camera is None else ("--camera", camera)
    return (*start, "--kiosk", "--language", language, *chosen)

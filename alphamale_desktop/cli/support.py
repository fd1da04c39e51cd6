"""``alphamale support``: a file to send to whoever helps."""

from pathlib import Path

import click

from alphamale_desktop.cli.doctor import json_of
from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, Wording
from alphamale_desktop.composition.doctor import examine
from alphamale_desktop.composition.support_bundle import write_support_bundle
from alphamale_desktop.composition.surroundings import ProbedSurroundings, program_command


def support_command(launch: Launch, wording: Wording) -> click.Command:
    def run(file: Path) -> None:
        with launch.session() as session:
            surroundings = ProbedSurroundings(program_command(), launch.environment, session.core.settings.camera)
            findings = [json_of(session, f) for f in examine(session.core, launch.environment, surroundings)]
            names = write_support_bundle(file, session.core, findings, session.core.clock.now())
            session.say(session.text("cli-support-written", file=str(file), count=len(names)))
            for name in names:
                session.say(f"  {name}")

    return LocalisedCommand(
        "support",
        wording,
        ("alphamale support support.zip",),
        callback=run,
        help=wording("cli-support"),
        params=[click.Argument(["file"], type=click.Path(dir_okay=False, path_type=Path))],
    )

"""``alphamale doctor``: is this computer ready?"""

from collections import Counter

import click
from rich.cells import set_cell_size

from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, Wording
from alphamale_desktop.cli.session import Json, Session
from alphamale_desktop.composition.doctor import examine
from alphamale_desktop.composition.findings import Finding, Verdict, in_words
from alphamale_desktop.composition.known_answer import record_answer
from alphamale_desktop.composition.surroundings import LOOK_AROUND, ProbedSurroundings, program_command

_VERDICT_CELLS = 8
_STYLES = {Verdict.OK: "green", Verdict.WARNING: "yellow", Verdict.FAILED: "bold red"}


def doctor_command(launch: Launch, wording: Wording) -> click.Command:
    def run(as_json: bool, kiosk: bool, record: bool) -> int:
        counts: Counter[Verdict] = Counter()
        with launch.session() as session:
            if record:
                file = record_answer(session.core.models, session.core.weights_folder)
                session.say(session.text("cli-doctor-recorded", file=str(file)))
                return 0
            surroundings = ProbedSurroundings(program_command(), launch.environment, session.core.settings.camera)
            for finding in examine(session.core, launch.environment, surroundings, kiosk=kiosk):
                counts[finding.verdict] += 1
                if as_json:
                    session.print_json(json_of(session, finding))
                else:
                    _show(session, finding)
            if not as_json:
                failed, warnings, fine = (counts[v] for v in (Verdict.FAILED, Verdict.WARNING, Verdict.OK))
                session.say(session.text("cli-doctor-summary", failed=failed, warnings=warnings, ok=fine))
        return 1 if counts[Verdict.FAILED] else 0

    return LocalisedCommand(
        "doctor",
        wording,
        ("alphamale doctor", "alphamale doctor --kiosk --json"),
        callback=run,
        help=wording("cli-doctor"),
        params=[
            click.Option(["--json", "as_json"], is_flag=True, help=wording("cli-json")),
            click.Option(["--kiosk"], is_flag=True, help=wording("cli-doctor-kiosk")),
            click.Option(["--record-answer", "record"], is_flag=True, help=wording("cli-doctor-record")),
        ],
    )


def look_around_command(wording: Wording) -> click.Command:
    """Hidden: the doctor runs it in a child process."""

    def run() -> None:
        from alphamale_desktop.composition.desktop_surroundings import look_around
        from alphamale_desktop.composition.surroundings import equipment_to_json

        click.echo(equipment_to_json(look_around()))

    return LocalisedCommand(LOOK_AROUND, wording, callback=run, hidden=True)


def json_of(session: Session, finding: Finding) -> Json:
    said = in_words(finding, session.texts, session.language)
    return {
        "check": finding.check,
        "verdict": finding.verdict.value,
        "message": said.message,
        "hint": said.hint or None,
    }


def _show(session: Session, finding: Finding) -> None:
    said = in_words(finding, session.texts, session.language)
    verdict = session.text(f"cli-doctor-{finding.verdict.value}")
    session.out.print(set_cell_size(verdict, _VERDICT_CELLS), style=_STYLES[finding.verdict], markup=False, end=" ")
    session.say(f"{said.name}: {said.message}")
    if said.hint:
        session.say(" " * (_VERDICT_CELLS + 1) + said.hint)

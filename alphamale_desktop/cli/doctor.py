"""``alphamale doctor``: is this computer ready?"""

from collections import Counter

import click
from rich.cells import set_cell_size

from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, Wording
from alphamale_desktop.cli.session import Json, Session
from alphamale_desktop.composition.doctor import Finding, Verdict, examine

_VERDICT_CELLS = 8
_STYLES = {Verdict.OK: "green", Verdict.WARNING: "yellow", Verdict.FAILED: "bold red"}


def doctor_command(launch: Launch, wording: Wording) -> click.Command:
    def run(as_json: bool) -> int:
        counts: Counter[Verdict] = Counter()
        with launch.session() as session:
            for finding in examine(session.core, launch.environment):
                counts[finding.verdict] += 1
                if as_json:
                    session.print_json(_json_of(session, finding))
                else:
                    _show(session, finding)
            if not as_json:
                failed, warnings, fine = (counts[v] for v in (Verdict.FAILED, Verdict.WARNING, Verdict.OK))
                session.say(session.text("cli-doctor-summary", failed=failed, warnings=warnings, ok=fine))
        return 1 if counts[Verdict.FAILED] else 0

    return LocalisedCommand(
        "doctor",
        wording,
        ("alphamale doctor", "alphamale doctor --json"),
        callback=run,
        help=wording("cli-doctor"),
        params=[click.Option(["--json", "as_json"], is_flag=True, help=wording("cli-json"))],
    )


def _sentences(session: Session, finding: Finding) -> tuple[str, str]:
    """What was found, and what to do; the latter is empty when all is well."""
    if finding.error is not None:
        sentence = session.sentence_of(finding.error)
        return sentence.message, sentence.hint
    message = session.text(finding.text_key, **finding.values)
    return message, "" if finding.verdict is Verdict.OK else session.text(f"{finding.text_key}.hint")


def _show(session: Session, finding: Finding) -> None:
    message, hint = _sentences(session, finding)
    verdict = session.text(f"cli-doctor-{finding.verdict.value}")
    session.out.print(set_cell_size(verdict, _VERDICT_CELLS), style=_STYLES[finding.verdict], markup=False, end=" ")
    session.say(f"{session.text(f'doctor-{finding.check}')}: {message}")
    if hint:
        session.say(" " * (_VERDICT_CELLS + 1) + hint)


def _json_of(session: Session, finding: Finding) -> Json:
    message, hint = _sentences(session, finding)
    return {"check": finding.check, "verdict": finding.verdict.value, "message": message, "hint": hint or None}

"""``alphamale sync``: delivery to the organiser's bucket."""

import json

import click

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.sync_desk import SyncStatus
from alphamale_desktop.cli.launch import Launch
from alphamale_desktop.cli.localised import LocalisedCommand, LocalisedGroup, Wording
from alphamale_desktop.cli.session import Json, Session
from alphamale_desktop.cli.sync_pull import new_key_command, pull_command, seal_command
from alphamale_desktop.composition.sync import delivery_now, desk_of, lifecycle_of, store_key
from alphamale_desktop.domain.delivery import read_failure
from alphamale_desktop.domain.delivery_errors import DeliveryOffError
from alphamale_desktop.domain.errors import Detail, error_key


def sync_group(launch: Launch, wording: Wording) -> click.Group:
    group = LocalisedGroup("sync", wording, help=wording("cli-sync"), no_args_is_help=True)
    for command in (
        _status_command(launch, wording),
        _now_command(launch, wording),
        _retry_command(launch, wording),
        _resume_command(launch, wording),
        _backfill_command(launch, wording),
        _login_command(launch, wording),
        _rules_command(launch, wording),
        pull_command(launch, wording),
        seal_command(launch, wording),
        new_key_command(launch, wording),
    ):
        group.add_command(command)
    return group


def _status_command(launch: Launch, wording: Wording) -> click.Command:
    def run(as_json: bool) -> None:
        with launch.session() as session:
            status = desk_of(session.core).status() if session.core.settings.sync.bucket else None
            if as_json:
                session.print_json(_json_of(status))
            elif status is None:
                session.say(session.text("cli-sync-off"))
            else:
                _show(session, status)

    return LocalisedCommand(
        "status",
        wording,
        ("alphamale sync status", "alphamale sync status --json"),
        callback=run,
        help=wording("cli-sync-status"),
        params=[click.Option(["--json", "as_json"], is_flag=True, help=wording("cli-json"))],
    )


def _now_command(launch: Launch, wording: Wording) -> click.Command:
    def run() -> int:
        with launch.session() as session:
            _need_bucket(session)
            desk = desk_of(session.core)
            if desk.is_stopped():
                _show(session, desk.status())
                return 1
            delivery = delivery_now(session.core)
            sent = erased = 0
            trouble = None
            while trouble is None:
                done = delivery.deliver(Cancel())
                sent, erased, trouble = sent + done.sent, erased + done.erased, done.trouble
                if done.is_idle or not (done.sent or done.erased or done.dead):
                    break
            session.say(session.text("cli-sync-done", sent=sent, erased=erased))
            if trouble is not None:
                raise trouble
            status = desk.status()
            left = status.counts.waiting + status.counts.erasing + status.counts.dead
            if left:
                _show(session, status)
        return 1 if left else 0

    return LocalisedCommand("now", wording, ("alphamale sync now",), callback=run, help=wording("cli-sync-now"))


def _retry_command(launch: Launch, wording: Wording) -> click.Command:
    def run() -> None:
        with launch.session() as session:
            _need_bucket(session)
            session.say(session.text("cli-sync-retried", count=desk_of(session.core).retry()))

    return LocalisedCommand("retry", wording, callback=run, help=wording("cli-sync-retry"))


def _resume_command(launch: Launch, wording: Wording) -> click.Command:
    def run() -> None:
        with launch.session() as session:
            _need_bucket(session)
            was_stopped = desk_of(session.core).resume()
            session.say(session.text("cli-sync-resumed" if was_stopped else "cli-sync-not-stopped"))

    return LocalisedCommand("resume", wording, callback=run, help=wording("cli-sync-resume"))


def _backfill_command(launch: Launch, wording: Wording) -> click.Command:
    def run() -> None:
        with launch.session() as session:
            _need_bucket(session)
            session.say(session.text("cli-sync-queued", count=desk_of(session.core).backfill()))

    return LocalisedCommand("backfill", wording, callback=run, help=wording("cli-sync-backfill"))


def _login_command(launch: Launch, wording: Wording) -> click.Command:
    def run() -> None:
        with launch.session() as session:
            key_id = click.prompt(session.text("cli-sync-login-id"))
            secret = click.prompt(session.text("cli-sync-login-secret"), hide_input=True)
            store_key(key_id.strip(), secret.strip())
            session.say(session.text("cli-sync-login-done"))

    return LocalisedCommand("login", wording, callback=run, help=wording("cli-sync-login"))


def _rules_command(launch: Launch, wording: Wording) -> click.Command:
    def run() -> None:
        with launch.session() as session:
            rules = lifecycle_of(session.core.settings, session.core.machine_name)
            click.echo(json.dumps(rules, indent=2, ensure_ascii=False))

    return LocalisedCommand(
        "rules", wording, ("alphamale sync rules > rules.json",), callback=run, help=wording("cli-sync-rules")
    )


def _need_bucket(session: Session) -> None:
    if not session.core.settings.sync.bucket:
        raise DeliveryOffError


def _show(session: Session, status: SyncStatus) -> None:
    counts, condition = status.counts, status.condition
    state = session.text(f"sync-word-{status.word}")
    session.say(session.text("cli-sync-state", bucket=status.bucket, kiosk=status.kiosk, state=state))
    session.say(
        session.text("sync-counts", waiting=counts.waiting, sent=counts.sent, erasing=counts.erasing, dead=counts.dead)
    )
    if condition.sent_at is not None:
        session.say(session.text("sync-last", time=condition.sent_at.astimezone().strftime("%Y-%m-%d %H:%M")))
    if counts.oldest_waiting_at is not None:
        oldest = counts.oldest_waiting_at.astimezone().strftime("%Y-%m-%d %H:%M")
        session.say(session.text("cli-sync-oldest", time=oldest))
    if code := condition.stopped_by or condition.trouble:
        session.say(_reason(session, code, status))
        session.say("  " + _reason(session, code, status, ".hint"))
    if minutes := round(condition.skew_s / 60):
        session.say(session.text("sync-clock", minutes=minutes))
    for letter in status.dead:
        reason = _reason(session, letter.error, status)
        session.say(session.text("cli-sync-letter", object=letter.parcel.key, reason=reason))
    if counts.dead > len(status.dead):
        session.say(session.text("cli-sync-more", count=counts.dead - len(status.dead)))


def _reason(session: Session, written: str, status: SyncStatus, end: str = "") -> str:
    """The sentence of a failure that was written down."""
    code, told = read_failure(written)
    values: dict[str, Detail] = {"bucket": status.bucket, "minutes": str(round(status.condition.skew_s / 60))}
    values |= dict.fromkeys(("reason", "action", "kind", "digest", "visit", "object"), "-") | dict(told)
    return session.text(error_key(code) + end, **values)


def _json_of(status: SyncStatus | None) -> Json:
    if status is None:
        return {"state": "off"}
    counts, condition = status.counts, status.condition
    return {
        "state": status.word,
        "bucket": status.bucket,
        "kiosk": status.kiosk,
        "waiting": counts.waiting,
        "sent": counts.sent,
        "erasing": counts.erasing,
        "erased": counts.erased,
        "dead": counts.dead,
        "oldest_waiting_at": counts.oldest_waiting_at.isoformat() if counts.oldest_waiting_at else None,
        "last_sent_at": condition.sent_at.isoformat() if condition.sent_at else None,
        "stopped_by": read_failure(condition.stopped_by)[0] or None,
        "trouble": read_failure(condition.trouble)[0] or None,
        "trouble_details": dict(read_failure(condition.stopped_by or condition.trouble)[1]),
        "clock_ahead_s": condition.skew_s,
        "dead_letters": [
            {"key": each.parcel.key, "reason": read_failure(each.error)[0], "since": each.since.isoformat()}
            for each in status.dead
        ],
    }

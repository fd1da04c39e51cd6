"""Checks this computer before an event: each check gives a verdict and, where something is wrong, a way out."""

import logging
from collections.abc import Callable, Iterator, Mapping

from alphamale_desktop.application.tally import Tally
from alphamale_desktop.composition.core import Core
from alphamale_desktop.composition.doctor_machine import (
    check_camera,
    check_clock,
    check_disk,
    check_display,
    check_fonts,
    check_printer,
)
from alphamale_desktop.composition.doctor_privacy import check_encryption
from alphamale_desktop.composition.findings import Finding, Verdict
from alphamale_desktop.composition.fleet import FleetLink
from alphamale_desktop.composition.fleet_bucket import check_bucket
from alphamale_desktop.composition.known_answer import check_answer
from alphamale_desktop.composition.surroundings import Equipment, Surroundings
from alphamale_desktop.domain.errors import AlphaMaleError, UnexpectedError
from alphamale_desktop.settings.load import load_settings
from alphamale_desktop.texts.fluent_texts import LANGUAGES, FluentTexts

logger = logging.getLogger(__name__)

_SLOW_MS = 1_500.0
_SKEW_S = 60.0


def examine(
    core: Core, environment: Mapping[str, str], surroundings: Surroundings, *, kiosk: bool = False
) -> Iterator[Finding]:
    """Runs every check, one after the other; a broken one never keeps the next from running.

    Args:
        kiosk: What a desktop can do without, such as a camera, a kiosk cannot.
    """
    looked: list[Equipment | None] = []

    def equipment() -> Equipment | None:
        if not looked:
            looked.append(surroundings.equipment())
        return looked[0]

    checks: tuple[tuple[str, Callable[[], Finding]], ...] = (
        ("settings", lambda: _settings(core, environment)),
        ("texts", lambda: _texts(core)),
        ("fonts", lambda: check_fonts(core.program.resources / "fonts")),
        ("clock", lambda: check_clock(core)),
        ("disk", lambda: check_disk(core)),
        ("database", lambda: _database(core)),
        *((("server", lambda: _server(core)),) if core.server_url else ()),
        *((("bucket", lambda: check_bucket(core)),) if core.settings.sync.bucket else ()),
        ("encryption", lambda: check_encryption(core)),
        ("models", lambda: _models(core)),
        ("camera", lambda: check_camera(surroundings.camera(), kiosk=kiosk)),
        ("display", lambda: check_display(equipment(), kiosk=kiosk)),
        ("printer", lambda: check_printer(equipment())),
    )
    for name, check in checks:
        try:
            yield check()
        except AlphaMaleError as error:
            yield Finding(name, Verdict.FAILED, error=error)
        except Exception:
            logger.exception("the check %s broke", name)
            yield Finding(name, Verdict.FAILED, error=UnexpectedError())


def _settings(core: Core, environment: Mapping[str, str]) -> Finding:
    load_settings(core.user.settings_file, environment)
    return Finding("settings", Verdict.OK, "doctor-settings-fine", {"file": str(core.user.settings_file)})


def _texts(core: Core) -> Finding:
    texts = FluentTexts(core.program.resources / "i18n")
    korean, english = (texts.keys(language) for language in LANGUAGES)
    if lacking := sorted(korean ^ english):
        return Finding("texts", Verdict.FAILED, "doctor-texts-differ", {"keys": ", ".join(lacking)})
    return Finding("texts", Verdict.OK, "doctor-texts-fine")


def _database(core: Core) -> Finding:
    core.database().check_writable()
    with core.work() as work:
        count = len(work.catalog.celebrities())
    values = {"database": core.database_name, "celebrities": str(count)}
    return Finding("database", Verdict.OK, "doctor-database-fine", values)


def _server(core: Core) -> Finding:
    link = FleetLink(core, Tally(core.clock))
    try:
        beats, now = link.heartbeats()
        skew_s = abs((now - core.clock.now()).total_seconds())
        values = {
            "server": link.server.location,
            "kiosks": str(len(beats)),
            "queue": str(link.due_count()),
            "skew": f"{skew_s:.0f}",
        }
    finally:
        link.close()
    if skew_s > _SKEW_S:
        return Finding("server", Verdict.WARNING, "doctor-server-skew", values)
    return Finding("server", Verdict.OK, "doctor-server-fine", values)


def _models(core: Core) -> Finding:
    trial = core.models.try_out()
    values = {
        "gate": trial.gate.version,
        "typer": trial.typer.version,
        "ms": f"{trial.duration_ms:.0f}",
        "device": trial.device,
        "engine": trial.engine,
    }
    answer = check_answer(core.models, core.weights_folder, trial.gate, trial.typer)
    if not trial.is_right or (answer.is_known and not answer.is_right):
        return Finding("models", Verdict.FAILED, "doctor-models-wrong")
    if trial.duration_ms > _SLOW_MS:
        return Finding("models", Verdict.WARNING, "doctor-models-slow", values)
    if not answer.is_known:
        return Finding("models", Verdict.WARNING, "doctor-models-unknown", values)
    return Finding("models", Verdict.OK, "doctor-models-fine", values)

"""A kiosk whose server is away: guests never wait for it, and nobody asks it again and again."""

import json
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from alphamale_desktop.application.keep_visit import VisitToKeep
from alphamale_desktop.application.print_desk import PrinterView
from alphamale_desktop.application.tally import Tally
from alphamale_desktop.composition.behind import Signs
from alphamale_desktop.composition.clock import Uuid7Source
from alphamale_desktop.composition.core import Core
from alphamale_desktop.composition.fleet import Circuit, FleetLink
from alphamale_desktop.composition.heartbeats import HeartbeatSource
from alphamale_desktop.composition.shared_settings import FileSharedSettings
from alphamale_desktop.domain.consent import Consent, ConsentPurpose
from alphamale_desktop.domain.errors import DatabaseUnreachableError, SettingsMalformedError
from alphamale_desktop.domain.fleet_errors import FleetNotSetError
from alphamale_desktop.domain.numbers import CounterName
from alphamale_desktop.settings.load import load_settings, save_settings
from alphamale_desktop.settings.paths import program_paths, user_paths
from alphamale_desktop.settings.schema import GeneralSettings, KioskSettings, Settings, StorageSettings
from tests.fakes.clock import FakeClock
from tests.fakes.results import MODELS, analysis_result
from tests.fakes.shipped import shipped_texts

NOBODY = "postgresql://me:hush@127.0.0.1:9/booth"


def _core(home: Path, url: str = NOBODY) -> Core:
    settings = Settings(storage=StorageSettings(database_url=url))
    return Core(settings, program_paths(), user_paths(home), shipped_texts())


def test_a_guests_result_is_kept_without_the_server(tmp_path: Path) -> None:
    core = _core(tmp_path)
    consent = Consent(frozenset({ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE}), core.clock.now())

    visit_id = core.keep_visit()(VisitToKeep(b"photo", "jpg", analysis_result(), MODELS, (), consent))
    link = FleetLink(core, Tally(core.clock))
    due = link.due_count()
    core.close()

    assert visit_id is not None
    assert visit_id.int & 0xFFFFFF == core.kiosk_id.int & 0xFFFFFF
    assert due == 1


def test_a_server_that_does_not_answer_is_not_asked_again_at_once(tmp_path: Path) -> None:
    core = _core(tmp_path)
    link = FleetLink(core, Tally(core.clock))

    for _ in range(2):
        with pytest.raises(DatabaseUnreachableError) as caught:
            link.merge()
    core.close()

    assert caught.value.details == {"database": "127.0.0.1:9/booth"}


def test_the_circuit_stays_open_longer_each_time_and_closes_with_a_success() -> None:
    clock, error = FakeClock(), DatabaseUnreachableError(database="x")
    circuit = Circuit(clock.monotonic_s)
    pauses = []

    for _ in range(6):
        circuit.failed(error)
        pauses.append(0)
        while _is_open(circuit):
            clock.advance(1)
            pauses[-1] += 1
    circuit.succeeded()
    circuit.failed(error)
    clock.advance(5)

    assert pauses == [5, 10, 20, 40, 60, 60]
    assert not _is_open(circuit)


def _is_open(circuit: Circuit) -> bool:
    try:
        circuit.check()
    except DatabaseUnreachableError:
        return True
    return False


def test_without_a_server_a_fleet_is_said_not_to_be_set(tmp_path: Path) -> None:
    link = FleetLink(_core(tmp_path, ""), Tally(FakeClock()))

    assert not link.is_set
    with pytest.raises(FleetNotSetError):
        link.heartbeats()


def test_an_sqlite_address_is_no_server(tmp_path: Path) -> None:
    core = _core(tmp_path, f"sqlite:///{tmp_path}/other.db")

    assert core.server_url == ""
    assert core.database_name == str(tmp_path / "other.db")


def test_a_heartbeat_says_how_the_kiosk_is(tmp_path: Path) -> None:
    core = _core(tmp_path, "")
    tally = Tally(core.clock)
    tally.count(CounterName.VISIT)
    tally.count(CounterName.FAILURE, "database_busy")
    tally.write(core.database().counters(core.kiosk_id))

    beat = HeartbeatSource(core, FleetLink(core, tally), Signs(camera=lambda: "live"))()
    core.close()

    assert (beat.visits, beat.errors, beat.queue, beat.camera) == (1, 1, 0, "live")
    assert not beat.needs_somebody(beat.seen_at + timedelta(seconds=30))
    assert beat.needs_somebody(beat.seen_at + timedelta(minutes=5))


@pytest.mark.parametrize(
    ("view", "said", "needs_somebody"),
    [
        (None, (None, ""), False),
        (PrinterView(), (None, "ready"), False),
        (PrinterView(120), (120, "ready"), False),
        (PrinterView(7), (7, "low"), True),
        (PrinterView(0), (0, "empty"), True),
        (PrinterView(120, failures=2), (120, "held"), True),
    ],
)
def test_a_heartbeat_says_how_much_paper_is_left_and_whether_the_printer_works(
    tmp_path: Path, view: PrinterView | None, said: tuple[int | None, str], needs_somebody: bool
) -> None:
    core = _core(tmp_path, "")

    beat = HeartbeatSource(core, FleetLink(core, Tally(core.clock)), Signs(printer=lambda: view))()
    core.close()

    assert (beat.media_left, beat.printer) == said
    assert beat.needs_somebody(beat.seen_at) is needs_somebody


def test_a_kiosks_id_is_made_once_and_marks_every_id(tmp_path: Path) -> None:
    first, again = _core(tmp_path).kiosk_id, _core(tmp_path).kiosk_id
    ids = [Uuid7Source(UUID(int=0xABCDEF)).new_id() for _ in range(50)]

    assert first == again
    assert {visit_id.int & 0xFFFFFF for visit_id in ids} == {0xABCDEF}
    assert {visit_id.version for visit_id in ids} == {7}
    assert len(set(ids)) == 50
    assert [visit_id.int >> 80 for visit_id in ids] == sorted(visit_id.int >> 80 for visit_id in ids)


def test_a_damaged_identity_is_said_so(tmp_path: Path) -> None:
    core = _core(tmp_path)
    core.user.identity_file.parent.mkdir(parents=True)
    core.user.identity_file.write_text("not an id")

    with pytest.raises(SettingsMalformedError):
        _ = core.kiosk_id


def test_shared_settings_leave_each_kiosks_own_alone(tmp_path: Path) -> None:
    file, other = tmp_path / "a.toml", tmp_path / "b.toml"
    save_settings(file, Settings(general=GeneralSettings(event_name="Gala"), kiosk=KioskSettings(retakes=0)))
    save_settings(other, Settings(general=GeneralSettings(machine_name="second")))

    FileSharedSettings(other).write(FileSharedSettings(file).read())

    settings = load_settings(other, {})
    assert (settings.general.event_name, settings.general.machine_name) == ("Gala", "second")
    assert settings.kiosk.retakes == 0
    assert FileSharedSettings(other).read() == FileSharedSettings(file).read()


@pytest.mark.parametrize("content", ["", "[]", '{"kiosk": {"retakes": 99}}', '{"kiosk": 5}'])
def test_shared_settings_that_make_no_sense_change_nothing(tmp_path: Path, content: str) -> None:
    file = tmp_path / "a.toml"
    save_settings(file, Settings(kiosk=KioskSettings(retakes=1)))
    before = file.read_bytes()

    with pytest.raises(SettingsMalformedError):
        FileSharedSettings(file).write(content)

    assert file.read_bytes() == before


def test_what_a_newer_program_shares_is_left_alone(tmp_path: Path) -> None:
    shared = FileSharedSettings(tmp_path / "a.toml")
    content = json.loads(shared.read())
    content["future"] = {"x": 1}
    content["general"]["event_name"] = "Ball"

    shared.write(json.dumps(content))

    assert load_settings(tmp_path / "a.toml", {}).general.event_name == "Ball"

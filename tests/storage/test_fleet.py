"""Kiosks on one PostgreSQL server: nothing is lost, nothing comes twice, and what is erased stays so."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from psycopg import sql

from alphamale_desktop.application.erase_visit import EraseVisit
from alphamale_desktop.domain.disk import DiskState
from alphamale_desktop.domain.errors import DatabaseTooNewError, DatabaseUnreachableError
from alphamale_desktop.domain.heartbeat import Heartbeat
from alphamale_desktop.domain.numbers import Counted, CounterName
from alphamale_desktop.storage.database import Database, sqlite_url
from alphamale_desktop.storage.vault import Vault
from tests.fakes.clock import NOON
from tests.fakes.log_watch import LogWatch
from tests.storage.fleet_kiosk import Kiosk, NewKiosk, at_server, made_kiosks
from tests.storage.postgres_server import PostgresServer
from tests.storage.samples import visit


def test_each_kiosks_visits_reach_the_server_once(new_kiosk: NewKiosk, server_url: str) -> None:
    first, second = new_kiosk(1), new_kiosk(2)
    kept = {kiosk.keep() for kiosk in (first, second, first)}

    merged = [first.merge(), second.merge(), first.merge(), second.merge()]

    assert {visit.visit_id for visit in at_server(server_url)} == kept
    assert [one.kept for one in merged] == [2, 1, 0, 0]
    assert {visit_id.int & 0xFFFFFF for visit_id in kept} == {1, 2}


def test_a_whole_visit_arrives_as_it_was(new_kiosk: NewKiosk, server_url: str) -> None:
    kiosk = new_kiosk(1)
    kiosk.keep(photo=b"a photo")

    kiosk.merge()

    assert at_server(server_url) == kiosk.visits()


def test_without_its_server_a_kiosk_goes_on_and_merges_when_it_is_back(
    new_kiosk: NewKiosk, postgres: PostgresServer
) -> None:
    kiosk = new_kiosk(1)
    before = kiosk.keep()
    kiosk.merge()

    with postgres.down():
        during = [kiosk.keep(), kiosk.keep()]
        with pytest.raises(DatabaseUnreachableError):
            kiosk.merge()
        kiosk.erase(before)
        kiosk.erase(during[0])
        drawn = kiosk.people()
    merged = kiosk.merge()

    assert [visit.visit_id for visit in at_server(kiosk.server_url)] == [during[1]]
    assert (merged.kept, merged.erased) == (1, 2)
    assert len(drawn) == 110


def test_a_kiosk_that_dies_between_copying_and_noting_it_copies_nothing_twice(
    new_kiosk: NewKiosk, server_url: str
) -> None:
    kiosk = new_kiosk(1)
    kept = {kiosk.keep(), kiosk.keep()}

    kiosk.die_while_merging()
    arrived = {visit.visit_id for visit in at_server(server_url)}
    still_due = kiosk.member.due_count()
    kiosk.merge()

    assert arrived == {visit.visit_id for visit in at_server(server_url)} == kept
    assert still_due == 2
    assert kiosk.member.due_count() == 0


def test_a_kiosk_killed_in_the_middle_of_a_merge_loses_nothing(
    new_kiosk: NewKiosk, server_url: str, tmp_path: Path
) -> None:
    kiosk = new_kiosk(1)
    kept = {kiosk.keep() for _ in range(3)}

    child = subprocess.run(
        [sys.executable, "-m", "tests.storage.fleet_child", str(tmp_path), server_url, "1"],
        cwd=Path(__file__).parents[2],
        check=False,
    )
    kiosk.merge()

    assert child.returncode == -signal.SIGKILL
    assert {visit.visit_id for visit in at_server(server_url)} == kept
    assert len(kiosk.visits()) == 3


def test_what_was_erased_elsewhere_goes_here_too_with_its_photo(new_kiosk: NewKiosk, server_url: str) -> None:
    kiosk, office = new_kiosk(1), new_kiosk(2)
    kept = kiosk.keep(photo=b"a photo")
    kiosk.merge()

    is_erased = office.server.erase_one(kept, office.kiosk_id)
    merged = kiosk.merge()

    assert is_erased
    assert merged.gone == 1
    assert not kiosk.has(kept)
    assert kiosk.media.files == {}
    assert at_server(server_url) == []


def test_what_was_erased_while_a_kiosk_was_away_does_not_come_back(new_kiosk: NewKiosk, server_url: str) -> None:
    kiosk, office = new_kiosk(1), new_kiosk(2)
    kept = kiosk.keep()
    kiosk.die_while_merging()

    office.server.erase_one(kept, office.kiosk_id)
    kiosk.merge()
    kiosk.merge()

    assert at_server(server_url) == []
    assert kiosk.visits() == []


def test_an_erasure_that_arrives_before_its_copy_holds(new_kiosk: NewKiosk, server_url: str) -> None:
    kiosk = new_kiosk(1)
    kept = kiosk.keep()
    (copy,) = kiosk.visits()
    kiosk.erase(kept)

    kiosk.merge()
    kiosk.server.keep([copy])

    assert at_server(server_url) == []


def test_a_visit_dated_by_a_dead_battery_is_not_over_at_the_server(new_kiosk: NewKiosk, server_url: str) -> None:
    kiosk = new_kiosk(1)
    behind_s = (kiosk.clock.now() - datetime(2020, 1, 1, tzinfo=UTC)).total_seconds()
    kiosk.clock.advance(-behind_s)
    kept = kiosk.keep()
    kiosk.clock.advance(behind_s)

    kiosk.merge()
    kiosk.merge()

    assert [one.visit_id for one in at_server(server_url)] == [kept]


def test_what_is_over_goes_from_the_server_without_a_trace(new_kiosk: NewKiosk, server_url: str) -> None:
    kiosk = new_kiosk(1)
    over = kiosk.keep()
    kiosk.merge()
    with closing(psycopg.connect(server_url, autocommit=True)) as connection:
        connection.execute(
            "UPDATE user_tbl SET created_at = now() - interval '31 days', expires_at = now() - interval '1 day'"
        )

    kiosk.erase(over)
    kiosk.clock.advance(timedelta(days=60).total_seconds())
    kiosk.merge()

    assert at_server(server_url) == []
    assert kiosk.visits() == []


def test_who_was_in_a_fleet_once_tells_it_of_erasures_without_a_server_too(
    new_kiosk: NewKiosk, server_url: str
) -> None:
    kiosk = new_kiosk(1)
    kept = kiosk.keep()
    kiosk.merge()

    with closing(Database(sqlite_url(kiosk.folder / "kiosk-1.db"))) as alone:
        alone.stay_member()
        EraseVisit(alone.unit_of_work, kiosk.media, kiosk.clock)(kept)
    kiosk.merge()

    assert at_server(server_url) == []


def test_one_visit_that_the_server_refuses_holds_up_no_other(
    new_kiosk: NewKiosk, server_url: str, log_watch: LogWatch
) -> None:
    log_watch.expect("the server refuses a visit")
    log_watch.permit("error ignored terminating")
    kiosk = new_kiosk(1)
    refused, *others = [kiosk.keep() for _ in range(4)]
    with closing(psycopg.connect(server_url, autocommit=True)) as connection:
        no = sql.SQL("ALTER TABLE user_tbl ADD CHECK (id <> {})").format(sql.Literal(str(refused)))
        connection.execute(no)

    merged = kiosk.merge()

    assert (merged.kept, merged.refused) == (3, 1)
    assert {visit.visit_id for visit in at_server(server_url)} == set(others)
    assert [due.visit_id for due in kiosk.member.due(None, 10)] == [refused]
    assert kiosk.has(refused)


def test_a_visit_whose_key_is_lost_holds_up_no_other(new_kiosk: NewKiosk, server_url: str) -> None:
    kiosk = new_kiosk(1)
    key = Vault(lambda: bytes(32), lambda: bytes(32), encrypts=True)
    with closing(Database(sqlite_url(kiosk.folder / "kiosk-1.db"), vault=key, is_fleet_member=True)) as sealing:
        locked = visit(UUID(int=5))
        with sealing.unit_of_work() as work:
            work.visits.add(locked)
            work.commit()
    kept = kiosk.keep()

    merged = kiosk.merge()

    assert [one.visit_id for one in at_server(server_url)] == [kept]
    assert (merged.kept, merged.locked, merged.refused) == (1, 1, 0)
    assert [due.visit_id for due in kiosk.member.due(None, 10)] == [locked.visit_id]


def test_settings_are_shared_and_a_newcomer_takes_the_fleets(new_kiosk: NewKiosk) -> None:
    first, second = new_kiosk(1), new_kiosk(2)
    first.settings.text, second.settings.text = '{"event": "Gala"}', '{"event": ""}'

    first.merge()
    taken = second.merge()
    second.settings.text = '{"event": "Ball"}'
    second.merge()
    first.merge()

    assert "settings" in taken.pulled
    assert first.settings.text == '{"event": "Ball"}'


def test_counters_are_set_not_added_however_often_they_are_sent(new_kiosk: NewKiosk) -> None:
    kiosk = new_kiosk(1)
    store = kiosk.database.counters(kiosk.kiosk_id)
    store.add([Counted(NOON, CounterName.VISIT, "", 2), Counted(NOON, CounterName.STEP, "form", 2, 31.5)])
    kiosk.merge()
    kiosk.merge()
    store.add([Counted(NOON, CounterName.VISIT, "", 3)])

    kiosk.merge()
    there = kiosk.server.counters(NOON, NOON + timedelta(hours=1))

    assert {(one.counted.name, one.counted.count, one.counted.total_s) for one in there} == {
        (CounterName.VISIT, 5, 0),
        (CounterName.STEP, 2, 31.5),
    }
    assert list(kiosk.member.due_counters(10)) == []


def test_the_newest_heartbeat_of_each_kiosk_is_seen_by_all(new_kiosk: NewKiosk) -> None:
    first, second = new_kiosk(1), new_kiosk(2)
    for kiosk, queue in ((first, 4), (second, 0), (first, 3)):
        kiosk.server.beat(_heartbeat(kiosk, queue))

    beats, now = second.server.heartbeats()

    assert [(beat.name, beat.queue) for beat in beats] == [("kiosk-1", 3), ("kiosk-2", 0)]
    assert not any(beat.is_away(now) for beat in beats)
    assert all(beat.is_away(now + timedelta(minutes=2)) for beat in beats)


def test_a_forgotten_kiosk_leaves_its_visits_and_the_others(new_kiosk: NewKiosk, server_url: str) -> None:
    retired, other = new_kiosk(1), new_kiosk(2)
    kept = retired.keep()
    for kiosk in (retired, other):
        kiosk.database.counters(kiosk.kiosk_id).add([Counted(NOON, CounterName.VISIT, "", 2)])
        kiosk.server.beat(_heartbeat(kiosk, 0))
        kiosk.merge()

    other.server.forget(retired.kiosk_id)
    other.server.forget(retired.kiosk_id)

    beats, _ = other.server.heartbeats()
    counted = other.server.counters(NOON, NOON + timedelta(hours=1))
    assert [beat.name for beat in beats] == ["kiosk-2"]
    assert [one.kiosk_id for one in counted] == [other.kiosk_id]
    assert [visit.visit_id for visit in at_server(server_url)] == [kept]
    assert retired.has(kept)


def test_a_server_newer_than_the_program_is_left_alone(new_kiosk: NewKiosk, server_url: str) -> None:
    kiosk = new_kiosk(1)
    kept = kiosk.keep()
    with closing(psycopg.connect(server_url, autocommit=True)) as connection:
        connection.execute("UPDATE alphamale_version SET version_num = '9999'")

    with pytest.raises(DatabaseTooNewError):
        kiosk.merge()

    assert kiosk.has(kept)
    assert kiosk.member.due_count() == 1


def test_kiosks_that_start_together_on_an_empty_server_make_its_tables_once(
    postgres: PostgresServer, tmp_path: Path, upgraded_sqlite: Path
) -> None:
    url = postgres.new_database()
    for kiosks in made_kiosks(tmp_path, upgraded_sqlite, url):
        fleet = [kiosks(number) for number in range(1, 5)]
        kept = {kiosk.keep() for kiosk in fleet for _ in range(10)}

        with ThreadPoolExecutor(len(fleet)) as pool:
            merged = list(pool.map(lambda kiosk: kiosk.merge(), fleet))

        assert {visit.visit_id for visit in at_server(url)} == kept
        assert [one.kept for one in merged] == [10] * 4


def _heartbeat(kiosk: Kiosk, queue: int) -> Heartbeat:
    return Heartbeat(
        kiosk.kiosk_id, kiosk.name, "1.0", NOON, NOON, queue, 5_000, DiskState.FINE, "live", errors=0, visits=7
    )

"""One catalog for all kiosks of a fleet, wherever it was edited."""

from contextlib import closing

from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.storage.catalog_tables import PictureRow
from alphamale_desktop.storage.database import Database
from tests.fakes.clock import NOON
from tests.fakes.log_watch import LogWatch
from tests.storage.fleet_kiosk import Kiosk, NewKiosk


def test_the_catalog_edited_on_one_kiosk_reaches_the_others(new_kiosk: NewKiosk, server_url: str) -> None:
    first, second = new_kiosk(1), new_kiosk(2)
    first.merge()
    second.merge()
    _rename(first, "Somebody Else")

    pushed, pulled, quiet = first.merge(), second.merge(), second.merge()

    assert (pushed.pushed, pulled.pulled) == (("catalog",), ("catalog",))
    assert quiet.is_empty
    assert second.people()[0] == "Somebody Else"
    with closing(Database(server_url)) as database, database.unit_of_work() as work:
        assert work.catalog.celebrities(FaceType.ALPHA)[0].name == "Somebody Else"


def test_the_catalogs_pictures_go_along(new_kiosk: NewKiosk) -> None:
    first, second = new_kiosk(1), new_kiosk(2)
    digest = first.media.put(b"a portrait", "jpg").digest
    with first.database.session() as session:
        session.add(
            PictureRow(celebrity_id=1, position=0, digest=digest, suffix="jpg", width_px=9, height_px=9, added_at=NOON)
        )
        session.commit()

    first.merge()
    second.merge()

    with second.database.unit_of_work() as work:
        shown = work.catalog.celebrities()[0].portrait
    assert shown == digest
    assert second.media.files == {digest: b"a portrait"}


def test_a_picture_that_the_catalog_shows_no_more_leaves_the_server(new_kiosk: NewKiosk) -> None:
    kiosk = new_kiosk(1)
    shown, gone = (kiosk.media.put(data, "jpg").digest for data in (b"a portrait", b"another"))
    with kiosk.database.session() as session:
        for person, digest in ((1, shown), (2, gone)):
            row = PictureRow(
                celebrity_id=person, position=0, digest=digest, suffix="jpg", width_px=9, height_px=9, added_at=NOON
            )
            session.add(row)
        session.commit()
    kiosk.merge()
    before = kiosk.server.files()

    with kiosk.database.session() as session:
        session.connection().exec_driver_sql("DELETE FROM img_tbl WHERE celebrity_id = 2")
        session.commit()
    kiosk.merge()

    assert before == {shown, gone}
    assert kiosk.server.files() == {shown}


def test_of_two_edits_at_once_the_servers_stands(new_kiosk: NewKiosk, log_watch: LogWatch) -> None:
    log_watch.expect("the catalog was changed here and elsewhere")
    first, second = new_kiosk(1), new_kiosk(2)
    first.merge()
    second.merge()
    _rename(first, "First")
    _rename(second, "Second")

    first.merge()
    second.merge()
    first.merge()

    assert first.people()[0] == second.people()[0] == "First"


def test_an_edit_right_after_the_fleets_catalog_came_is_told(new_kiosk: NewKiosk) -> None:
    first, second = new_kiosk(1), new_kiosk(2)
    first.merge()
    second.merge()
    _rename(first, "First")
    first.merge()

    second.merge_while_edited("after", lambda: _rename(second, "Second"))
    pushed, pulled = second.merge(), first.merge()

    assert (pushed.pushed, pulled.pulled) == (("catalog",), ("catalog",))
    assert first.people()[0] == second.people()[0] == "Second"


def test_an_edit_while_the_fleets_catalog_comes_is_not_lost_without_a_word(
    new_kiosk: NewKiosk, log_watch: LogWatch
) -> None:
    log_watch.expect("the catalog was changed here and elsewhere")
    first, second = new_kiosk(1), new_kiosk(2)
    first.merge()
    second.merge()
    _rename(first, "First")
    first.merge()

    merged = second.merge_while_edited("before", lambda: _rename(second, "Second"))
    between = second.people()[0]
    second.merge()

    assert merged.pulled == ()
    assert between == "Second"
    assert second.people()[0] == "First"


def _rename(kiosk: Kiosk, name: str) -> None:
    with kiosk.database.session() as session:
        session.connection().exec_driver_sql("UPDATE celebrity_tbl SET name = ? WHERE rank = 1", (name,))
        session.commit()

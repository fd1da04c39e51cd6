"""Nobody's result leaves his kiosk for a server that the form did not speak of."""

from alphamale_desktop.domain.consent_wording import ConsentWording
from tests.storage.fleet_kiosk import NewKiosk, at_server


def test_a_fleet_that_is_joined_later_hears_only_of_guests_who_read_of_it(new_kiosk: NewKiosk, server_url: str) -> None:
    kiosk = new_kiosk(1)
    of_this_machine = [kiosk.keep_alone(ConsentWording("ko", is_linked=True)) for _ in range(2)]
    of_a_fleet = kiosk.keep_alone(ConsentWording("ko", is_linked=True, is_fleet=True))
    since = kiosk.keep()

    merged = [kiosk.merge(), kiosk.merge()]

    assert {visit.visit_id for visit in at_server(server_url)} == {of_a_fleet, since}
    assert [(one.kept, one.held) for one in merged] == [(2, 2), (0, 2)]
    assert all(kiosk.has(visit_id) for visit_id in of_this_machine)
    assert kiosk.member.due_count() == 0


def test_what_is_held_goes_when_somebody_answers_for_it_and_only_once(new_kiosk: NewKiosk, server_url: str) -> None:
    kiosk = new_kiosk(1)
    held = {kiosk.keep_alone(ConsentWording("ko")) for _ in range(2)}
    kiosk.merge()

    released = [kiosk.member.release(), kiosk.member.release()]
    merged = [kiosk.merge(), kiosk.merge()]

    assert released == [2, 0]
    assert [(one.kept, one.held) for one in merged] == [(2, 0), (0, 0)]
    assert {visit.visit_id for visit in at_server(server_url)} == held


def test_a_server_that_comes_back_gets_nothing_of_who_read_of_this_machine_alone(
    new_kiosk: NewKiosk, server_url: str
) -> None:
    kiosk = new_kiosk(1)
    member = kiosk.keep()
    kiosk.merge()
    alone = kiosk.keep_alone(ConsentWording("en"))

    merged = kiosk.merge()

    assert {visit.visit_id for visit in at_server(server_url)} == {member}
    assert (merged.held, kiosk.has(alone)) == (1, True)


def test_no_server_hears_even_the_number_of_a_held_visit_that_was_erased(new_kiosk: NewKiosk, server_url: str) -> None:
    kiosk = new_kiosk(1)
    kept = kiosk.keep_alone(ConsentWording("en"))
    kiosk.merge()

    kiosk.erase_alone(kept)
    merged = kiosk.merge()

    erased, _ = kiosk.server.erased_since(None)
    assert (merged.erased, merged.held) == (0, 0)
    assert kept not in erased

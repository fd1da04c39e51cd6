"""Which kiosk is meant, and when it is not forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from alphamale_desktop.application.forget_kiosk import ForgetKiosk
from alphamale_desktop.domain.disk import DiskState
from alphamale_desktop.domain.fleet_errors import KioskAmbiguousError, KioskStillSeenError, KioskUnknownError
from alphamale_desktop.domain.heartbeat import Heartbeat
from tests.fakes.clock import NOON

OLD = Heartbeat(UUID(int=7), "Hall B", "1.0", NOON, NOON, 0, 5_000, DiskState.FINE, "live", errors=0, visits=0)
LATER = NOON + timedelta(hours=2)


@dataclass
class Register:
    """Satisfies ``KioskRegister``."""

    beats: Sequence[Heartbeat] = (OLD,)
    now: datetime = LATER
    forgotten: list[UUID] = field(default_factory=list)

    def heartbeats(self) -> tuple[Sequence[Heartbeat], datetime]:
        return self.beats, self.now

    def forget(self, kiosk_id: UUID) -> None:
        self.forgotten.append(kiosk_id)


@pytest.mark.parametrize("wanted", ["Hall B", " hall b ", str(OLD.kiosk_id), str(OLD.kiosk_id).upper()])
def test_a_kiosk_is_found_by_its_name_or_its_id_and_forgotten_everywhere(wanted: str) -> None:
    server, bucket = Register(), Register()
    forget = ForgetKiosk([server, bucket])

    found = forget.find(wanted)
    forget(found.kiosk_id)

    assert found == OLD
    assert server.forgotten == bucket.forgotten == [OLD.kiosk_id]


@pytest.mark.parametrize("wanted", ["Hall", "", "00000000", str(UUID(int=8))])
def test_nobody_else_is_found(wanted: str) -> None:
    with pytest.raises(KioskUnknownError):
        ForgetKiosk([Register()]).find(wanted)


def test_two_of_one_name_are_told_apart_by_their_ids() -> None:
    other = replace(OLD, kiosk_id=UUID(int=9))

    with pytest.raises(KioskAmbiguousError) as caught:
        ForgetKiosk([Register([OLD, other])]).find("Hall B")

    assert caught.value.details["ids"] == f"{OLD.kiosk_id}, {other.kiosk_id}"


@pytest.mark.parametrize("minutes", [-3, 0, 59])
def test_one_that_was_seen_anywhere_in_the_last_hour_is_kept_unless_insisted_upon(minutes: int) -> None:
    # Its clock, or the register's, may be ahead.
    fresh = Register([replace(OLD, seen_at=LATER - timedelta(minutes=minutes))])
    forget = ForgetKiosk([Register(), fresh])

    with pytest.raises(KioskStillSeenError) as caught:
        forget.find("Hall B")

    assert caught.value.details == {"kiosk": "Hall B", "minutes": max(0, minutes)}
    assert forget.find("Hall B", in_use_too=True).kiosk_id == OLD.kiosk_id

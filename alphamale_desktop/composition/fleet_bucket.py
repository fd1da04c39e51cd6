"""The fleet as its kiosks tell of themselves in the organiser's bucket. boto3 is imported where it is used."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from alphamale_desktop.application.bucket_board import REMEMBERED, BucketBoard
from alphamale_desktop.application.forget_kiosk import ForgetKiosk, KioskRegister
from alphamale_desktop.composition.findings import Finding, Verdict
from alphamale_desktop.composition.sync import store_of
from alphamale_desktop.domain.fleet_errors import FleetNotSetError
from alphamale_desktop.domain.heartbeat import Heartbeat
from alphamale_desktop.settings.schema import Settings

if TYPE_CHECKING:
    from alphamale_desktop.application.object_store_port import ObjectShelf
    from alphamale_desktop.composition.core import Core
    from alphamale_desktop.composition.fleet import FleetLink

_FOLDER = "_fleet"
_SKEW_S = 120


def tells_bucket(settings: Settings) -> bool:
    """Whether this kiosk leaves word in a bucket."""
    return bool(settings.sync.bucket) and settings.sync.heartbeats


def board_of(core: "Core") -> BucketBoard:
    """Raises DeliveryOffError without a bucket, CredentialsMissingError, BucketKeyringError."""
    return _board(core)[0]


def read_heartbeats(core: "Core", link: "FleetLink") -> tuple[Sequence[Heartbeat], datetime]:
    """From the server where one is set, from the bucket otherwise.

    Raises:
        FleetNotSetError: If there is neither; StorageError or DeliveryError.
    """
    if link.is_set:
        return link.heartbeats()
    if not tells_bucket(core.settings):
        raise FleetNotSetError
    return board_of(core).heartbeats()


def forgetting(core: "Core", link: "FleetLink") -> ForgetKiosk:
    """Wherever kiosks leave word: at the server, in the bucket, or both; raises FleetNotSetError and what ``board_of``
    does."""
    registers: list[KioskRegister] = [link.server] if link.is_set else []
    if tells_bucket(core.settings):
        registers.append(board_of(core))
    if not registers:
        raise FleetNotSetError
    return ForgetKiosk(registers)


def counters_teller(core: "Core", board: BucketBoard) -> Callable[[], None]:
    """Brings this kiosk's counters in the bucket up to date; raises StorageError or DeliveryError."""

    def tell() -> None:
        now = core.clock.now()
        counted = core.database().counters(core.kiosk_id).read(now - REMEMBERED, now + timedelta(hours=1))
        board.put_counters(core.kiosk_id, counted)

    return tell


def check_bucket(core: "Core") -> Finding:
    """Writes, reads back and deletes a small object. Raises DeliveryError."""
    board, store = _board(core)
    begun_s = core.clock.monotonic_s()
    board.try_out(core.kiosk_id)
    values = {
        "bucket": store.bucket,
        "ms": f"{1000 * (core.clock.monotonic_s() - begun_s):.0f}",
        "skew": str(abs(store.skew_s)),
    }
    if abs(store.skew_s) > _SKEW_S:
        return Finding("bucket", Verdict.WARNING, "doctor-bucket-skew", values)
    return Finding("bucket", Verdict.OK, "doctor-bucket-fine", values)


def _board(core: "Core") -> "tuple[BucketBoard, ObjectShelf]":
    from alphamale_desktop.storage.fleet_letters import JsonLetters

    store = store_of(core.settings, threading.Event().wait)
    folder = "/".join(step for step in (core.settings.sync.prefix.strip("/"), _FOLDER) if step)
    return BucketBoard(store, folder, JsonLetters(), core.clock), store

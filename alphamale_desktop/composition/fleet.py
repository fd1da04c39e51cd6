"""This kiosk's link to its fleet's server: merges, heartbeats, and a circuit that opens while the server is away."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from uuid import UUID

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.merge_fleet import Merged, MergeFleet
from alphamale_desktop.application.tally import Tally
from alphamale_desktop.composition.core import Core
from alphamale_desktop.composition.shared_settings import FileSharedSettings
from alphamale_desktop.domain.errors import DatabaseUnreachableError, StorageError, VisitNotFoundError
from alphamale_desktop.domain.fleet_errors import FleetNotSetError
from alphamale_desktop.domain.heartbeat import Heartbeat
from alphamale_desktop.storage.fleet_server import PostgresFleet

FIRST_PAUSE_S = 5.0
LONGEST_PAUSE_S = 60.0


class Circuit:
    """After a failure nobody tries for a while: 5 s, then twice as long each time, up to a minute. Any thread."""

    def __init__(self, monotonic_s: Callable[[], float]) -> None:
        self._monotonic_s = monotonic_s
        self._lock = threading.Lock()
        self._pause_s = 0.0
        self._closed_at_s = float("-inf")
        self._error: StorageError | None = None

    def check(self) -> None:
        """Raises the failure that opened it, while it is open."""
        with self._lock:
            if self._error is not None and self._monotonic_s() < self._closed_at_s:
                raise self._error

    def failed(self, error: StorageError) -> None:
        with self._lock:
            self._error = error
            self._pause_s = min(LONGEST_PAUSE_S, max(FIRST_PAUSE_S, 2 * self._pause_s))
            self._closed_at_s = self._monotonic_s() + self._pause_s

    def succeeded(self) -> None:
        with self._lock:
            self._error, self._pause_s = None, 0.0


class FleetLink:
    """Any thread, ``merge`` one at a time. Nothing connects before it is asked to.

    Args:
        tally: Counts how long visits took to arrive.
    """

    def __init__(self, core: Core, tally: Tally) -> None:
        self._core = core
        self._tally = tally
        self._circuit = Circuit(core.clock.monotonic_s)
        self._lock = threading.Lock()

    @property
    def is_set(self) -> bool:
        return bool(self._core.server_url)

    @cached_property
    def server(self) -> PostgresFleet:
        """Raises FleetNotSetError, or DatabaseAddressError for an address that names no database."""
        if not self._core.server_url:
            raise FleetNotSetError
        return PostgresFleet(self._core.server_url, self._core.program.resources / "catalog", self._core.clock)

    def merge(self, cancel: Cancel | None = None) -> Merged:
        """Brings both sides together; raises StorageError, at once where the last failure is fresh."""
        self._circuit.check()
        try:
            with self._lock:
                merged = self._merge_fleet(cancel)
        except StorageError as error:
            self._circuit.failed(error)
            raise
        self._circuit.succeeded()
        return merged

    def release(self) -> int:
        """Queues what was held when this kiosk joined, because somebody answers for its guests' consent; says how many.
        Raises StorageError."""
        return self._core.database().fleet_member(self._core.kiosk_id).release()

    def due_count(self) -> int:
        """How many visits and erasures the server does not know of; 0 without a server."""
        return self._core.database().fleet_member(self._core.kiosk_id).due_count() if self.is_set else 0

    def beat(self, heartbeat: Heartbeat) -> None:
        """Raises StorageError."""
        self._circuit.check()
        try:
            self.server.beat(heartbeat)
        except DatabaseUnreachableError as error:
            self._circuit.failed(error)
            raise

    def heartbeats(self) -> tuple[Sequence[Heartbeat], datetime]:
        """Of all kiosks, and what time it is at the server; raises StorageError."""
        return self.server.heartbeats()

    def erase(self, visit_id: UUID) -> None:
        """A visit that any kiosk kept: at the server now, on that kiosk as soon as it hears of it.

        Raises:
            VisitNotFoundError, StorageError
        """
        if not self.server.erase_one(visit_id, self._core.kiosk_id):
            raise VisitNotFoundError(visit=str(visit_id))

    def close(self) -> None:
        if "server" in self.__dict__:
            self.server.close()

    @cached_property
    def _merge_fleet(self) -> MergeFleet:
        core = self._core
        settings = FileSharedSettings(core.user.settings_file) if core.settings.storage.share_settings else None
        return MergeFleet(
            core.database().fleet_member(core.kiosk_id),
            self.server,
            settings,
            core.media,
            core.erase_visit(),
            core.clock,
            self._tally.count,
            core.kiosk_id,
            core.machine_name,
        )

"""What goes on behind the window: counting, watching the disk, working with the fleet."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alphamale_desktop.application.print_desk import PrinterView
from alphamale_desktop.application.tally import Tally
from alphamale_desktop.composition.clock import SystemClock
from alphamale_desktop.composition.upkeep import Chore
from alphamale_desktop.domain.errors import AlphaMaleError, DiskFullError

if TYPE_CHECKING:
    from alphamale_desktop.application.bucket_board import BucketBoard
    from alphamale_desktop.composition.core import Core
    from alphamale_desktop.composition.fleet import FleetLink
    from alphamale_desktop.composition.heartbeats import HeartbeatSource

DISK_EVERY_S = 20.0
TALLY_EVERY_S = 10.0
MERGE_EVERY_S = 15.0
BEAT_EVERY_S = 30.0
COUNTERS_EVERY_S = 300.0
"""How often the bucket hears of counters; each day's are one object."""


@dataclass(frozen=True, slots=True)
class Signs:
    """How the rest of the program says how it is. Any thread.

    Attributes:
        stand: Told what is out of order whatever succeeds meanwhile; None when it is in order again.
        camera: A ``CameraState``'s value.
        trouble: The code of what is out of order; empty while in order.
        printer: How a kiosk's printer is; None where there is none of ours.
    """

    stand: Callable[[AlphaMaleError | None], None] = lambda _: None
    camera: Callable[[], str] = lambda: "stopped"
    trouble: Callable[[], str] = lambda: ""
    printer: Callable[[], PrinterView | None] = lambda: None


class Behind:
    """Any thread.

    Args:
        core: Wires the program when it is first asked for; only the chores do so, on their own thread.
        has_server: Whether a fleet's server is set.
        has_bucket: Whether kiosks leave word in a bucket.
    """

    def __init__(self, core: "Callable[[], Core]", *, has_server: bool, has_bucket: bool = False) -> None:
        self.tally = Tally(SystemClock())
        self._core = core
        self._has_server = has_server
        self._has_bucket = has_bucket
        self._lock = threading.Lock()
        self._link: FleetLink | None = None
        self._bucket: BucketBoard | None = None

    def link(self) -> "FleetLink":
        with self._lock:
            if self._link is None:
                from alphamale_desktop.composition.fleet import FleetLink

                self._link = FleetLink(self._core(), self.tally)
            return self._link

    def chores(self, signs: Signs) -> tuple[Chore, ...]:
        """The first look of each comes at once."""
        always = (
            Chore("disk", DISK_EVERY_S, lambda: self._look_at_disk(signs)),
            Chore("counters", TALLY_EVERY_S, self.write_tally),
        )
        if not self._has_server:
            return always
        beat = self._once_made(lambda: self._server_beat(signs))
        merge = Chore("fleet", MERGE_EVERY_S, self._merge)
        return (*always, merge, Chore("heartbeat", BEAT_EVERY_S, beat))

    def bucket_chores(self, signs: Signs) -> tuple[Chore, ...]:
        """For a thread of their own: an answer over the internet may take longer than the disk's watch can wait."""
        if not self._has_bucket:
            return ()
        beat = self._once_made(lambda: self._bucket_beat(signs))
        counters = self._once_made(self._bucket_counters)
        return (
            Chore("heartbeat to the bucket", BEAT_EVERY_S, beat),
            Chore("counters to the bucket", COUNTERS_EVERY_S, counters),
        )

    def write_tally(self) -> None:
        """Raises StorageError; nothing counted is lost then."""
        core = self._core()
        self.tally.write(core.database().counters(core.kiosk_id))

    def close(self) -> None:
        """After the chores have stopped."""
        with self._lock:
            if self._link is not None:
                self._link.close()
                self._link = None

    def _look_at_disk(self, signs: Signs) -> None:
        try:
            self._core().disk_guard().check()
        except DiskFullError as full:
            signs.stand(full)
            raise
        signs.stand(None)

    def _merge(self) -> None:
        self.link().merge()

    def _server_beat(self, signs: Signs) -> "Callable[[], None]":
        source, link = self._heartbeats(signs), self.link()
        return lambda: link.beat(source())

    def _bucket_beat(self, signs: Signs) -> "Callable[[], None]":
        source, board = self._heartbeats(signs), self._board()
        return lambda: board.beat(source())

    def _bucket_counters(self) -> "Callable[[], None]":
        from alphamale_desktop.composition.fleet_bucket import counters_teller

        return counters_teller(self._core(), self._board())

    def _board(self) -> "BucketBoard":
        """Only on the thread of the bucket's chores."""
        if self._bucket is None:
            from alphamale_desktop.composition.fleet_bucket import board_of

            self._bucket = board_of(self._core())
        return self._bucket

    def _heartbeats(self, signs: Signs) -> "HeartbeatSource":
        from alphamale_desktop.composition.heartbeats import HeartbeatSource

        return HeartbeatSource(self._core(), self.link(), signs)

    def _once_made(self, make: "Callable[[], Callable[[], None]]") -> "Callable[[], None]":
        """Made when it is first due, again while that fails, then used for ever."""
        made: list[Callable[[], None]] = []

        def work() -> None:
            if not made:
                made.append(make())
            made[0]()

        return work

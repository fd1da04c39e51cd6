"""What goes on behind the window: counting, watching the disk, working with the fleet."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alphamale_desktop.application.tally import Tally
from alphamale_desktop.composition.clock import SystemClock
from alphamale_desktop.composition.upkeep import Chore
from alphamale_desktop.domain.errors import AlphaMaleError, DiskFullError

if TYPE_CHECKING:
    from alphamale_desktop.composition.core import Core
    from alphamale_desktop.composition.fleet import FleetLink

DISK_EVERY_S = 20.0
TALLY_EVERY_S = 10.0
MERGE_EVERY_S = 15.0
BEAT_EVERY_S = 30.0


@dataclass(frozen=True, slots=True)
class Signs:
    """How the rest of the program says how it is. Any thread.

    Attributes:
        stand: Told what is out of order whatever succeeds meanwhile; None when it is in order again.
        camera: A ``CameraState``'s value.
        trouble: The code of what is out of order; empty while in order.
    """

    stand: Callable[[AlphaMaleError | None], None] = lambda _: None
    camera: Callable[[], str] = lambda: "stopped"
    trouble: Callable[[], str] = lambda: ""


class Behind:
    """Any thread.

    Args:
        core: Wires the program when it is first asked for; only the chores do so, on their own thread.
        has_server: Whether a fleet's server is set.
    """

    def __init__(self, core: "Callable[[], Core]", *, has_server: bool) -> None:
        self.tally = Tally(SystemClock())
        self._core = core
        self._has_server = has_server
        self._lock = threading.Lock()
        self._link: FleetLink | None = None

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
        beat = self._beating(signs)
        merge = Chore("fleet", MERGE_EVERY_S, self._merge)
        return (*always, merge, Chore("heartbeat", BEAT_EVERY_S, beat))

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

    def _beating(self, signs: Signs) -> Callable[[], None]:
        made: list[Callable[[], None]] = []

        def beat() -> None:
            if not made:
                from alphamale_desktop.composition.heartbeats import HeartbeatSource

                link = self.link()
                source = HeartbeatSource(self._core(), link, signs.camera, signs.trouble)
                made.append(lambda: link.beat(source()))
            made[0]()

        return beat

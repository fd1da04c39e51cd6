"""A kiosk that is killed after the server has its visits and before it has noted so. Run as a process of its own."""

import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path

from alphamale_desktop.application.fleet_port import DueVisit
from alphamale_desktop.storage.fleet_member import SqlFleetMember
from tests.storage.fleet_kiosk import Kiosk


class KilledMember(SqlFleetMember):
    def settle(self, done: Iterable[DueVisit]) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


def main(folder: str, server_url: str, number: str) -> None:
    kiosk = Kiosk(Path(folder), server_url, int(number))
    kiosk._merger(KilledMember(kiosk.database._engine, "here", kiosk.kiosk_id))()


if __name__ == "__main__":
    main(*sys.argv[1:])

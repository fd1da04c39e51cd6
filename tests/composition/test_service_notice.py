"""The kiosk's parent tells a service manager that it looks after the child."""

import socket
import sys
import time
from pathlib import Path

import pytest

from alphamale_desktop.composition.service_notice import ALIVE, READY, service_notice
from alphamale_desktop.composition.supervisor import SupervisionRules, Supervisor
from tests.fakes.log_watch import LogWatch

pytestmark = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="a service manager listens on a Unix socket")


def listening(place: str) -> socket.socket:
    manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    manager.bind(place)
    manager.settimeout(10)
    return manager


def test_states_reach_the_manager_by_file_and_by_abstract_name(tmp_path: Path) -> None:
    for place, address in ((str(tmp_path / "n"), str(tmp_path / "n")), (f"\0am{tmp_path}", f"@am{tmp_path}")):
        with listening(place) as manager:
            service_notice({"NOTIFY_SOCKET": address})(READY)

            assert manager.recv(100) == b"READY=1"


def test_without_a_manager_or_with_a_dead_one_nothing_happens(tmp_path: Path) -> None:
    service_notice({})(READY)
    service_notice({"NOTIFY_SOCKET": "nonsense"})(READY)
    service_notice({"NOTIFY_SOCKET": str(tmp_path / "gone")})(READY)


def test_every_look_at_the_child_is_told(tmp_path: Path, log_watch: LogWatch) -> None:
    place = str(tmp_path / "n")
    child = [sys.executable, "-S", "-c", "import threading; threading.Event().wait(0.3)"]
    with listening(place) as manager:
        tell = service_notice({"NOTIFY_SOCKET": place})
        rules = SupervisionRules(look_every_s=0.02)
        supervisor = Supervisor(child, tmp_path / "beat", time.monotonic, rules, on_look=lambda: tell(ALIVE))

        supervisor.run()

        assert manager.recv(100) == b"WATCHDOG=1"

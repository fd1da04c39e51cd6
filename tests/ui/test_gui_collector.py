import gc
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QThread
from PySide6.QtWidgets import QApplication

from alphamale_desktop.ui.gui_collector import GuiCollector
from tests.ui.core import Core, wait

OpenCore = Callable[..., Core]


class _Knot(QObject):
    """Reachable from itself only, as soon as nobody else holds it."""

    def __init__(self, seen: list[QThread]) -> None:
        super().__init__()
        self.own = self
        self.destroyed.connect(lambda: seen.append(QThread.currentThread()), Qt.ConnectionType.DirectConnection)


def _many_objects() -> None:
    kept = [[n] for n in range(20_000)]
    assert kept


def test_a_window_lets_no_other_thread_destroy_what_belongs_to_qt(open_core: OpenCore) -> None:
    open_core()
    seen: list[QThread] = []
    _Knot(seen)

    worker = threading.Thread(target=_many_objects)
    worker.start()
    worker.join()
    by_the_worker = list(seen)
    kept = [[n] for n in range(5_000)]
    wait(lambda: bool(seen))

    assert by_the_worker == []
    assert seen == [QThread.currentThread()]
    assert len(kept) == 5_000


def test_python_collects_again_when_the_window_is_gone(open_core: OpenCore) -> None:
    core = open_core()
    during = gc.isenabled()

    core.close()
    core.close()

    assert not during
    assert gc.isenabled()


def _looks(collector: GuiCollector, times: int) -> None:
    kept = []
    for _ in range(times):
        kept += [[n] for n in range(2_500)]
        collector.look()


def test_everything_is_looked_through_only_when_nobody_is_being_served(app: QApplication) -> None:
    is_free = False
    collector = GuiCollector(lambda: True, lambda: is_free, QObject(app))
    seen: list[QThread] = []
    knot = _Knot(seen)
    for _ in range(12):
        gc.collect(1)
    del knot

    _looks(collector, 130)
    while_busy = list(seen)
    is_free = True
    _looks(collector, 130)
    collector.stop()

    assert while_busy == []
    assert len(seen) == 1


def test_nothing_is_looked_through_while_libraries_load(app: QApplication) -> None:
    is_loading = True
    collector = GuiCollector(lambda: not is_loading, lambda: True, QObject(app))
    seen: list[QThread] = []
    _Knot(seen)

    _looks(collector, 2)
    while_loading = list(seen)
    is_loading = False
    _looks(collector, 2)
    collector.stop()

    assert while_loading == []
    assert len(seen) == 1

"""The threads behind the window."""

from PySide6.QtCore import QObject, QThreadPool

_DRAIN_MS = 15_000


class Pools(QObject):
    """One worker for analyses, in order, so that models load once; two for files and pictures; one for what no guest
    waits for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.analysis = QThreadPool(self)
        self.analysis.setMaxThreadCount(1)
        # A worker that ends between photos would take its thread-local model scratch memory along.
        self.analysis.setExpiryTimeout(-1)
        self.files = QThreadPool(self)
        self.files.setMaxThreadCount(2)
        self.upkeep = QThreadPool(self)
        self.upkeep.setMaxThreadCount(1)

    def drain(self) -> bool:
        """Waits until running work ends; work that was not begun is dropped. False after 15 s."""
        pools = (self.analysis, self.files, self.upkeep)
        for pool in pools:
            pool.clear()
        return all(pool.waitForDone(_DRAIN_MS) for pool in pools)

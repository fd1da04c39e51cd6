"""One reader at a time, and those that were given up but have not come back from their driver."""

from alphamale_desktop.camera.reader import Reader, ReaderFactory

# A reader between two frames needs one frame's time to let go of its camera.
_PATIENCE_S = 0.25
_PATIENCE_AT_THE_END_S = 1.5


class Attempts:
    """Belongs to the camera loop's thread.

    A driver that hangs keeps its thread; ``max_hung`` bounds how many of those there can be.
    """

    def __init__(self, make_reader: ReaderFactory, max_hung: int) -> None:
        self._make_reader = make_reader
        self._max_hung = max_hung
        self._number = 0
        self._reader: Reader | None = None
        self._leaving: list[Reader] = []

    def begin(self, camera_id: str | None, last_used: str | None) -> bool:
        """Starts a reader in place of the present one; False if too many hang already."""
        self.drop()
        self._reap(_PATIENCE_S)
        if len(self._leaving) >= self._max_hung:
            return False
        self._number += 1
        self._reader = self._make_reader(self._number, camera_id, last_used)
        self._reader.start()
        return True

    def is_current(self, attempt: int) -> bool:
        """Whether news of that attempt still counts."""
        return self._reader is not None and attempt == self._number

    def drop(self) -> None:
        """Gives the present reader up; its news no longer counts."""
        if self._reader is not None:
            self._reader.ask_to_stop()
            self._leaving.append(self._reader)
            self._reader = None

    def end(self) -> None:
        """Drops, and waits a moment for cameras to close."""
        self.drop()
        self._reap(_PATIENCE_AT_THE_END_S)

    def _reap(self, patience_s: float) -> None:
        self._leaving = [reader for reader in self._leaving if not reader.join(patience_s)]

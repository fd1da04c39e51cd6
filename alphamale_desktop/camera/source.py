"""What a source of frames is to the capture loop."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from alphamale_desktop.application.camera_port import CameraInfo


class FrameSource(Protocol):
    """One opened camera. Used and closed by a single thread."""

    @property
    def camera(self) -> CameraInfo: ...

    def read(self) -> NDArray[np.uint8] | None:
        """Blocks until the next frame: RGB, shape (height, width, 3), contiguous, not written to afterwards.

        None is a frame that did not come through; the next may.

        Raises:
            CameraFailedError: If no frame will come any more.
        """
        ...

    def close(self) -> None: ...


class CameraOpener(Protocol):
    """Finds cameras and opens one of them."""

    def cameras(self) -> Sequence[CameraInfo]:
        """Any thread."""
        ...

    def plugged(self) -> frozenset[str]:
        """Ids of what is connected, where that costs next to nothing to know; else empty. Any thread."""
        ...

    def open(self, camera_id: str | None, last_used: str | None) -> FrameSource:
        """That camera; with None the ``last_used`` one if it is there, else the first.

        Raises:
            CameraMissingError, ReplaySourceError: If it is not there.
            CameraBusyError, CameraDeniedError: If it is there but does not open.
        """
        ...

"""What the camera page needs from the rest of the program."""

from collections.abc import Callable
from dataclasses import dataclass

from alphamale_desktop.application.camera_port import CameraFeed, CameraFrame
from alphamale_desktop.domain.analysis import GateReport
from alphamale_desktop.ui.camera_shutter import ShutterRules

Judge = Callable[[CameraFrame], GateReport]
"""Model 1 on a frame; called on the analysis thread. Raises ModelError."""


@dataclass(frozen=True, slots=True)
class CameraServices:
    """The camera room and model 1.

    Attributes:
        accept_after_s: A photo under review is used after so long; None: the guest decides (desktop).
        judge_every_s: Model 1 looks no more often than this, so that it leaves time for the preview.
    """

    feed: CameraFeed
    judge: Judge
    rules: ShutterRules
    accept_after_s: float | None = None
    judge_every_s: float = 0.06

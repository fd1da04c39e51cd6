"""Settings of the camera room."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CaptureMode:
    """What to ask a driver for; ``fourcc`` empty leaves the pixel format to it."""

    width_px: int
    height_px: int
    fps: int
    fourcc: str = ""


def preferred_modes(width_px: int = 1280, height_px: int = 720, fps: int = 30) -> tuple[CaptureMode, ...]:
    """That size compressed, the same in the driver's own format, then the size every webcam has."""
    # MJPG first: raw 720p does not fit through USB 2 at 30 frames a second, so drivers fall to 5 or 10.
    return (
        CaptureMode(width_px, height_px, fps, "MJPG"),
        CaptureMode(width_px, height_px, fps),
        CaptureMode(640, 480, fps, "MJPG"),
    )


@dataclass(frozen=True, slots=True)
class CameraConfig:
    """Times in seconds.

    Attributes:
        modes: Tried in order; the driver's own choice is taken when it grants none.
        warmup_frames: Discarded after opening, while exposure and white balance settle.
        stale_after_s: Age of the last healthy, changed frame at which LIVE becomes STALE.
        lost_after_s: The same age at which the camera is closed and reopened.
        first_frame_within_s: From opened to the first healthy frame, warm-up included.
        open_within_s: Opening may take long (Windows' Media Foundation needs up to ten seconds).
        steady_after_s: Live this long, failed attempts are forgotten.
        retry_first_s, retry_limit_s: The bounds of the growing pause between attempts.
        still_frames, still_window_s: The shutter chooses among this many frames, none older than the window.
        jpeg_quality: 1 to 100.
        max_hung_readers: With this many threads stuck in a driver no further attempt is made until one comes back.

    Raises:
        ValueError: If the times are not in order.
    """

    modes: tuple[CaptureMode, ...] = field(default_factory=preferred_modes)
    warmup_frames: int = 8
    stale_after_s: float = 2.0
    lost_after_s: float = 5.0
    first_frame_within_s: float = 8.0
    open_within_s: float = 20.0
    steady_after_s: float = 5.0
    retry_first_s: float = 1.0
    retry_limit_s: float = 15.0
    still_frames: int = 5
    still_window_s: float = 0.4
    jpeg_quality: int = 95
    max_hung_readers: int = 3

    def __post_init__(self) -> None:
        if not 0 < self.stale_after_s < self.lost_after_s:
            raise ValueError(f"want 0 < stale < lost, got {self.stale_after_s} and {self.lost_after_s}")
        if not 0 < self.retry_first_s <= self.retry_limit_s:
            raise ValueError(f"want 0 < first <= limit, got {self.retry_first_s} and {self.retry_limit_s}")
        if self.still_frames < 1 or self.max_hung_readers < 1:
            raise ValueError("want at least one frame for the shutter and one reader")

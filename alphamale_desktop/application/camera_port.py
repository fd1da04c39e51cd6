"""What the camera page needs from a camera: named cameras, newest frames, a state that is never final, a shutter."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class CameraState(StrEnum):
    """None of these is final: every one can turn into LIVE by itself.

    Attributes:
        STOPPED: The feed was not started, or was stopped.
        SEARCHING: The first attempt since the start or since another camera was chosen.
        LIVE: Healthy frames that change.
        STALE: Was live; no healthy, changed frame came for a while. The shutter is blocked.
        LOST: Was opened, then failed; attempts to reopen go on.
        BUSY: It is there but does not open: another program has it, or rights are missing.
        MISSING: No such camera is connected.
    """

    STOPPED = "stopped"
    SEARCHING = "searching"
    LIVE = "live"
    STALE = "stale"
    LOST = "lost"
    BUSY = "busy"
    MISSING = "missing"


class CameraTrouble(StrEnum):
    """Why a camera is STALE, LOST or BUSY.

    Attributes:
        FROZEN: The same picture again and again.
        BLACK: Lens covered, privacy shutter, or a dead sensor.
        GARBAGE: One flat colour, or a picture that was only half received.
        NO_FRAMES: The driver is silent, or hangs.
        READ_FAILED: The driver reported an error.
        NOT_OPENING: Opening never came back.
        DENIED: The operating system refuses this user.
    """

    FROZEN = "frozen"
    BLACK = "black"
    GARBAGE = "garbage"
    NO_FRAMES = "no_frames"
    READ_FAILED = "read_failed"
    NOT_OPENING = "not_opening"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """A camera to choose from.

    Attributes:
        camera_id: Stays the same over restarts and replugging where the system allows it; kept in settings.
        name: The maker's name, for people.
    """

    camera_id: str
    name: str


@dataclass(frozen=True, slots=True)
class CameraStatus:
    """The feed's state.

    Attributes:
        camera: The one in use or last used; None while none was ever opened.
        trouble: None in STOPPED, SEARCHING, LIVE and MISSING, and in BUSY unless rights are missing.
        attempts: Failed attempts in a row; 0 once the camera was live for some seconds.
    """

    state: CameraState
    camera: CameraInfo | None = None
    trouble: CameraTrouble | None = None
    attempts: int = 0


def middle_of(width_px: int, height_px: int, shape: float) -> tuple[int, int, int, int]:
    """Left, top, width and height of the largest rectangle of that shape (width through height) in the middle of a
    picture; raises ValueError unless ``shape`` is above zero."""
    if not shape > 0:
        raise ValueError(f"want a shape above 0, got {shape}")
    if width_px / height_px > shape:
        width = max(1, round(height_px * shape))
        return (width_px - width) // 2, 0, width, height_px
    height = max(1, round(width_px / shape))
    return 0, (height_px - height) // 2, width_px, height


@dataclass(frozen=True, slots=True, eq=False)
class CameraFrame:
    """One picture as the sensor sees it: upright, not mirrored.

    Attributes:
        rgb: Read-only, height * width * 3 values 0-255, row by row without padding.
        sequence: Grows by one with each frame read since the camera was opened; gaps are skipped frames.
        captured_s: Monotonic seconds when the driver handed it over.
    """

    width_px: int
    height_px: int
    rgb: memoryview
    sequence: int
    captured_s: float

    def __post_init__(self) -> None:
        if self.rgb.nbytes != self.width_px * self.height_px * 3:
            raise ValueError(f"want {self.width_px}x{self.height_px}x3 bytes, got {self.rgb.nbytes}")
        if not self.rgb.readonly:
            raise ValueError("want a read-only buffer")

    def middle(self, shape: float) -> "CameraFrame":
        """The largest part of that shape in the middle: a copy, or itself where it has the shape already.

        Args:
            shape: Width through height.
        """
        left, top, width, height = middle_of(self.width_px, self.height_px, shape)
        if (width, height) == (self.width_px, self.height_px):
            return self
        stride, start, end = 3 * self.width_px, 3 * left, 3 * (left + width)
        rows = (self.rgb[row * stride + start : row * stride + end] for row in range(top, top + height))
        return CameraFrame(width, height, memoryview(b"".join(rows)), self.sequence, self.captured_s)

    def __repr__(self) -> str:
        return f"CameraFrame({self.width_px}x{self.height_px}, #{self.sequence})"


@dataclass(frozen=True, slots=True)
class Still:
    """The picture of a pressed shutter, hidden from ``repr``.

    Attributes:
        jpeg: Quality 95, not mirrored, no metadata.
        captured_s: Monotonic seconds of its frame.
    """

    jpeg: bytes
    width_px: int
    height_px: int
    captured_s: float

    def __repr__(self) -> str:
        return f"Still({self.width_px}x{self.height_px}, {len(self.jpeg)} bytes)"


OnStatus = Callable[[CameraStatus], None]
OnFrame = Callable[[CameraFrame], None]
Unsubscribe = Callable[[], None]


class CameraFeed(Protocol):
    """A camera that heals itself. Every method may be called on any thread and returns at once, ``stop`` aside."""

    @property
    def status(self) -> CameraStatus: ...

    @property
    def newest(self) -> CameraFrame | None:
        """The newest healthy frame while LIVE, else None."""
        ...

    def cameras(self) -> Sequence[CameraInfo]:
        """What can be chosen. Instant on Linux; elsewhere it may take seconds, so call it on a pool."""
        ...

    def choose(self, camera_id: str | None) -> None:
        """Switches to that camera (its id, or its name) and waits for it for ever; None takes whichever there is."""
        ...

    def subscribe(self, on_status: OnStatus, on_frame: OnFrame) -> Unsubscribe:
        """Calls come on the camera's thread; the first is the present status.

        A callback must return at once. Do not queue frames from it without a bound: remember that one is waiting
        and read ``newest`` when its turn comes. After the returned function came back no further call starts; it may
        be called twice, and from within a callback.
        """
        ...

    def start(self) -> None:
        """Nothing happens when it runs already."""
        ...

    def stop(self) -> None:
        """Joins the loop, closes the camera, forgets every frame, and refuses stills that wait. May start again."""
        ...

    def capture_still(self, shape: float | None = None) -> Future[Still]:
        """The sharpest of the last few frames, encoded on the camera's thread; done callbacks run there too.

        Args:
            shape: Only the middle of that shape, width through height: what the preview shows. None: all of it.

        After a flash of the screen wait ten frames before calling it, so that all of them are lit.

        The future fails with CameraMissingError, CameraBusyError, CameraDeniedError or CameraNotReadyError.
        """
        ...

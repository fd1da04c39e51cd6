"""What is plugged into this computer: screens, printers, the camera. Known without Qt in this process."""

import json
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from alphamale_desktop.application.camera_port import CameraFeed, CameraFrame, CameraState, CameraStatus
from alphamale_desktop.composition.camera import open_feed
from alphamale_desktop.settings.schema import CameraSettings

LOOK_AROUND = "look-around"
"""The hidden command that lists screens and printers as JSON."""

_LISTING_PATIENCE_S = 30.0
_CAMERA_PATIENCE_S = 8.0
_HOPELESS = (CameraState.MISSING, CameraState.BUSY)


@dataclass(frozen=True, slots=True)
class Screen:
    """Attributes:
    width_px, height_px: As it stands, in device pixels.
    """

    name: str
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class Equipment:
    """Attributes:
    screens: The first is the main one; empty where the program runs without any.
    printers: The default one first; empty where none is set up.
    """

    screens: tuple[Screen, ...] = ()
    printers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CameraSight:
    """How the camera did.

    Attributes:
        width_px, height_px: Of its picture; 0 where none came.
    """

    status: CameraStatus
    width_px: int = 0
    height_px: int = 0


class Surroundings(Protocol):
    """Any thread; each call may take seconds."""

    def equipment(self) -> Equipment | None:
        """None where the window's part of the program is not installed, or does not start here."""
        ...

    def camera(self) -> CameraSight: ...


class ProbedSurroundings:
    """For the command line: a child process looks for screens and printers, because Qt ends a process in which it
    finds no screen; the camera is opened and closed again.

    Args:
        command: Starts this program.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], camera: CameraSettings) -> None:
        self._command = tuple(command)
        self._environment = dict(environment)
        self._camera = camera

    def equipment(self) -> Equipment | None:
        try:
            done = subprocess.run(  # noqa: S603 - this very program
                [*self._command, LOOK_AROUND],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_LISTING_PATIENCE_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
        return equipment_from(done.stdout) if done.returncode == 0 else None

    def camera(self) -> CameraSight:
        feed = open_feed(self._camera)
        try:
            return sight_of(feed)
        finally:
            feed.stop()


def program_command() -> tuple[str, ...]:
    """What starts this program once more, whether frozen or not."""
    return (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-m", "alphamale_desktop")


def equipment_to_json(equipment: Equipment) -> str:
    screens = [[screen.name, screen.width_px, screen.height_px] for screen in equipment.screens]
    return json.dumps({"screens": screens, "printers": list(equipment.printers)})


def equipment_from(said: bytes) -> Equipment | None:
    """From ``equipment_to_json``, the last line of what was printed; None if it is something else."""
    try:
        told = json.loads(said.decode("utf-8").strip().splitlines()[-1])
        screens = tuple(Screen(str(name), int(width), int(height)) for name, width, height in told["screens"])
        return Equipment(screens, tuple(str(name) for name in told["printers"]))
    except (ValueError, LookupError, TypeError):
        return None


def sight_of(feed: CameraFeed, patience_s: float = _CAMERA_PATIENCE_S) -> CameraSight:
    """Starts the feed where it rests, and waits for a healthy picture or for a reason why there is none."""
    settled = threading.Event()
    seen: list[tuple[int, int]] = []

    def on_status(status: CameraStatus) -> None:
        if status.state in _HOPELESS:
            settled.set()

    def on_frame(frame: CameraFrame) -> None:
        if not seen:
            seen.append((frame.width_px, frame.height_px))
        settled.set()

    end = feed.subscribe(on_status, on_frame)
    try:
        feed.start()
        settled.wait(patience_s)
        status = feed.status
    finally:
        end()
    width_px, height_px = seen[0] if seen else (0, 0)
    return CameraSight(status, width_px, height_px)

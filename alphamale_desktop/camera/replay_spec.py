"""What ``replay:PATH?...`` says."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import parse_qsl

from alphamale_desktop.domain.errors import ReplaySourceError

PREFIX = "replay:"
_USUAL_HOLD_S = 3.0


class FaultKind(StrEnum):
    """FREEZE repeats a picture, UNPLUG fails reads and opening, BUSY fails opening, BLACK and GARBAGE spoil pictures,
    ERROR raises from a read, HANG does not return from a read."""

    FREEZE = "freeze"
    UNPLUG = "unplug"
    BUSY = "busy"
    BLACK = "black"
    GARBAGE = "garbage"
    ERROR = "error"
    HANG = "hang"


@dataclass(frozen=True, slots=True)
class Fault:
    """Seconds since the replay was first opened; ``until_s`` is exclusive."""

    kind: FaultKind
    from_s: float
    until_s: float

    def is_on(self, elapsed_s: float) -> bool:
        return self.from_s <= elapsed_s < self.until_s


@dataclass(frozen=True, slots=True)
class ReplaySpec:
    """A film or a folder of pictures in place of a camera.

    Attributes:
        fps: None is the film's own rate, 30 for pictures.
        hold_s: How long each picture is shown.
    """

    path: Path
    fps: float | None = None
    hold_s: float = _USUAL_HOLD_S
    faults: tuple[Fault, ...] = ()

    @property
    def camera_id(self) -> str:
        return f"{PREFIX}{self.path}"


_QUERY = re.compile(r"\?(?=(?:fps|hold|fault)=)")
_FAULT = re.compile(r"(?P<kind>[a-z]+)@(?P<start>\d+(?:\.\d+)?)s(?:\+(?P<length>\d+(?:\.\d+)?)s)?")
_USUAL_FAULT_S = 5.0
_LONGEST_S = 86_400.0
_FASTEST_FPS = 240.0


def is_replay(choice: str | None) -> bool:
    return choice is not None and choice.startswith(PREFIX)


def parse_replay(choice: str) -> ReplaySpec:
    """Reads ``replay:PATH``, with ``?fps=30&hold=3&fault=freeze@3s,unplug@8s+4s`` if wished.

    A fault lasts five seconds unless it says otherwise.

    Raises:
        ReplaySourceError: If it is malformed; whether the path holds frames shows on opening.
    """
    path, *query = _QUERY.split(choice.removeprefix(PREFIX), maxsplit=1)
    # A plus is a blank in forms, but a length of time here.
    options = dict(parse_qsl(query[0].replace("+", "%2B"), keep_blank_values=True)) if query else {}
    try:
        fps = float(options["fps"]) if "fps" in options else None
        hold_s = float(options.get("hold", _USUAL_HOLD_S))
        faults = tuple(_fault(text) for text in options["fault"].split(",")) if "fault" in options else ()
    except ValueError as error:
        raise ReplaySourceError(path=choice) from error
    known = set(options) <= {"fps", "hold", "fault"}
    if not (path and known and 0 < hold_s <= _LONGEST_S and (fps is None or 0 < fps <= _FASTEST_FPS)):
        raise ReplaySourceError(path=choice)
    return ReplaySpec(Path(path), fps, hold_s, faults)


def _fault(text: str) -> Fault:
    found = _FAULT.fullmatch(text)
    if found is None:
        raise ValueError(text)
    start_s = float(found["start"])
    return Fault(FaultKind(found["kind"]), start_s, start_s + float(found["length"] or _USUAL_FAULT_S))

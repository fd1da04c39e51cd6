"""Which cameras are connected, and where the driver finds each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from alphamale_desktop.application.camera_port import CameraInfo
from alphamale_desktop.domain.errors import CameraMissingError


@dataclass(frozen=True, slots=True)
class CameraNode:
    """A camera and its address: a device path on Linux, a driver's index elsewhere."""

    info: CameraInfo
    address: str | int


class CameraDirectory(Protocol):
    """Any thread."""

    def cameras(self) -> Sequence[CameraInfo]: ...

    def plugged(self) -> frozenset[str]:
        """Ids of what is connected, where that costs next to nothing; else always empty."""
        ...

    def find(self, camera_id: str | None, last_used: str | None) -> CameraNode:
        """That camera, by id or by name; with None the ``last_used`` one if connected, else the first.

        Raises:
            CameraMissingError: If it is not connected.
        """
        ...


def pick(nodes: Sequence[CameraNode], camera_id: str | None, last_used: str | None) -> CameraNode:
    """The rule of ``CameraDirectory.find`` over the connected ``nodes``."""
    by_id = {node.info.camera_id: node for node in nodes}
    if camera_id is not None:
        # Settings may hold a name that a person typed.
        by_name = {node.info.name: node for node in reversed(nodes)}
        found = by_id.get(camera_id) or by_name.get(camera_id)
    else:
        found = by_id.get(last_used or "") or next(iter(nodes), None)
    if found is None:
        raise CameraMissingError()
    return found


class IndexedCameras:
    """Where the system tells no names: cameras by the driver's index, which may change when one is replugged.

    Listing asks ``opens(index)`` for the first few, which switches each camera on for a moment; finding one does not.
    """

    _PREFIX = "index:"
    _LOOKED_AT = 4

    def __init__(self, opens: Callable[[int], bool]) -> None:
        self._opens = opens

    def cameras(self) -> Sequence[CameraInfo]:
        return [self._node(index).info for index in range(self._LOOKED_AT) if self._opens(index)]

    def plugged(self) -> frozenset[str]:
        return frozenset()

    def find(self, camera_id: str | None, last_used: str | None) -> CameraNode:
        wanted = camera_id or last_used or f"{self._PREFIX}0"
        index = wanted.removeprefix(self._PREFIX)
        if index == wanted or not index.isdecimal():
            raise CameraMissingError()
        return self._node(int(index))

    def _node(self, index: int) -> CameraNode:
        return CameraNode(CameraInfo(f"{self._PREFIX}{index}", f"Camera {index + 1}"), index)

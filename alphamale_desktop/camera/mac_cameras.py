"""Cameras by name on macOS, from the system's own report."""

import json
import subprocess
from collections.abc import Callable, Sequence

from alphamale_desktop.application.camera_port import CameraInfo
from alphamale_desktop.camera.directory import CameraNode, pick

_REPORT_WITHIN_S = 10


class MacCameras:
    """A ``CameraDirectory``; one look takes about a second, so nobody watches for plugging.

    OpenCV's AVFoundation driver numbers cameras in the order of their unique ids, and so does this class.
    """

    def __init__(self, report: Callable[[], str]) -> None:
        """``report`` returns the camera section of the system report as JSON, empty when there is none."""
        self._report = report

    def cameras(self) -> Sequence[CameraInfo]:
        return [node.info for node in self._nodes()]

    def plugged(self) -> frozenset[str]:
        return frozenset()

    def find(self, camera_id: str | None, last_used: str | None) -> CameraNode:
        return pick(self._nodes(), camera_id, last_used)

    def _nodes(self) -> list[CameraNode]:
        try:
            entries = json.loads(self._report() or "{}").get("SPCameraDataType", [])
        except json.JSONDecodeError:
            return []
        infos = [CameraInfo(f"mac:{entry.get('spcamera_unique-id', '')}", entry.get("_name", "")) for entry in entries]
        return [CameraNode(info, index) for index, info in enumerate(sorted(infos, key=lambda info: info.camera_id))]


def system_report() -> str:
    """What macOS says of its cameras; empty when it cannot be asked."""
    try:
        asked = subprocess.run(
            ["/usr/sbin/system_profiler", "SPCameraDataType", "-json"],
            capture_output=True,
            check=True,
            text=True,
            timeout=_REPORT_WITHIN_S,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return asked.stdout

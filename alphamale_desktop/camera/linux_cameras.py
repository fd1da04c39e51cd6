"""Cameras by name on Linux, read from sysfs and udev's files: no device is opened."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from alphamale_desktop.application.camera_port import CameraInfo
from alphamale_desktop.camera.directory import CameraNode, pick

_CAPABILITIES = "E:ID_V4L_CAPABILITIES="


class LinuxCameras:
    """A ``CameraDirectory``. Ids are udev's links, which outlive replugging: by-id, else by-path, else the name."""

    def __init__(
        self,
        sys_root: Path = Path("/sys/class/video4linux"),
        dev_root: Path = Path("/dev"),
        udev_root: Path = Path("/run/udev/data"),
    ) -> None:
        self._sys_root = sys_root
        self._dev_root = dev_root
        self._udev_root = udev_root

    def cameras(self) -> Sequence[CameraInfo]:
        return [node.info for node in self._nodes()]

    def plugged(self) -> frozenset[str]:
        return frozenset(info.camera_id for info in self.cameras())

    def find(self, camera_id: str | None, last_used: str | None) -> CameraNode:
        return pick(self._nodes(), camera_id, last_used)

    def _nodes(self) -> list[CameraNode]:
        links = {**self._links("by-path"), **self._links("by-id")}
        seen: Counter[str] = Counter()
        nodes = []
        for entry in self._capture_entries():
            name = _tidy(_read(entry / "name")) or entry.name
            seen[name] += 1
            shown = name if seen[name] == 1 else f"{name} ({seen[name]})"
            camera_id = links.get(entry.name, f"name:{shown}")
            nodes.append(CameraNode(CameraInfo(camera_id, shown), str(self._dev_root / entry.name)))
        return nodes

    def _capture_entries(self) -> Iterator[Path]:
        if not self._sys_root.is_dir():
            return
        numbered = [(int(found[1]), entry) for entry in self._sys_root.iterdir() if (found := _NODE.match(entry.name))]
        for _, entry in sorted(numbered):
            if self._captures(entry):
                yield entry

    def _captures(self, entry: Path) -> bool:
        for line in _read(self._udev_root / f"c{_read(entry / 'dev')}").splitlines():
            if line.startswith(_CAPABILITIES):
                return ":capture:" in line
        # Without udev's word: a webcam's first node captures, the later ones carry metadata.
        return _read(entry / "index") in ("0", "")

    def _links(self, kind: str) -> dict[str, str]:
        folder = self._dev_root / "v4l" / kind
        if not folder.is_dir():
            return {}
        return {link.resolve().name: f"{kind}:{link.name}" for link in sorted(folder.iterdir(), reverse=True)}


_NODE = re.compile(r"video(\d+)$")


def _read(path: Path) -> str:
    # A node can go while we look at it.
    try:
        return path.read_text(errors="replace").strip()
    except OSError:
        return ""


def _tidy(name: str) -> str:
    # Drivers write "HD Webcam C525: HD Webcam C525" and "Integrated_Webcam_HD: Integrate".
    return name.split(":")[0].replace("_", " ").strip()

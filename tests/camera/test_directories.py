"""Cameras by name, from made-up system files."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from alphamale_desktop.application.camera_port import CameraInfo
from alphamale_desktop.camera.directory import CameraNode, IndexedCameras
from alphamale_desktop.camera.linux_cameras import LinuxCameras
from alphamale_desktop.camera.mac_cameras import MacCameras
from alphamale_desktop.domain.errors import CameraMissingError


@dataclass
class LinuxFiles:
    """A system's files under one folder."""

    root: Path

    def plug_in(
        self, number: int, name: str, *, index: int = 0, capabilities: str = "", by_id: str = "", by_path: str = ""
    ) -> None:
        entry = self.root / f"sys/video{number}"
        entry.mkdir(parents=True)
        (entry / "name").write_text(f"{name}\n")
        (entry / "index").write_text(f"{index}\n")
        (entry / "dev").write_text(f"81:{number}\n")
        device = self.root / f"dev/video{number}"
        device.parent.mkdir(parents=True, exist_ok=True)
        device.touch()
        if capabilities:
            udev = self.root / f"udev/c81:{number}"
            udev.parent.mkdir(parents=True, exist_ok=True)
            udev.write_text(f"S:v4l\nE:ID_V4L_CAPABILITIES={capabilities}\nE:ID_MODEL=x\n")
        for kind, link in (("by-id", by_id), ("by-path", by_path)):
            if link:
                folder = self.root / "dev/v4l" / kind
                folder.mkdir(parents=True, exist_ok=True)
                (folder / link).symlink_to(f"../../video{number}")

    def cameras(self) -> LinuxCameras:
        return LinuxCameras(self.root / "sys", self.root / "dev", self.root / "udev")


@pytest.fixture
def linux(tmp_path: Path) -> LinuxFiles:
    return LinuxFiles(tmp_path)


def test_a_computer_without_video_devices_has_no_cameras(linux: LinuxFiles) -> None:
    cameras = linux.cameras()

    assert cameras.cameras() == []
    assert cameras.plugged() == frozenset()
    with pytest.raises(CameraMissingError):
        cameras.find(None, None)


def test_a_webcam_has_a_readable_name_and_an_id_that_outlives_replugging(linux: LinuxFiles) -> None:
    linux.plug_in(0, "HD Pro Webcam C920: HD Pro Webc", capabilities=":capture:", by_id="usb-046d_C920-video-index0")

    assert linux.cameras().cameras() == [CameraInfo("by-id:usb-046d_C920-video-index0", "HD Pro Webcam C920")]


def test_nodes_that_do_not_capture_are_left_out(linux: LinuxFiles) -> None:
    linux.plug_in(0, "Integrated_Webcam_HD", capabilities=":capture:")
    linux.plug_in(1, "Integrated_Webcam_HD", index=1, capabilities=":")
    linux.plug_in(2, "bcm2835-codec", capabilities=":video_output:")

    assert [info.name for info in linux.cameras().cameras()] == ["Integrated Webcam HD"]


def test_without_udev_the_first_node_of_each_device_counts(linux: LinuxFiles) -> None:
    linux.plug_in(0, "Webcam")
    linux.plug_in(1, "Webcam", index=1)

    assert linux.cameras().cameras() == [CameraInfo("name:Webcam", "Webcam")]


def test_two_cameras_of_one_model_are_told_apart(linux: LinuxFiles) -> None:
    linux.plug_in(0, "Webcam", by_path="pci-usb-0:1-video-index0")
    linux.plug_in(2, "Webcam", by_id="usb-Webcam-video-index0", by_path="pci-usb-0:2-video-index0")

    assert linux.cameras().cameras() == [
        CameraInfo("by-path:pci-usb-0:1-video-index0", "Webcam"),
        CameraInfo("by-id:usb-Webcam-video-index0", "Webcam (2)"),
    ]


def test_cameras_are_ordered_by_number_not_by_spelling(linux: LinuxFiles) -> None:
    linux.plug_in(10, "Tenth")
    linux.plug_in(2, "Second")

    assert [info.name for info in linux.cameras().cameras()] == ["Second", "Tenth"]


def test_a_replugged_camera_is_found_under_its_new_number(linux: LinuxFiles) -> None:
    linux.plug_in(0, "Laptop", by_id="laptop")
    linux.plug_in(4, "Booth", by_id="booth")

    node = linux.cameras().find("by-id:booth", None)

    assert node == CameraNode(CameraInfo("by-id:booth", "Booth"), str(linux.root / "dev/video4"))


def test_a_camera_can_be_asked_for_by_its_name(linux: LinuxFiles) -> None:
    linux.plug_in(0, "Laptop", by_id="laptop")
    linux.plug_in(4, "Booth", by_id="booth")

    assert linux.cameras().find("Booth", None).info.camera_id == "by-id:booth"


def test_without_a_choice_the_camera_used_last_comes_before_the_first(linux: LinuxFiles) -> None:
    linux.plug_in(0, "Laptop", by_id="laptop")
    linux.plug_in(4, "Booth", by_id="booth")
    cameras = linux.cameras()

    assert cameras.find(None, None).info.name == "Laptop"
    assert cameras.find(None, "by-id:booth").info.name == "Booth"
    assert cameras.find(None, "by-id:gone").info.name == "Laptop"


def test_a_chosen_camera_that_is_gone_is_not_replaced_by_another(linux: LinuxFiles) -> None:
    linux.plug_in(0, "Laptop", by_id="laptop")

    with pytest.raises(CameraMissingError):
        linux.cameras().find("by-id:booth", "by-id:laptop")


def test_plugging_in_changes_what_is_plugged(linux: LinuxFiles) -> None:
    cameras = linux.cameras()
    before = cameras.plugged()
    linux.plug_in(0, "Webcam", by_id="webcam")

    assert (before, cameras.plugged()) == (frozenset(), frozenset({"by-id:webcam"}))


def test_macs_number_cameras_by_their_unique_ids() -> None:
    report = {
        "SPCameraDataType": [
            {"_name": "USB Camera", "spcamera_unique-id": "0x11000000c45636d"},
            {"_name": "FaceTime HD Camera", "spcamera_unique-id": "0x10000000b1c2d3e"},
        ]
    }
    cameras = MacCameras(lambda: json.dumps(report))

    assert [info.name for info in cameras.cameras()] == ["FaceTime HD Camera", "USB Camera"]
    assert cameras.find("mac:0x11000000c45636d", None).address == 1
    assert cameras.find("FaceTime HD Camera", None).address == 0


@pytest.mark.parametrize("report", ["", "{}", "not json"])
def test_a_mac_that_reports_nothing_has_no_cameras(report: str) -> None:
    cameras = MacCameras(lambda: report)

    assert cameras.cameras() == []
    with pytest.raises(CameraMissingError):
        cameras.find(None, None)


def test_elsewhere_cameras_that_open_are_listed_by_number() -> None:
    cameras = IndexedCameras(lambda index: index in (0, 2))

    assert cameras.cameras() == [CameraInfo("index:0", "Camera 1"), CameraInfo("index:2", "Camera 3")]


def test_elsewhere_finding_a_camera_opens_none() -> None:
    looked_at: list[int] = []

    def opens(index: int) -> bool:
        looked_at.append(index)
        return True

    cameras = IndexedCameras(opens)

    wishes = [(None, None), (None, "index:1"), ("index:2", "index:1")]
    assert [cameras.find(*wish).address for wish in wishes] == [0, 1, 2]
    assert looked_at == []


@pytest.mark.parametrize("nonsense", ["by-id:usb", "index:", "index:-1", "3"])
def test_elsewhere_an_id_of_another_system_is_a_missing_camera(nonsense: str) -> None:
    with pytest.raises(CameraMissingError):
        IndexedCameras(lambda index: True).find(nonsense, None)

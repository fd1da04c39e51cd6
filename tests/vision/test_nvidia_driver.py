"""Whether a GPU may be here is asked of the driver alone."""

from dataclasses import dataclass

import pytest

from alphamale_desktop.vision.nvidia_driver import Driver, gpu_may_be_here


@dataclass
class FakeDriver:
    status: int = 0
    devices: int = 1
    initialised: bool = False

    def init(self) -> int:
        self.initialised = True
        return self.status

    def device_count(self) -> int:
        assert self.initialised
        return self.devices


@pytest.mark.parametrize(
    ("driver", "likely"),
    [(FakeDriver(), True), (FakeDriver(devices=0), False), (FakeDriver(status=100), False)],
    ids=["a GPU", "a driver without a GPU", "a driver that fails"],
)
def test_a_gpu_is_likely_only_where_the_driver_has_one(driver: FakeDriver, likely: bool) -> None:
    assert gpu_may_be_here(lambda: driver) is likely


def test_no_driver_is_no_gpu() -> None:
    def absent() -> Driver:
        raise OSError("libcuda.so.1: cannot open shared object file")

    assert not gpu_may_be_here(absent)

"""Whether an NVIDIA GPU may be here, asked of its driver: importing torch to find out takes seconds."""

import ctypes
import sys
from collections.abc import Callable
from typing import Protocol

_LIBRARY = {"linux": "libcuda.so.1", "win32": "nvcuda.dll"}


class Driver(Protocol):
    """The two calls of CUDA's driver interface; 0 means success."""

    def init(self) -> int: ...

    def device_count(self) -> int:
        """0 also when the driver fails."""
        ...


class CudaDriver:
    """Raises OSError where the driver is not installed."""

    def __init__(self) -> None:
        name = _LIBRARY.get(sys.platform)
        if name is None:
            raise OSError(f"no CUDA driver for {sys.platform}")
        self._library = ctypes.CDLL(name)

    def init(self) -> int:
        return int(self._library.cuInit(0))

    def device_count(self) -> int:
        count = ctypes.c_int(0)
        return count.value if self._library.cuDeviceGetCount(ctypes.byref(count)) == 0 else 0


def gpu_may_be_here(open_driver: Callable[[], Driver] = CudaDriver) -> bool:
    """False when there is plainly none; what torch makes of one that is there is another question."""
    try:
        driver = open_driver()
    except OSError:
        return False
    return driver.init() == 0 and driver.device_count() > 0

"""Where the models will run, found out without importing torch wherever that can be."""

import importlib.util
from collections.abc import Callable

from alphamale_desktop.domain.errors import DeviceUnavailableError
from alphamale_desktop.vision.nvidia_driver import gpu_may_be_here


def device_named(choice: str, gpu_is_likely: Callable[[], bool] = gpu_may_be_here) -> str:
    """``cpu`` or ``cuda``; torch is imported only where a GPU may be, or was asked for.

    Raises:
        DeviceUnavailableError: If CUDA was asked for and does not work here, or ``choice`` is something else.
    """
    if choice == "cpu" or (choice == "auto" and not gpu_is_likely()):
        return "cpu"
    try:
        from alphamale_desktop.vision.device import device_for
    except (ImportError, OSError) as error:
        if choice == "auto":
            return "cpu"
        raise DeviceUnavailableError(device=choice) from error
    return str(device_for(choice))


def torch_is_likely(choice: str, gpu_is_likely: Callable[[], bool] = gpu_may_be_here) -> bool:
    """Whether the models will ask for torch, as far as can be told without importing anything large."""
    if importlib.util.find_spec("torch") is None:
        return False
    needs_cuda = choice == "cuda" or (choice == "auto" and gpu_is_likely())
    return needs_cuda or importlib.util.find_spec("onnxruntime") is None

"""Where the models run."""

from typing import Literal, get_args

import torch

from alphamale_desktop.domain.errors import DeviceUnavailableError

DeviceChoice = Literal["auto", "cpu", "cuda"]


def device_for(choice: str) -> torch.device:
    """``auto`` is CUDA where there is a working one, else the CPU.

    Raises:
        DeviceUnavailableError: If CUDA was asked for and does not work here, or ``choice`` is something else.
    """
    if choice not in get_args(DeviceChoice):
        raise DeviceUnavailableError(device=choice)
    if choice == "cpu" or (choice == "auto" and not torch.cuda.is_available()):
        return torch.device("cpu")
    try:
        torch.zeros(1, device="cuda").add_(1).item()
    except (RuntimeError, AssertionError) as error:
        # A driver that is too old says that CUDA is there and fails at the first use.
        if choice == "auto":
            return torch.device("cpu")
        raise DeviceUnavailableError(device=choice) from error
    return torch.device("cuda")

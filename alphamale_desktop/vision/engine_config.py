"""How the models run, whichever engine runs them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """How the models run.

    Attributes:
        device: ``auto``, ``cpu`` or ``cuda``.
        threads: CPU threads of one model call; 0 leaves the choice to the engine. More than the cores that are free
            make it slower; torch much slower without OMP_WAIT_POLICY=PASSIVE in the environment.
    """

    device: str = "auto"
    threads: int = 0

"""What an operator or the owner of a desktop may set from inside the program."""

from dataclasses import dataclass
from typing import Protocol

RETENTION_DAYS = (1, 3650)
RETAKES = (0, 10)
IDLE_S = (10, 3600)
TEXT_PERCENT = (100, 200)
EVENT_NAME_LENGTH = 60
DEVICES = ("auto", "cpu", "cuda")


@dataclass(frozen=True, slots=True)
class Choices:
    """One machine's settings as people choose them; the constants of this module are the ranges, both ends included.

    Attributes:
        language: ``"ko"``, ``"en"``, or empty: as the operating system says.
        camera: A camera's id or name; empty: whichever there is.
        auto_shutter: The photo takes itself when the framing is good.
        retakes: In a kiosk.
        idle_s: In a kiosk: without input for so long, the guest is asked whether he is still there.

    Raises:
        ValueError: If a value is out of its range.
    """

    language: str = ""
    event_name: str = ""
    camera: str = ""
    auto_shutter: bool = False
    device: str = "auto"
    retakes: int = 2
    idle_s: int = 60
    retention_days: int = 30
    text_percent: int = 100
    is_high_contrast: bool = False
    has_motion: bool = True

    def __post_init__(self) -> None:
        ranges = (
            ("retakes", self.retakes, RETAKES),
            ("idle_s", self.idle_s, IDLE_S),
            ("retention_days", self.retention_days, RETENTION_DAYS),
            ("text_percent", self.text_percent, TEXT_PERCENT),
        )
        for name, value, (least, most) in ranges:
            if not least <= value <= most:
                raise ValueError(f"want {name} from {least} to {most}, got {value}")
        if self.language not in ("", "ko", "en") or self.device not in DEVICES:
            raise ValueError(f"unknown language {self.language!r} or device {self.device!r}")
        if len(self.event_name) > EVENT_NAME_LENGTH:
            raise ValueError(f"want an event name of at most {EVENT_NAME_LENGTH} letters, got {len(self.event_name)}")


class SettingsDesk(Protocol):
    """Where choices are kept. Worker threads, one call at a time."""

    def read(self) -> Choices:
        """As they are in force."""
        ...

    def write(self, choices: Choices) -> None:
        """Keeps them for the next start; raises SettingsMalformedError if they cannot be written."""
        ...

"""What an operator may set about the small server on the venue's network."""

from dataclasses import dataclass, field

LINK_HOURS = (1, 168)
WIFI_NAME_BYTES = 32
WIFI_PASSWORD = (8, 63)
"""Letters of a WPA password, both ends included."""


@dataclass(frozen=True, slots=True)
class LanChoices:
    """One machine's; the constants of this module are the ranges, both ends included.

    Attributes:
        wifi_name: Of the network that phones join; empty: they are in it already.
        wifi_password: Empty for an open network; hidden from ``repr``.
        link_hours: So long does a link open.
        phone_app: Also answer the original phone app.
        phone_app_keeps: Store what it sends.

    Raises:
        ValueError: If a value is out of its range.
    """

    is_on: bool = False
    wifi_name: str = ""
    wifi_password: str = field(default="", repr=False)
    link_hours: int = 24
    phone_app: bool = True
    phone_app_keeps: bool = False

    def __post_init__(self) -> None:
        if not is_wifi_name(self.wifi_name):
            raise ValueError(f"want a network's name of at most {WIFI_NAME_BYTES} bytes")
        if not is_wifi_password(self.wifi_password):
            raise ValueError("want 8 to 63 letters or none")
        least, most = LINK_HOURS
        if not least <= self.link_hours <= most:
            raise ValueError(f"want {least} to {most} hours, got {self.link_hours}")


def is_wifi_name(name: str) -> bool:
    """Networks count bytes; a Korean syllable is three."""
    return len(name.encode()) <= WIFI_NAME_BYTES


def is_wifi_password(password: str) -> bool:
    least, most = WIFI_PASSWORD
    return not password or (least <= len(password) <= most and password.isascii())

"""What one client, and all of them together, may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanLimits:
    """Attributes:
    connections, connections_per_address: Open at once; one more is closed unread.
    head_s: A request's head must be there after so long.
    life_s: No connection lasts longer, whatever happens on it.
    body_bytes: Of one request.
    bodies: So many are read at once.
    body_stall_s: Nothing of a body for so long ends it.
    body_bytes_per_s: A body must come so fast on average, after a grace of ``body_stall_s``.
    analyses, pages: So many wait at most for the one worker that judges, and for the one that reads links.
    requests_burst, requests_per_s: Of one address.
    phone_burst, phone_per_s: Photos to judge, of one address.
    guesses_burst, guesses_per_s: Links that do not exist, of one address.
    addresses: So many are remembered; the least recent is forgotten.
    """

    connections: int = 96
    connections_per_address: int = 12
    head_s: float = 5.0
    life_s: float = 45.0
    line_bytes: int = 2_048
    field_bytes: int = 4_096
    fields: int = 48
    body_bytes: int = 12 * 2**20
    bodies: int = 4
    body_stall_s: float = 4.0
    body_bytes_per_s: int = 16 * 2**10
    analyses: int = 4
    pages: int = 16
    requests_burst: float = 40
    requests_per_s: float = 4
    phone_burst: float = 6
    phone_per_s: float = 0.5
    guesses_burst: float = 8
    guesses_per_s: float = 0.05
    addresses: int = 1_024

"""How often one address may ask."""

from collections import OrderedDict
from collections.abc import Callable


class RateLimit:
    """A bucket of tokens for each address; one thread.

    Args:
        burst: So many at once.
        per_s: So many come back in a second.
        most_addresses: The least recent address is forgotten beyond that.
        monotonic_s: A clock.
    """

    def __init__(self, burst: float, per_s: float, most_addresses: int, monotonic_s: Callable[[], float]) -> None:
        self._burst = burst
        self._per_s = per_s
        self._most_addresses = most_addresses
        self._monotonic_s = monotonic_s
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def wait_s(self, address: str) -> float:
        """Seconds until the address may ask again; 0: now. Takes nothing."""
        return max(0.0, (1 - self._left(address)) / self._per_s)

    def take(self, address: str) -> float:
        """Takes one where there is one: 0; otherwise the seconds to wait."""
        left = self._left(address)
        if left < 1:
            return (1 - left) / self._per_s
        self._buckets[address] = (left - 1, self._monotonic_s())
        self._buckets.move_to_end(address)
        if len(self._buckets) > self._most_addresses:
            self._buckets.popitem(last=False)
        return 0.0

    def _left(self, address: str) -> float:
        left, seen_s = self._buckets.get(address, (self._burst, self._monotonic_s()))
        return min(self._burst, left + (self._monotonic_s() - seen_s) * self._per_s)

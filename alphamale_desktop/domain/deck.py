"""Drawing without repeats from a large set, in constant time and memory per draw."""

import random


class Deck:
    """Positions 0 .. size-1 in random order, each once before any comes again.

    A lazy Fisher-Yates shuffle: only the positions that were touched are remembered, so a deck of a million costs
    nothing to make. Source: Durstenfeld, CACM 7 (1964). Not thread-safe.

    Args:
        size: 0 or more.
        chance: The source of randomness; seed it for a repeatable order.
    """

    def __init__(self, size: int, chance: random.Random) -> None:
        if size < 0:
            raise ValueError(f"want a size of 0 or more, got {size}")
        self._size = size
        self._chance = chance
        self._left = size
        self._moved: dict[int, int] = {}

    @property
    def size(self) -> int:
        return self._size

    def draw(self, count: int) -> list[int]:
        """Up to ``count`` different positions; fewer only when the deck is smaller than that.

        When the deck runs out amid a draw it is shuffled anew, without what this draw already holds.
        """
        wanted = min(count, self._size)
        hand: dict[int, None] = {}
        while len(hand) < wanted:
            if self._left == 0:
                self._left = self._size
                self._moved.clear()
            hand[self._next()] = None
        return list(hand)

    def _next(self) -> int:
        pick = self._chance.randrange(self._left)
        self._left -= 1
        position = self._moved.get(pick, pick)
        self._moved[pick] = self._moved.pop(self._left, self._left)
        return position

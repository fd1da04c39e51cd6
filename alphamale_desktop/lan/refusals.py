"""Refused requests, counted by reason and logged without a word about who asked."""

import logging
from collections import Counter
from collections.abc import Callable
from enum import StrEnum

logger = logging.getLogger(__name__)

_LOG_EVERY_S = 60.0


class Refusal(StrEnum):
    CONNECTIONS = "too many connections"
    SLOW_HEAD = "the request's head did not come"
    TOO_LONG = "the connection lasted too long"
    MALFORMED = "not HTTP as we speak it"
    HOST = "another host's name"
    METHOD = "a method that nothing here has"
    UPGRADE = "an upgrade to another protocol"
    PATH = "a path that nothing here has"
    RATE = "too many requests"
    GUESSES = "too many links that do not exist"
    UNKNOWN_LINK = "a link that does not exist"
    BODY_TYPE = "a body of another type"
    BODY_TOO_LARGE = "a body that is too large"
    BODY_SLOW = "a body that came too slowly"
    BODY_WRONG = "a body that makes no sense"
    PICTURE = "a picture that cannot be read"
    BUSY = "too much to do"
    LEFT = "a client that left in the middle"


class RefusalLog:
    """One line a reason and minute; one thread.

    Attributes:
        counts: Since the start.
    """

    def __init__(self, monotonic_s: Callable[[], float]) -> None:
        self._monotonic_s = monotonic_s
        self._logged_at_s: dict[Refusal, float] = {}
        self._silent: Counter[Refusal] = Counter()
        self.counts: Counter[Refusal] = Counter()

    def note(self, reason: Refusal) -> None:
        self.counts[reason] += 1
        self._silent[reason] += 1
        now_s, last_s = self._monotonic_s(), self._logged_at_s.get(reason)
        if last_s is None or now_s - last_s >= _LOG_EVERY_S:
            self._logged_at_s[reason] = now_s
            logger.info("refused on the local network: %s (%d)", reason.value, self._silent.pop(reason))

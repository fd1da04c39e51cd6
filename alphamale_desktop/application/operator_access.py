"""Who may enter the operator area: a PIN, and delays that grow with wrong ones."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from alphamale_desktop.application.ports import Clock
from alphamale_desktop.domain.errors import PinTooSimpleError

SHORTEST_PIN, LONGEST_PIN = 4, 12
FREE_TRIES = 3
"""So many wrong PINs cost no waiting: fingers slip."""

_FIRST_DELAY_S = 5
_LONGEST_DELAY_S = 900


@dataclass(frozen=True, slots=True)
class PinRecord:
    """What is kept about the PIN, also across restarts.

    Attributes:
        hashed: argon2 hash; empty until an operator sets a PIN.
        failures: Wrong PINs since the last right one.
        locked_until: Aware UTC; no PIN is looked at before.
    """

    hashed: str = ""
    failures: int = 0
    locked_until: datetime | None = None


class PinStore(Protocol):
    """Any thread."""

    def load(self) -> PinRecord: ...

    def save(self, record: PinRecord) -> None:
        """Raises SettingsMalformedError if it cannot be written."""
        ...


class PinHasher(Protocol):
    """Slow on purpose: keep it off the thread that draws."""

    def hash(self, pin: str) -> str: ...

    def matches(self, hashed: str, pin: str) -> bool: ...


class Admission(StrEnum):
    ADMITTED = "admitted"
    WRONG = "wrong"
    LOCKED = "locked"
    NO_PIN_SET = "no_pin_set"


@dataclass(frozen=True, slots=True)
class Answer:
    """Attributes: wait_s: How long until the next PIN is looked at; 0 when at once."""

    admission: Admission
    wait_s: float = 0.0


class OperatorAccess:
    """Checks and sets the PIN. Worker threads, one call at a time.

    A wrong PIN is counted before it is compared, so that pulling the plug during the comparison gains no try.
    """

    def __init__(self, store: PinStore, hasher: PinHasher, clock: Clock) -> None:
        self._store = store
        self._hasher = hasher
        self._clock = clock

    @property
    def has_pin(self) -> bool:
        return bool(self._store.load().hashed)

    def enter(self, pin: str) -> Answer:
        """Raises SettingsMalformedError if the try cannot be recorded: then nobody is admitted."""
        record = self._store.load()
        if not record.hashed:
            return Answer(Admission.NO_PIN_SET)
        now = self._clock.now()
        # A clock that was set back must not lock the operator out for longer than the longest delay.
        if record.locked_until is not None and now < record.locked_until <= now + timedelta(seconds=_LONGEST_DELAY_S):
            return Answer(Admission.LOCKED, (record.locked_until - now).total_seconds())
        wait_s = delay_after(record.failures + 1)
        until = now + timedelta(seconds=wait_s) if wait_s else None
        self._store.save(replace(record, failures=record.failures + 1, locked_until=until))
        if not self._hasher.matches(record.hashed, pin):
            return Answer(Admission.WRONG, wait_s)
        self._store.save(PinRecord(record.hashed))
        return Answer(Admission.ADMITTED)

    def set_first_pin(self, pin: str) -> Answer:
        """Sets the PIN where there is none yet; otherwise only says that there is one.

        Raises:
            PinTooSimpleError: Unless it is 4 to 12 digits that are not all the same.
            SettingsMalformedError: If it cannot be written.
        """
        if self.has_pin:
            return Answer(Admission.LOCKED)
        self._write(pin)
        return Answer(Admission.ADMITTED)

    def change_pin(self, present: str, fresh: str) -> Answer:
        """Replaces the PIN for whoever knows the present one; raises as ``set_first_pin`` does."""
        check_pin(fresh)
        answer = self.enter(present)
        if answer.admission is Admission.ADMITTED:
            self._write(fresh)
        return answer

    def _write(self, pin: str) -> None:
        check_pin(pin)
        self._store.save(PinRecord(self._hasher.hash(pin)))


def check_pin(pin: str) -> None:
    """Raises PinTooSimpleError unless ``pin`` is 4 to 12 ASCII digits that are not all the same."""
    is_digits = pin.isascii() and pin.isdigit()
    if not is_digits or not SHORTEST_PIN <= len(pin) <= LONGEST_PIN or len(set(pin)) == 1:
        raise PinTooSimpleError(shortest=SHORTEST_PIN, longest=LONGEST_PIN)


def delay_after(failures: int) -> float:
    """Seconds to wait after so many wrong PINs in a row: nothing for three, then 5, 10, 20 .. 900."""
    if failures <= FREE_TRIES:
        return 0.0
    # Capped before it is raised: a kiosk that is poked at for days would overflow otherwise.
    doublings = min(failures - FREE_TRIES - 1, 10)
    return float(min(_FIRST_DELAY_S * 2**doublings, _LONGEST_DELAY_S))

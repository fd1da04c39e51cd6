"""Kiosks leave word in the organiser's bucket: how each is, and what it counted. No server is needed for that."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from alphamale_desktop.application.object_store_port import Content, Listed, ObjectShelf
from alphamale_desktop.application.ports import Clock
from alphamale_desktop.domain.delivery_errors import ObjectMismatchError, ObjectMissingError
from alphamale_desktop.domain.heartbeat import Heartbeat
from alphamale_desktop.domain.numbers import Counted, KioskCounted

REMEMBERED = timedelta(days=31)
"""Counters of so many days are brought up to date; older ones lie there already, or nobody asks any more."""

_KEY = re.compile(r"(?P<kiosk>[0-9a-f-]{36})/(?:(?P<beat>heartbeat)|counters/(?P<day>\d{4}-\d\d-\d\d))\.json")
_LONGEST_LETTER = 1 << 20
_MEDIA_TYPE = "application/json"


class Letters(Protocol):
    """What lies in the bucket, as bytes. What cannot be read is nothing: one kiosk's bug must not hide the others."""

    def of_heartbeat(self, heartbeat: Heartbeat) -> bytes: ...

    def heartbeat(self, letter: bytes, seen_at: datetime) -> Heartbeat | None: ...

    def of_counters(self, kiosk_id: UUID, counted: Sequence[Counted]) -> bytes: ...

    def counters(self, letter: bytes) -> Sequence[KioskCounted]: ...


class BucketBoard:
    """One thread at a time. Everything may raise DeliveryError.

    Objects lie at ``FOLDER/KIOSK/heartbeat.json`` and, for each day in UTC, ``FOLDER/KIOSK/counters/DAY.json``; each
    replaces the one before.

    Args:
        folder: The beginning of every key, without a slash at its end.
    """

    def __init__(self, shelf: ObjectShelf, folder: str, letters: Letters, clock: Clock) -> None:
        self._shelf = shelf
        self._folder = folder
        self._letters = letters
        self._clock = clock
        self._sent: dict[date, str] = {}

    def beat(self, heartbeat: Heartbeat) -> None:
        key = f"{self._folder}/{heartbeat.kiosk_id}/heartbeat.json"
        self._shelf.put(key, Content(self._letters.of_heartbeat(heartbeat), _MEDIA_TYPE), _carry_on)

    def heartbeats(self) -> tuple[Sequence[Heartbeat], datetime]:
        """The newest of every kiosk by name, and what time it is at the target."""
        beats = []
        for match, listed in self._found(self._shelf.listing(f"{self._folder}/")):
            letter = self._letter(listed.key) if match["beat"] else None
            beat = self._letters.heartbeat(letter, listed.put_at) if letter is not None else None
            if beat is not None and str(beat.kiosk_id) == match["kiosk"]:
                beats.append(beat)
        # Known only after an answer.
        now = self._clock.now() - timedelta(seconds=self._shelf.skew_s)
        return sorted(beats, key=lambda beat: (beat.name, beat.kiosk_id)), now

    def put_counters(self, kiosk_id: UUID, counted: Sequence[Counted]) -> int:
        """Days whose counts are not there yet, as they are now; says how many were sent."""
        sent = 0
        for day, counts in _by_day(counted).items():
            content = Content(self._letters.of_counters(kiosk_id, counts), _MEDIA_TYPE)
            digest = hashlib.sha256(content.data).hexdigest()
            if self._sent.get(day) == digest:
                continue
            key = f"{self._folder}/{kiosk_id}/counters/{day}.json"
            # After a start nobody knows what was sent before.
            if day in self._sent or not self._shelf.holds(key, content):
                self._shelf.put(key, content, _carry_on)
                sent += 1
            self._sent[day] = digest
        return sent

    def counters(self, since: datetime, until: datetime) -> Sequence[KioskCounted]:
        """Of all kiosks, ``until`` not included."""
        days = since.astimezone(UTC).date().isoformat(), until.astimezone(UTC).date().isoformat()
        counted: list[KioskCounted] = []
        for match, listed in self._found(self._shelf.listing(f"{self._folder}/")):
            if match["day"] is None or not days[0] <= match["day"] <= days[1]:
                continue
            letter = self._letter(listed.key)
            found = self._letters.counters(letter) if letter is not None else ()
            counted += [one for one in found if str(one.kiosk_id) == match["kiosk"]]
        return [one for one in counted if since <= one.counted.hour < until]

    def forget(self, kiosk_id: UUID) -> None:
        """Heartbeat and counters of a kiosk that is no longer used; the heartbeat last, so that a try that was cut off
        can be found and made again."""
        found = self._found(self._shelf.listing(f"{self._folder}/{kiosk_id}/"))
        for _, listed in sorted(found, key=lambda one: one[0]["beat"] is not None):
            self._shelf.delete(listed.key, "")

    def try_out(self, kiosk_id: UUID) -> None:
        """Whether this kiosk may write, read and delete there; leaves nothing behind."""
        key = f"{self._folder}/{kiosk_id}/check.json"
        moment = json.dumps({"at": self._clock.now().isoformat()}).encode()
        self._shelf.put(key, Content(moment, _MEDIA_TYPE), _carry_on)
        self._shelf.delete(key, "")

    def _found(self, listing: Sequence[Listed]) -> Sequence[tuple[Mapping[str, str | None], Listed]]:
        start = len(self._folder) + 1
        matches = [(_KEY.fullmatch(listed.key[start:]), listed) for listed in listing]
        return [(match.groupdict(), listed) for match, listed in matches if match is not None]

    def _letter(self, key: str) -> bytes | None:
        try:
            return self._shelf.get(key, _LONGEST_LETTER)
        except (ObjectMissingError, ObjectMismatchError):
            return None


def _by_day(counted: Sequence[Counted]) -> dict[date, list[Counted]]:
    days: dict[date, list[Counted]] = {}
    for one in counted:
        days.setdefault(one.hour.astimezone(UTC).date(), []).append(one)
    return days


def _carry_on() -> None:
    """A letter is sent in one piece."""

"""What a kiosk writes into the organiser's bucket, as JSON; see ``docs/fleet.md``."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from alphamale_desktop.domain.heartbeat import Heartbeat
from alphamale_desktop.domain.numbers import Counted, CounterName, KioskCounted
from alphamale_desktop.storage.heartbeat_mapping import heartbeat_in, letter_of


class _Count(BaseModel):
    model_config = ConfigDict(extra="ignore")

    hour: AwareDatetime
    name: str
    label: Annotated[str, Field(max_length=200)]
    count: Annotated[int, Field(ge=0)]
    total_s: Annotated[float, Field(ge=0, allow_inf_nan=False)]


class _Counters(BaseModel):
    model_config = ConfigDict(extra="ignore")

    kiosk: UUID
    counters: list[_Count]


class JsonLetters:
    """Satisfies ``Letters``. A newer program may say more; what is unknown here is left out."""

    def of_heartbeat(self, heartbeat: Heartbeat) -> bytes:
        return letter_of(heartbeat).encode()

    def heartbeat(self, letter: bytes, seen_at: datetime) -> Heartbeat | None:
        return heartbeat_in(letter, seen_at)

    def of_counters(self, kiosk_id: UUID, counted: Sequence[Counted]) -> bytes:
        """The same bytes for the same counts."""
        counts = [
            _Count(hour=one.hour, name=one.name.value, label=one.label, count=one.count, total_s=round(one.total_s, 3))
            for one in sorted(counted, key=lambda one: (one.hour, one.name, one.label))
        ]
        return _Counters(kiosk=kiosk_id, counters=counts).model_dump_json(indent=1).encode()

    def counters(self, letter: bytes) -> Sequence[KioskCounted]:
        try:
            found = _Counters.model_validate_json(letter)
        except ValidationError:
            return ()
        known = set(CounterName)
        return [
            KioskCounted(found.kiosk, Counted(one.hour, CounterName(one.name), one.label, one.count, one.total_s))
            for one in found.counters
            if one.name in known
        ]

"""Who may stay connected, and for how long: aiohttp itself waits for ever for a request's head."""

import asyncio
import socket
import struct
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from alphamale_desktop.lan.limits import LanLimits
from alphamale_desktop.lan.refusals import Refusal, RefusalLog

_ROUNDS = 5

MakeProtocol = Callable[[], asyncio.Protocol]


class Doorkeeper:
    """Counts connections, whole and by address; one event loop.

    Args:
        make: The protocol that speaks HTTP on an admitted connection.
    """

    def __init__(self, make: MakeProtocol, limits: LanLimits, refusals: RefusalLog) -> None:
        self.make = make
        self.limits = limits
        self.refusals = refusals
        self._doors: dict[asyncio.BaseTransport, Door] = {}
        self._by_address: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._doors)

    def new_door(self) -> "Door":
        return Door(self)

    def head_came(self, transport: asyncio.BaseTransport | None) -> None:
        """The request's head is there: the wait for it is over."""
        door = self._doors.get(transport) if transport is not None else None
        if door is not None:
            door.head_came()

    async def close(self) -> None:
        """Ends every connection; they are gone when it returns. Nobody may be let in any more."""
        # What was accepted just now becomes a connection in the loop's next rounds; what is ended, ends in them.
        for _ in range(_ROUNDS):
            await asyncio.sleep(0)
        for door in [*self._doors.values()]:
            door.abort()
        for _ in range(_ROUNDS):
            await asyncio.sleep(0)

    def admit(self, door: "Door", transport: asyncio.BaseTransport, address: str) -> bool:
        if self._by_address[address] >= self.limits.connections_per_address or not self._has_room():
            self.refusals.note(Refusal.CONNECTIONS)
            return False
        self._doors[transport] = door
        self._by_address[address] += 1
        return True

    def _has_room(self) -> bool:
        """Where all is taken, whoever has been silent for longest goes: a guest speaks at once."""
        if len(self._doors) < self.limits.connections:
            return True
        silent = next((door for door in self._doors.values() if door.is_silent), None)
        if silent is None:
            return False
        self.refusals.note(Refusal.CONNECTIONS)
        silent.abort()
        return True

    def leave(self, transport: asyncio.BaseTransport, address: str) -> None:
        if self._doors.pop(transport, None) is None:
            return
        self._by_address[address] -= 1
        if self._by_address[address] <= 0:
            del self._by_address[address]


class Door(asyncio.Protocol):
    """One connection: passes everything on to HTTP, and closes it when it takes too long."""

    def __init__(self, keeper: Doorkeeper) -> None:
        self._keeper = keeper
        self._inner: asyncio.Protocol | None = None
        self._transport: asyncio.Transport | None = None
        self._address = ""
        self._timers: list[asyncio.TimerHandle] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        peer = transport.get_extra_info("peername")
        self._address = str(peer[0]) if peer else ""
        self._transport = transport
        if not self._keeper.admit(self, transport, self._address):
            transport.abort()
            return
        loop, limits = asyncio.get_running_loop(), self._keeper.limits
        self._timers = [
            loop.call_later(limits.head_s, self._give_up, Refusal.SLOW_HEAD),
            loop.call_later(limits.life_s, self._give_up, Refusal.TOO_LONG),
        ]
        self._inner = self._keeper.make()
        self._inner.connection_made(transport)

    @property
    def is_silent(self) -> bool:
        """Its request's head has not come."""
        return bool(self._timers) and not self._timers[0].cancelled()

    def head_came(self) -> None:
        if self._timers:
            self._timers[0].cancel()

    def data_received(self, data: bytes) -> None:
        if self._inner is not None:
            self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self._inner.eof_received() if self._inner is not None else None

    def pause_writing(self) -> None:
        if self._inner is not None:
            self._inner.pause_writing()

    def resume_writing(self) -> None:
        if self._inner is not None:
            self._inner.resume_writing()

    def connection_lost(self, error: Exception | None) -> None:
        for timer in self._timers:
            timer.cancel()
        self._timers = []
        inner, self._inner = self._inner, None
        if self._transport is not None and inner is not None:
            self._keeper.leave(self._transport, self._address)
        if inner is not None:
            inner.connection_lost(error)

    def abort(self) -> None:
        if self._transport is None:
            return
        # A reset: otherwise the system would keep what the client does not read, and go on trying.
        with suppress(OSError):
            self._transport.get_extra_info("socket").setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
            )
        self._transport.abort()
        # Its place is free at once; the loop tells of the loss later.
        self._keeper.leave(self._transport, self._address)

    def _give_up(self, reason: Refusal) -> None:
        self._keeper.refusals.note(reason)
        self.abort()

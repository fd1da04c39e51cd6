"""The small server on the venue's network: its thread, its start, its end."""

import asyncio
import logging
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from time import monotonic

from aiohttp import web

from alphamale_desktop.application.answer_phone_app import AnswerPhoneApp
from alphamale_desktop.application.share_port import SharePages
from alphamale_desktop.application.shared_cards import SharedCards
from alphamale_desktop.lan.doorkeeper import Doorkeeper
from alphamale_desktop.lan.gate import Gate
from alphamale_desktop.lan.guest_routes import GuestRoutes
from alphamale_desktop.lan.limits import LanLimits
from alphamale_desktop.lan.own_address import host_names, own_address
from alphamale_desktop.lan.phone_routes import PhoneRoutes
from alphamale_desktop.lan.refusals import RefusalLog
from alphamale_desktop.lan.wire import http_protocol
from alphamale_desktop.lan.worker import Worker

logger = logging.getLogger(__name__)

_BACKLOG = 64
_RETRY_S = (2.0, 5.0, 15.0, 60.0)
_JOIN_S = 10.0


class LanCondition(StrEnum):
    OFF = "off"
    SERVING = "serving"
    NO_NETWORK = "no_network"
    """The server runs, but this computer is on no network."""
    PORT_TAKEN = "port_taken"
    """The port cannot be had; it is tried again and again."""


@dataclass(frozen=True, slots=True)
class LanConfig:
    """Attributes:
    address: Which of this computer's addresses to listen on; ``0.0.0.0``: all.
    port: 0: any free one.
    hostname: What links say instead of the address; empty: the address.
    """

    address: str = "0.0.0.0"  # noqa: S104 - the venue's network is what it is for
    port: int = 8350
    hostname: str = ""
    event_name: str = ""
    limits: LanLimits = field(default_factory=LanLimits)


class LanServer:
    """Owns one thread; ``start`` and ``stop`` from one thread, the rest from any.

    Args:
        phone: None leaves the phone app's protocol out.
    """

    def __init__(
        self,
        config: LanConfig,
        cards: SharedCards,
        pages: SharePages,
        phone: AnswerPhoneApp | None,
        today: Callable[[], date],
    ) -> None:
        self._config = config
        self._cards = cards
        self._pages = pages
        self._phone = phone
        self._today = today
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._is_told = threading.Event()
        self._port: int | None = None
        self.refusals = RefusalLog(monotonic)
        self.keeper: Doorkeeper | None = None
        self._gate: Gate | None = None

    @property
    def remembered_addresses(self) -> int:
        """Of how many addresses something is known."""
        return self._gate.remembered if self._gate is not None else 0

    def start(self) -> None:
        """Returns at once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="lan", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Closes every connection and joins the thread; a second call does nothing."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._is_told.wait(_JOIN_S)
        loop, stopping = self._loop, self._stopping
        if loop is not None and stopping is not None:
            loop.call_soon_threadsafe(stopping.set)
        thread.join(_JOIN_S)
        if thread.is_alive():
            logger.error("the local network's server did not end in time")

    def wait_until_told(self, timeout_s: float) -> bool:
        """Until the first try to listen is over; whether it came to that."""
        return self._is_told.wait(timeout_s)

    @property
    def condition(self) -> LanCondition:
        """Asks the system for its address: milliseconds."""
        if self._thread is None:
            return LanCondition.OFF
        if self._port is None:
            return LanCondition.PORT_TAKEN if self._is_told.is_set() else LanCondition.OFF
        return LanCondition.SERVING if self._host() else LanCondition.NO_NETWORK

    @property
    def is_listening(self) -> bool:
        return self._port is not None

    def link_base(self) -> str | None:
        """``http://HOST:PORT``, what links begin with; None where phones cannot come."""
        port, host = self._port, self._host()
        if port is None or not host:
            return None
        return f"http://{host}" if port == 80 else f"http://{host}:{port}"

    def _host(self) -> str | None:
        if self._config.hostname:
            return self._config.hostname if own_address() else None
        if self._config.address not in ("0.0.0.0", ""):  # noqa: S104 - compared, not bound
            return self._config.address
        return own_address()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except Exception:
            logger.exception("the local network's server broke")
        finally:
            self._port = None
            self._is_told.set()

    async def _serve(self) -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(_log_quietly)
        self._loop, self._stopping = loop, asyncio.Event()
        pages = Worker("lan-pages", self._config.limits.pages)
        judge = Worker("lan-judge", self._config.limits.analyses)
        try:
            listening = await self._listen_at_last(self._stopping)
            if listening is not None:
                await self._answer(listening, pages, judge, self._stopping)
        finally:
            self._loop = None
            for worker in (pages, judge):
                await asyncio.to_thread(worker.close)

    async def _listen_at_last(self, stopping: asyncio.Event) -> socket.socket | None:
        """A listening socket, however long the port is taken; None when the server is to stop before."""
        tries = 0
        while not stopping.is_set():
            try:
                listening = _listen(self._config.address, self._config.port)
            except OSError as error:
                if not tries:
                    logger.warning("the local network's port %d cannot be had: %s", self._config.port, error.strerror)
                self._is_told.set()
                wait_s = _RETRY_S[min(tries, len(_RETRY_S) - 1)]
                tries += 1
                try:
                    await asyncio.wait_for(stopping.wait(), wait_s)
                except TimeoutError:
                    continue
            else:
                return listening
        return None

    async def _answer(self, listening: socket.socket, pages: Worker, judge: Worker, stopping: asyncio.Event) -> None:
        config, loop = self._config, asyncio.get_running_loop()
        names = host_names() | {config.hostname.lower()} - {""}
        self._gate = gate = Gate(config.limits, self.refusals, names)
        app = web.Application(middlewares=[gate.middleware()], client_max_size=config.limits.body_bytes)
        app.add_routes(GuestRoutes(self._cards, self._pages, gate, pages, config.event_name).routes())
        if self._phone is not None:
            app.add_routes(PhoneRoutes(self._phone, gate, judge, self._today).routes())
        runner = web.AppRunner(app, handle_signals=False, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        http = runner.server
        assert http is not None
        keeper = Doorkeeper(lambda: http_protocol(http, config.limits, self.refusals), config.limits, self.refusals)
        self.keeper = gate.keeper = keeper
        server = await loop.create_server(keeper.new_door, sock=listening, backlog=_BACKLOG)
        self._port = int(listening.getsockname()[1])
        self._is_told.set()
        try:
            await stopping.wait()
        finally:
            self._port = None
            # A connection that is accepted while its server closes would be lost, unclosed: first nobody is let in.
            with suppress(NotImplementedError):
                loop.remove_reader(listening)
            await keeper.close()
            server.close()
            await runner.cleanup()


def _listen(address: str, port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((address, port))
        listening.setblocking(False)
    except OSError:
        listening.close()
        raise
    return listening


def _log_quietly(_: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    """asyncio's own handler would write a client's address."""
    error = context.get("exception")
    if not isinstance(error, ConnectionError | TimeoutError):
        logger.warning("the local network's server: %s (%s)", context.get("message"), type(error).__name__)

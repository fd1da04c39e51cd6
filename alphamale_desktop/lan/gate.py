"""What every request must pass before anybody looks at what it wants."""

import logging
from math import ceil
from time import monotonic

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from alphamale_desktop.domain.errors import AlphaMaleError
from alphamale_desktop.lan.doorkeeper import Doorkeeper
from alphamale_desktop.lan.limits import LanLimits
from alphamale_desktop.lan.rate_limit import RateLimit
from alphamale_desktop.lan.refusals import Refusal, RefusalLog
from alphamale_desktop.lan.wire import guard

logger = logging.getLogger(__name__)

_METHODS = frozenset({"GET", "HEAD", "POST"})


class Gate:
    """One event loop.

    Args:
        names: Host names in lower case, without a port, that this server answers to beside its own addresses.
    """

    def __init__(self, limits: LanLimits, refusals: RefusalLog, names: frozenset[str]) -> None:
        self.limits = limits
        self.refusals = refusals
        self.keeper: Doorkeeper | None = None
        self._names = names
        self._requests = RateLimit(limits.requests_burst, limits.requests_per_s, limits.addresses, monotonic)
        self._phone = RateLimit(limits.phone_burst, limits.phone_per_s, limits.addresses, monotonic)
        self._guesses = RateLimit(limits.guesses_burst, limits.guesses_per_s, limits.addresses, monotonic)

    @property
    def remembered(self) -> int:
        """How many addresses are remembered."""
        return len(self._requests) + len(self._phone) + len(self._guesses)

    def middleware(self) -> Middleware:
        @web.middleware
        async def pass_gate(request: web.Request, handler: Handler) -> web.StreamResponse:
            if self.keeper is not None:
                self.keeper.head_came(request.transport)
            response = self._refusal(request) or await self._answered(request, handler)
            guard(response)
            return response

        return pass_gate

    def refused(self, reason: Refusal, status: int, wait_s: float = 0.0) -> web.Response:
        """Notes the refusal; the answer says nothing but its status."""
        self.refusals.note(reason)
        headers = {"Retry-After": str(ceil(wait_s))} if wait_s else {}
        return web.Response(status=status, headers=headers)

    def phone_wait_s(self, request: web.Request) -> float:
        return self._phone.take(request.remote or "")

    def guess_wait_s(self, request: web.Request) -> float:
        """Seconds until this address may name a link again, however right it is: 0 as a rule."""
        return self._guesses.wait_s(request.remote or "")

    def note_guess(self, request: web.Request) -> None:
        """That address named a link that does not exist."""
        self.refusals.note(Refusal.UNKNOWN_LINK)
        self._guesses.take(request.remote or "")

    def _refusal(self, request: web.Request) -> web.Response | None:
        if (wait_s := self._requests.take(request.remote or "")) > 0:
            return self.refused(Refusal.RATE, 429, wait_s)
        if "Upgrade" in request.headers:
            return self.refused(Refusal.UPGRADE, 400)
        if not self._is_our_host(request):
            return self.refused(Refusal.HOST, 421)
        if request.method not in _METHODS:
            return self.refused(Refusal.METHOD, 405)
        return None

    def _is_our_host(self, request: web.Request) -> bool:
        """A page elsewhere could have its own name lead here, and read our answers as its own."""
        host = (request.headers.get("Host") or "").lower()
        name = host.rpartition(":")[0] if ":" in host else host
        own = request.transport.get_extra_info("sockname") if request.transport is not None else None
        return name in self._names or (own is not None and name == own[0])

    async def _answered(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPMethodNotAllowed:
            return self.refused(Refusal.METHOD, 405)
        except web.HTTPException as error:
            return self.refused(Refusal.PATH, error.status)
        except ConnectionError:
            # No defect of ours, and nobody is left to hear an answer.
            return self.refused(Refusal.LEFT, 400)
        except AlphaMaleError as error:
            logger.warning("a request on the local network failed: %s", error.code)
            return web.Response(status=503)
        except Exception:
            logger.exception("a request on the local network failed")
            return web.Response(status=500)

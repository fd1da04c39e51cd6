"""aiohttp's HTTP, told to be brief: one request a connection, small heads, no word about errors or clients."""

import asyncio
import logging

from aiohttp import web
from aiohttp.web_protocol import RequestHandler

from alphamale_desktop.lan.limits import LanLimits
from alphamale_desktop.lan.refusals import Refusal, RefusalLog

_SILENT = logging.CRITICAL + 1

SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "Connection": "close",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "Server": "AlphaMale",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
NOTHING_ALLOWED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def guard(response: web.StreamResponse) -> None:
    """Adds what every answer carries."""
    for name, value in SECURITY_HEADERS.items():
        response.headers[name] = value
    response.headers.setdefault("Content-Security-Policy", NOTHING_ALLOWED)
    response.force_close()


class BriefHandler(RequestHandler):
    """Answers what is no HTTP with a bare status: aiohttp would repeat the bad bytes and log the client's address."""

    __slots__ = ("refusals",)

    refusals: RefusalLog

    def handle_error(
        self,
        request: web.BaseRequest,  # noqa: ARG002 - aiohttp's signature
        status: int = 500,
        exc: BaseException | None = None,  # noqa: ARG002
        message: str | None = None,  # noqa: ARG002
    ) -> web.StreamResponse:
        if status < 500:
            self.refusals.note(Refusal.MALFORMED)
        response = web.Response(status=status)
        guard(response)
        return response


def http_protocol(server: web.Server, limits: LanLimits, refusals: RefusalLog) -> asyncio.Protocol:
    """HTTP for one connection."""
    handler = BriefHandler(
        server,
        loop=asyncio.get_running_loop(),
        keepalive_timeout=0,
        logger=logging.Logger("lan-wire", _SILENT),
        access_log=None,  # type: ignore[arg-type]  # documented, missing in the stub
        max_line_size=limits.line_bytes,
        max_field_size=limits.field_bytes,
        max_headers=limits.fields,
        lingering_time=1.0,
        # A compressed body would be unpacked before anybody asks how large it is.
        auto_decompress=False,
    )
    handler.refusals = refusals
    return handler

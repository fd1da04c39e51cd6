"""Guests' pages: one link, one guest, that guest's card and nothing else."""

from aiohttp import web

from alphamale_desktop.application.share_port import OpenedCard, SharePages, SharePageView
from alphamale_desktop.application.shared_cards import LinkLook, SharedCards
from alphamale_desktop.domain.share_link import LinkFate
from alphamale_desktop.lan.gate import Gate
from alphamale_desktop.lan.refusals import Refusal
from alphamale_desktop.lan.worker import Worker, WorkerBusyError

_STATUS = {LinkFate.OPEN: 200, LinkFate.EXPIRED: 410, LinkFate.USED_UP: 410, LinkFate.UNKNOWN: 404}


class GuestRoutes:
    """One event loop; the database is asked, and cards are painted, on ``worker``."""

    def __init__(self, cards: SharedCards, pages: SharePages, gate: Gate, worker: Worker, event_name: str) -> None:
        self._cards = cards
        self._pages = pages
        self._gate = gate
        self._worker = worker
        self._event_name = event_name

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/s/{token}", self._page),
            web.get("/s/{token}/card.jpg", self._card),
            web.get("/s/{token}/erase", self._question),
            web.post("/s/{token}/erase", self._erase),
        ]

    async def _page(self, request: web.Request) -> web.Response:
        look = await self._look(request)
        if isinstance(look, web.Response):
            return look
        return self._html(self._pages.page(self._view(request, look)), _STATUS[look.fate])

    async def _question(self, request: web.Request) -> web.Response:
        look = await self._look(request)
        if isinstance(look, web.Response):
            return look
        view = self._view(request, look)
        document = self._pages.erase_question(view) if view.erase_path else self._pages.page(view)
        return self._html(document, 200 if view.erase_path else _STATUS[look.fate])

    async def _card(self, request: web.Request) -> web.Response:
        if (wait_s := self._gate.guess_wait_s(request)) > 0:
            return self._gate.refused(Refusal.GUESSES, 429, wait_s)
        token = request.match_info["token"]
        try:
            opened = await self._worker.run(lambda: self._cards.open(token))
        except WorkerBusyError:
            return self._gate.refused(Refusal.BUSY, 503, 2)
        if isinstance(opened, OpenedCard):
            return web.Response(body=opened.jpeg, content_type="image/jpeg")
        if opened is LinkFate.UNKNOWN:
            self._gate.note_guess(request)
        return web.Response(status=_STATUS[opened])

    async def _erase(self, request: web.Request) -> web.Response:
        look = await self._look(request)
        if isinstance(look, web.Response):
            return look
        if look.fate is LinkFate.UNKNOWN:
            return self._html(self._pages.page(self._view(request, look)), 404)
        token = request.match_info["token"]
        try:
            await self._worker.run(lambda: self._cards.erase(token))
        except WorkerBusyError:
            return self._gate.refused(Refusal.BUSY, 503, 2)
        return self._html(self._pages.erased(look.language), 200)

    async def _look(self, request: web.Request) -> LinkLook | web.Response:
        if (wait_s := self._gate.guess_wait_s(request)) > 0:
            return self._gate.refused(Refusal.GUESSES, 429, wait_s)
        token = request.match_info["token"]
        try:
            look = await self._worker.run(lambda: self._cards.look(token))
        except WorkerBusyError:
            return self._gate.refused(Refusal.BUSY, 503, 2)
        if look.fate is LinkFate.UNKNOWN:
            self._gate.note_guess(request)
        return look

    def _view(self, request: web.Request, look: LinkLook) -> SharePageView:
        # An unknown link's page echoes nothing of the request.
        token = request.match_info["token"] if look.fate is not LinkFate.UNKNOWN else ""
        return SharePageView(
            fate=look.fate,
            language=look.language or _language_of(request),
            event_name=self._event_name,
            card_path=f"/s/{token}/card.jpg" if look.fate is LinkFate.OPEN else "",
            erase_path=f"/s/{token}/erase" if token else "",
            expires_at=look.expires_at,
            is_kept=look.is_kept,
        )

    def _html(self, document: bytes, status: int) -> web.Response:
        policy = (
            f"default-src 'none'; img-src 'self'; style-src '{self._pages.style_hash}'; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'"
        )
        headers = {"Content-Security-Policy": policy}
        return web.Response(body=document, status=status, content_type="text/html", charset="utf-8", headers=headers)


def _language_of(request: web.Request) -> str:
    wanted = request.headers.get("Accept-Language", "").lower()
    return "ko" if "ko" in wanted or not wanted.strip() else "en"

"""The small server on the venue's network, wired when it is wanted."""

import logging
import secrets
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from alphamale_desktop.domain.analysis import Analysis
from alphamale_desktop.domain.celebrity import Celebrity
from alphamale_desktop.domain.face_type import FaceType

if TYPE_CHECKING:
    from collections.abc import Callable

    from alphamale_desktop.application.answer_phone_app import AnswerPhoneApp
    from alphamale_desktop.application.shared_cards import SharedCards
    from alphamale_desktop.composition.core import Core
    from alphamale_desktop.lan.server import LanServer

logger = logging.getLogger(__name__)

_MOST_PHONE_PIXELS = 50_000_000
"""Phones send no more; what a network sends gets less room than what a person in front of the screen chooses."""

_JOIN_S = 20.0


class LanRoom:
    """Makes the server on a thread of its own, because what it needs takes longer to import than a window takes to
    open. ``start`` and ``stop`` from one thread, the rest from any.

    Args:
        core: The wired program, when it is needed.
        language: Of the phone app's descriptions.
    """

    def __init__(self, core: "Callable[[], Core]", language: str) -> None:
        self._core = core
        self._language = language
        self._lock = threading.Lock()
        self._parts: tuple[SharedCards, LanServer] | None = None
        self._is_over = False
        self._starter = threading.Thread(target=self._start, name="lan-start", daemon=True)

    def start(self) -> None:
        """Returns at once."""
        self._starter.start()

    def stop(self) -> None:
        """Closes every connection; links that were given work again after the next start, until they end."""
        self._is_over = True
        if self._starter.is_alive():
            self._starter.join(_JOIN_S)
        with self._lock:
            parts = self._parts
        if parts is not None:
            parts[1].stop()

    def made(self) -> "tuple[SharedCards, LanServer]":
        """Cards and server; wires them where that has not happened yet."""
        with self._lock:
            if self._parts is None:
                core = self._core()
                cards = shared_cards(core)
                server = lan_server(core, cards, phone_app(core, self._language))
                self._parts = cards, server
                if not self._is_over:
                    server.start()
            return self._parts

    def peek(self) -> "LanServer | None":
        """The server, once it is made; makes nothing."""
        with self._lock:
            return self._parts[1] if self._parts is not None else None

    def _start(self) -> None:
        try:
            self.made()
        except Exception:
            logger.exception("the local network's server cannot be made")


def shared_cards(core: "Core") -> "SharedCards":
    from alphamale_desktop.application.card_of_visit import CardOfVisit
    from alphamale_desktop.application.shared_cards import SharedCards, ShareTerms
    from alphamale_desktop.sharing.encoding import jpeg_of

    settings = core.settings.lan
    return SharedCards(
        work=core.work,
        clock=core.clock,
        random_bytes=secrets.token_bytes,
        compose=CardOfVisit(core.work, core.media, core.settings.general.event_name),
        paint=lambda content: jpeg_of(core.card_painter.paint(content)),
        erase=core.erase_visit(),
        terms=ShareTerms(timedelta(minutes=settings.link_minutes), settings.opens_limit),
    )


def phone_app(core: "Core", language: str) -> "AnswerPhoneApp | None":
    """None where it is switched off."""
    from alphamale_desktop.application.answer_phone_app import AnswerPhoneApp
    from alphamale_desktop.vision.codec import CodecLimits, PictureCodec

    settings = core.settings.lan
    if not settings.phone_app:
        return None
    strict = PictureCodec(CodecLimits(most_pixels=_MOST_PHONE_PIXELS))

    def judge(data: bytes) -> Analysis:
        strict.check(data)
        return core.models.analyse(data)

    def draw(face_type: FaceType) -> tuple[Celebrity, ...]:
        # A draw of its own for every phone: none knows of another's.
        return core.draw_celebrities()(face_type)

    keep = core.keep_photo_and_visit if settings.phone_app_keeps else None
    return AnswerPhoneApp(judge, draw, core.description_of, core.portraits, core.clock, language, keep)


def lan_server(core: "Core", cards: "SharedCards", phone: "AnswerPhoneApp | None") -> "LanServer":
    """Not started yet."""
    # aiohttp is needed nowhere else.
    from alphamale_desktop.lan.server import LanConfig, LanServer
    from alphamale_desktop.sharing.share_page import HtmlSharePages

    lan, event_name = core.settings.lan, core.settings.general.event_name
    config = LanConfig(lan.address, lan.port, lan.hostname, event_name)
    pages = HtmlSharePages(core.texts)
    return LanServer(config, cards, pages, phone, lambda: core.clock.now().astimezone().date())

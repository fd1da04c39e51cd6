"""A real server on loopback, over storage in memory, and a client that says exactly what a test wants."""

import json
import secrets
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from alphamale_desktop.application.answer_phone_app import AnswerPhoneApp
from alphamale_desktop.application.card_of_visit import CardOfVisit
from alphamale_desktop.application.erase_visit import EraseVisit
from alphamale_desktop.application.keep_visit import VisitToKeep
from alphamale_desktop.application.ports import CardContent
from alphamale_desktop.application.shared_cards import SharedCards, ShareTerms
from alphamale_desktop.domain.analysis import Analysis
from alphamale_desktop.domain.celebrity import Celebrity, TypeDescription
from alphamale_desktop.domain.errors import AlphaMaleError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.share_link import ShareLink
from alphamale_desktop.lan.limits import LanLimits
from alphamale_desktop.lan.server import LanConfig, LanServer
from alphamale_desktop.sharing.share_page import HtmlSharePages
from tests.fakes.clock import FakeClock
from tests.fakes.ids import CountingIds
from tests.fakes.memory_storage import MemoryMediaStore, MemoryStorage, celebrities_of
from tests.fakes.results import accepted_analysis
from tests.fakes.shipped import shipped_texts
from tests.storage.samples import visit

PATIENCE_S = 20
I18N = Path(__file__).parents[2] / "resources" / "i18n"
TODAY = date(2026, 11, 23)


class ScriptedJudge:
    """Answers what it is told; ``hold`` makes it wait."""

    def __init__(self) -> None:
        self.answer: Analysis | AlphaMaleError = accepted_analysis(FaceType.BETA)
        self.judged: list[bytes] = []
        self.is_judging = threading.Event()
        self._may_go = threading.Event()
        self._may_go.set()

    def hold(self) -> None:
        self._may_go.clear()

    def release(self) -> None:
        self._may_go.set()

    def __call__(self, data: bytes) -> Analysis:
        self.judged.append(data)
        self.is_judging.set()
        self._may_go.wait(PATIENCE_S)
        if isinstance(self.answer, AlphaMaleError):
            raise self.answer
        return self.answer


class LetterPortraits:
    """A "picture" that says whose it is."""

    def portrait(self, celebrity: Celebrity, side_px: int) -> bytes:
        return f"{celebrity.name} at {side_px}".encode()


@dataclass
class Served:
    """Attributes:
    card: What every kept visit's card is painted as.
    """

    storage: MemoryStorage = field(default_factory=MemoryStorage)
    media: MemoryMediaStore = field(default_factory=MemoryMediaStore)
    clock: FakeClock = field(default_factory=FakeClock)
    judge: ScriptedJudge = field(default_factory=ScriptedJudge)
    card: bytes = b"\xff\xd8 a card \xff\xd9"
    kept: list[VisitToKeep] = field(default_factory=list)
    limits: LanLimits = field(default_factory=LanLimits)
    keeps: bool = False
    opens_limit: int = 30
    wanted_port: int = 0
    judges_with: Callable[[bytes], Analysis] | None = None

    def __post_init__(self) -> None:
        self.storage.celebrities = [person for t in FaceType for person in celebrities_of(t, 5, 1 + 5 * t.value)]
        self.storage.descriptions = [
            TypeDescription(t, language, t.code, f"title of {t.code}", ("one", "two", "three"))
            for t in FaceType
            for language in ("ko", "en")
        ]
        work = self.storage.unit_of_work
        self.compose = CardOfVisit(work, self.media, "The Event")
        self.cards = SharedCards(
            work,
            self.clock,
            secrets.token_bytes,
            self.compose,
            self._paint,
            EraseVisit(work, self.media, self.clock),
            ShareTerms(timedelta(hours=1), self.opens_limit),
        )
        self.pages = HtmlSharePages(shipped_texts())
        phone = AnswerPhoneApp(
            self.judges_with or self.judge,
            lambda face_type: tuple(p for p in self.storage.celebrities if p.face_type is face_type)[:4],
            lambda face_type, language: next(
                d for d in self.storage.descriptions if (d.face_type, d.language) == (face_type, language)
            ),
            LetterPortraits(),
            self.clock,
            "en",
            self._keep if self.keeps else None,
        )
        self.server = LanServer(
            LanConfig("127.0.0.1", self.wanted_port, "", "The Event", self.limits),
            self.cards,
            self.pages,
            phone,
            lambda: TODAY,
        )
        self._ids = CountingIds()

    def start(self) -> None:
        self.server.start()
        assert self.server.wait_until_told(PATIENCE_S)

    @property
    def port(self) -> int:
        base = self.server.link_base()
        assert base is not None
        return int(base.rpartition(":")[2])

    def guest(self, language: str = "en") -> ShareLink:
        """Keeps a visit with a photo of its own and offers its card."""
        visit_id = self._ids.new_id()
        file = self.media.put(f"photo of {visit_id}".encode(), "jpg")
        with self.storage.unit_of_work() as work:
            work.visits.add(visit(visit_id, photo_digest=file.digest))
            work.commit()
        link = self.cards.offer_kept(visit_id, language)
        assert link is not None
        return link

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_S)

    def say(self, said: bytes) -> "Reply":
        """Sends ``said`` and reads until the server closes."""
        with self.connect() as client:
            client.sendall(said)
            return read_reply(client)

    def get(self, path: str, headers: str = "") -> "Reply":
        return self.ask("GET", path, headers)

    def ask(self, method: str, path: str, headers: str = "", body: bytes = b"") -> "Reply":
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{headers}"
        if body:
            head += f"Content-Length: {len(body)}\r\n"
        return self.say(head.encode() + b"\r\n" + body)

    def post_json(self, path: str, content: object) -> "Reply":
        return self.ask("POST", path, "Content-Type: application/json\r\n", json.dumps(content).encode())

    def _paint(self, content: CardContent) -> bytes:
        return self.card + content.photo

    def _keep(self, kept: VisitToKeep) -> UUID | None:
        self.kept.append(kept)
        return None


@dataclass(frozen=True, slots=True)
class Reply:
    """Attributes:
    status: 0 when the server closed without a word.
    headers: Names in lower case.
    """

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


def read_reply(client: socket.socket) -> Reply:
    """Everything until the end; a reset is an end too."""
    received = b""
    try:
        while chunk := client.recv(65_536):
            received += chunk
    except ConnectionError:
        pass
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    status = int(first.split()[1]) if first else 0
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return Reply(status, headers, body)

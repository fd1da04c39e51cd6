"""The local network's server over the real database, the real photo store and the real card."""

import http.client
import socket
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from alphamale_desktop.application.keep_visit import VisitToKeep
from alphamale_desktop.application.share_result import LinkState, ShareOffer
from alphamale_desktop.composition.core import Core
from alphamale_desktop.composition.demo_visits import demo_result, drawn_person
from alphamale_desktop.composition.lan import LanRoom
from alphamale_desktop.composition.sharing import LinksOnDemand
from alphamale_desktop.domain.consent import Consent, ConsentPurpose
from alphamale_desktop.domain.errors import VisitNotFoundError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.settings.paths import program_paths, user_paths
from alphamale_desktop.settings.schema import LanSettings, Settings
from alphamale_desktop.sharing.qr_code import qr_png
from tests.fakes.shipped import shipped_texts


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Core]:
    program = program_paths()
    lan = LanSettings(enabled=True, address="127.0.0.1", port=_free_port())
    core = Core(Settings(lan=lan), program, user_paths(tmp_path), shipped_texts())

    yield core

    core.close()


@pytest.fixture
def room(core: Core) -> Iterator[LanRoom]:
    room = LanRoom(lambda: core, "en")
    room.start()

    yield room

    room.stop()


def _ask(offer: ShareOffer, method: str, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(offer.url.split("/")[2], timeout=30)
    connection.request(method, "/" + offer.url.split("/", 3)[3] + path)
    reply = connection.getresponse()
    return reply.status, reply.read()


def _keep(core: Core) -> VisitToKeep:
    with core.work() as work:
        people = tuple(work.catalog.celebrities(FaceType.ALPHA))[:4]
    consent = Consent(frozenset({ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE}), core.clock.now())
    return VisitToKeep(drawn_person(), "jpg", demo_result(FaceType.ALPHA, 900, 1200), (), people, consent)


def test_a_kept_visits_card_goes_to_the_phone_and_away_with_the_visit(core: Core, room: LanRoom) -> None:
    visit_id = core.keep_photo_and_visit(_keep(core))
    assert visit_id is not None
    links = LinksOnDemand(room, core.settings, lambda: core)
    _, server = room.made()
    server.wait_until_told(30)

    offer = links.offer_kept(visit_id, "en")
    assert isinstance(offer, ShareOffer)
    page = _ask(offer, "GET", "")
    card = _ask(offer, "GET", "/card.jpg")
    before = links.state(offer)
    erased = _ask(offer, "POST", "/erase")

    assert page[0] == 200
    assert b"Your card" in page[1]
    with Image.open(BytesIO(card[1])) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1080, 1920))
        assert not picture.getexif()
    assert before is LinkState.LAN_READY
    assert erased[0] == 200
    assert links.state(offer) is LinkState.GONE
    with pytest.raises(VisitNotFoundError), core.work() as work:
        work.visits.get(visit_id)
    assert [file for file in core.media_folder.rglob("*") if file.is_file()] == []


def test_a_phone_reads_the_offered_link_from_the_screen(core: Core, room: LanRoom) -> None:
    visit_id = core.keep_photo_and_visit(_keep(core))
    assert visit_id is not None
    _, server = room.made()
    server.wait_until_told(30)
    offer = LinksOnDemand(room, core.settings, lambda: core).offer_kept(visit_id, "ko")
    assert isinstance(offer, ShareOffer)

    with Image.open(BytesIO(qr_png(offer.url))) as code:
        pixels = np.kron(np.asarray(code.convert("RGB")), np.ones((6, 6, 1), dtype=np.uint8))

    assert cv2.QRCodeDetector().detectAndDecode(np.ascontiguousarray(pixels))[0] == offer.url


def test_links_given_before_a_restart_still_open_after_it(core: Core) -> None:
    visit_id = core.keep_photo_and_visit(_keep(core))
    assert visit_id is not None
    first = LanRoom(lambda: core, "en")
    first.start()
    _, server = first.made()
    server.wait_until_told(30)
    offer = LinksOnDemand(first, core.settings, lambda: core).offer_kept(visit_id, "en")
    assert isinstance(offer, ShareOffer)
    first.stop()

    second = LanRoom(lambda: core, "en")
    second.start()
    _, server = second.made()
    server.wait_until_told(30)
    page = _ask(offer, "GET", "")
    second.stop()

    assert page[0] == 200

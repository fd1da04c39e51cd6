"""Links through the bucket: queued with the visit's consent, true to what has arrived, deleted when they are over."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from alphamale_desktop.application.cloud_shares import CloudShares, CloudTerms, ShareContents
from alphamale_desktop.application.erase_visit import EraseVisit
from alphamale_desktop.application.plan_delivery import DeliveryPlan
from alphamale_desktop.application.ports import CardContent
from alphamale_desktop.application.share_port import SharePageView
from alphamale_desktop.application.share_result import LinkState, NoLink, ShareOffer, ShareResult
from alphamale_desktop.domain.celebrity import TypeDescription
from alphamale_desktop.domain.consent import Consent, ConsentPurpose
from alphamale_desktop.domain.delivery import Claim, DeliveryAction, DeliveryCondition, Ending, Parcel, Settlement
from alphamale_desktop.domain.errors import VisitNotFoundError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.share_link import ShareRoute
from alphamale_desktop.domain.stored_visit import StoredVisit
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.ids import CountingIds
from tests.fakes.memory_storage import MemoryMediaStore, MemoryStorage
from tests.storage.samples import visit

BASE = "https://cards.example.com"


class PlainPages:
    """Satisfies ``SharePages``: says what it was given."""

    style_hash = "sha256-none"

    def page(self, view: SharePageView) -> bytes:
        return f"{view.language} {view.card_path} {view.expires_at}".encode()

    def erase_question(self, view: SharePageView) -> bytes:
        return b""

    def erased(self, language: str) -> bytes:
        return b""


class World:
    """A storage with one kept visit whose guest agreed to upload."""

    def __init__(self) -> None:
        self.storage = MemoryStorage()
        self.clock = FakeClock()
        self.ids = CountingIds()
        self.seed = 0
        self.visit = visit(self.ids.new_id())
        self.keep(self.visit)
        plan = DeliveryPlan("alphamale", "The Event", "kiosk-1")
        terms = CloudTerms(BASE, timedelta(days=7))
        self.shares = CloudShares(self.storage.unit_of_work, self.clock, self.ids, self._bytes, plan, terms)
        self.result = ShareResult(cloud=self.shares)

    def keep(self, kept: StoredVisit) -> None:
        with self.storage.unit_of_work() as work:
            work.visits.add(kept)
            work.commit()

    def offer(self, visit_id: UUID | None = None) -> ShareOffer:
        offer = self.result.offer_kept(visit_id or self.visit.visit_id, "en")
        assert isinstance(offer, ShareOffer)
        return offer

    def deliver(self, ending: Ending = Ending.DONE) -> list[Parcel]:
        """As the delivery loop does."""
        now = self.clock.now()
        token = UUID(int=99)
        with self.storage.unit_of_work() as work:
            claim = Claim("kiosk-1", token, now, now + timedelta(minutes=5), 100, "bucket")
            parcels = [*work.outbox.claim(claim)]
            settled = [Settlement(parcel, ending, sha256="00" * 32) for parcel in parcels]
            work.outbox.settle(token, settled, now)
            work.commit()
        return parcels

    def _bytes(self, size: int) -> bytes:
        self.seed += 1
        return self.seed.to_bytes(size, "big")


@pytest.fixture
def world() -> World:
    return World()


def test_a_link_is_short_and_bears_no_signature(world: World) -> None:
    offer = world.offer()

    assert offer.route is ShareRoute.CLOUD
    assert offer.url == f"{BASE}/s/{offer.token.text}/"
    assert len(offer.url) <= 52
    assert "?" not in offer.url


def test_card_and_page_are_queued_and_the_page_for_those_who_wait(world: World) -> None:
    offer = world.offer()

    keys = [parcel.key for parcel in world.deliver()]

    folder = f"alphamale/s/{offer.token.text}"
    assert keys == [f"{folder}/card.jpg", f"{folder}/index.html", "alphamale/s/waiting.html"]


def test_the_waiting_page_is_queued_once(world: World) -> None:
    world.offer()
    world.deliver()

    world.offer()

    assert [parcel.kind for parcel in world.deliver()] == ["share-card", "share-page"]


def test_the_waiting_page_is_sent_again_daily_because_the_bucket_may_delete_old_objects(world: World) -> None:
    world.offer()
    world.deliver()
    world.clock.advance(timedelta(days=1).total_seconds())

    world.offer()
    world.offer()

    assert [parcel.kind for parcel in world.deliver()].count("share-waiting") == 1


def test_the_state_is_what_has_become_of_page_and_card(world: World) -> None:
    offer = world.offer()
    queued = world.result.state(offer)
    world.deliver()
    arrived = world.result.state(offer)

    assert (queued, arrived) == (LinkState.ARRIVES, LinkState.CLOUD_READY)


def test_one_of_the_two_is_not_enough(world: World) -> None:
    offer = world.offer()
    now = world.clock.now()
    with world.storage.unit_of_work() as work:
        (card,) = work.outbox.claim(Claim("kiosk-1", UUID(int=9), now, now + timedelta(minutes=5), 1, "bucket"))
        work.outbox.settle(UUID(int=9), [Settlement(card, Ending.DONE, sha256="00" * 32)], now)
        work.commit()

    assert card.kind == "share-card"
    assert world.result.state(offer) is LinkState.ARRIVES


def test_a_delivery_that_staff_must_look_at_is_not_promised(world: World) -> None:
    offer = world.offer()
    with world.storage.unit_of_work() as work:
        work.outbox.set_condition(DeliveryCondition("kiosk-1", stopped_by="access_denied"))
        work.commit()

    assert world.result.state(offer) is LinkState.HELD_UP


def test_a_dead_letter_is_not_promised(world: World) -> None:
    offer = world.offer()
    world.deliver(Ending.DEAD)

    assert world.result.state(offer) is LinkState.HELD_UP


def test_without_consent_to_upload_there_is_no_link(world: World) -> None:
    kept = visit(world.ids.new_id())
    consent = Consent(frozenset({ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE}), NOON, kept.consent.version)
    world.keep(replace(kept, consent=consent))

    assert world.result.offer_kept(kept.visit_id, "ko") is NoLink.NOT_KEPT
    assert world.deliver() == []


def test_who_agreed_before_links_were_told_of_gets_none(world: World) -> None:
    kept = visit(world.ids.new_id())
    world.keep(replace(kept, consent=replace(kept.consent, version="2026-11.2/ko")))

    offered = world.result.offer_kept(kept.visit_id, "ko")

    assert offered is NoLink.NOT_KEPT
    assert world.deliver() == []


def test_a_card_that_is_not_kept_never_goes_to_the_bucket(world: World) -> None:
    content = CardContent(b"", world.visit.result, TypeDescription(FaceType.BETA, "ko", "", "", ("", "", "")), (), "ko")

    assert world.result.offer_passing(content) is NoLink.NOT_KEPT


def test_a_link_that_is_over_says_so_and_its_objects_are_deleted(world: World) -> None:
    offer = world.offer()
    world.deliver()
    world.clock.advance(timedelta(days=7).total_seconds())
    state = world.result.state(offer)

    ended = world.shares.end_expired()

    assert state is LinkState.EXPIRED
    assert ended == 1
    deleted = [parcel.key for parcel in world.deliver() if parcel.action is DeliveryAction.DELETE]
    assert sorted(deleted) == [f"alphamale/s/{offer.token.text}/{name}" for name in ("card.jpg", "index.html")]
    assert world.result.state(offer) is LinkState.GONE
    assert world.shares.end_expired() == 0


def test_erasing_the_visit_deletes_page_and_card(world: World) -> None:
    offer = world.offer()
    world.deliver()

    EraseVisit(world.storage.unit_of_work, MemoryMediaStore(), world.clock)(world.visit.visit_id)

    deleted = [parcel.kind for parcel in world.deliver() if parcel.action is DeliveryAction.DELETE]
    assert {"share-card", "share-page"} <= set(deleted)
    assert world.result.state(offer) is LinkState.GONE


def test_page_and_card_are_made_in_the_guests_language_when_they_are_sent(world: World) -> None:
    offer = world.offer()
    parcels = {parcel.kind: parcel for parcel in world.deliver()}
    asked: list[tuple[UUID, str]] = []

    def compose(kept: StoredVisit, language: str) -> CardContent:
        asked.append((kept.visit_id, language))
        return CardContent(b"", kept.result, TypeDescription(FaceType.BETA, "", "", "", ("", "", "")), (), language)

    contents = ShareContents(world.storage.unit_of_work, PlainPages(), compose, lambda _: b"jpeg", lambda: b"wait")
    made = {kind: source(parcels[kind]) for kind, source in contents.sources().items()}

    assert made["share-page"].data == f"en card.jpg {offer.expires_at}".encode()
    assert made["share-page"].media_type == "text/html; charset=utf-8"
    assert (made["share-card"].data, made["share-card"].media_type) == (b"jpeg", "image/jpeg")
    assert made["share-waiting"].data == b"wait"
    assert asked == [(world.visit.visit_id, "en")]


def test_nothing_is_made_of_a_link_that_is_gone(world: World) -> None:
    world.offer()
    page = next(parcel for parcel in world.deliver() if parcel.kind == "share-page")
    world.storage.shares.clear()
    contents = ShareContents(
        world.storage.unit_of_work, PlainPages(), lambda *_: pytest.fail("composed"), lambda _: b"", lambda: b""
    )

    with pytest.raises(VisitNotFoundError):
        contents.page(page)

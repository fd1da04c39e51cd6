"""The QR code on the result page: whose it is, when it comes, what it says of itself."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QSize

from alphamale_desktop.application.keep_visit import VisitToKeep
from alphamale_desktop.application.ports import CardContent
from alphamale_desktop.application.share_result import LinkState, NoLink, ShareOffer
from alphamale_desktop.domain.consent import ConsentPurpose
from alphamale_desktop.domain.errors import AlphaMaleError, DatabaseBusyError
from alphamale_desktop.domain.share_link import ShareRoute, ShareToken
from alphamale_desktop.sharing.qr_code import qr_png
from alphamale_desktop.ui.services import BoothServices, ShareServices
from tests.fakes.clock import NOON
from tests.ui.core import Core, wait
from tests.ui.fake_services import Backstage

OpenCore = Callable[..., Core]
VISIT = UUID(int=7)


@dataclass
class FakeLinks:
    """What stands behind the codes."""

    answer: NoLink | None = None
    link_state: LinkState = LinkState.LAN_READY
    route: ShareRoute = ShareRoute.LAN
    error: AlphaMaleError | None = None
    has_passing: bool = True
    is_public: bool = False
    kept: list[tuple[UUID, str]] = field(default_factory=list)
    passing: list[CardContent] = field(default_factory=list)

    def offer_kept(self, visit_id: UUID, language: str) -> ShareOffer | NoLink:
        self.kept.append((visit_id, language))
        return self._offer()

    def offer_passing(self, content: CardContent) -> ShareOffer | NoLink:
        self.passing.append(content)
        return self._offer()

    def state(self, offer: ShareOffer) -> LinkState:
        if self.error is not None:
            raise self.error
        return self.link_state

    def _offer(self) -> ShareOffer | NoLink:
        if self.error is not None:
            raise self.error
        token = ShareToken("a" * 22)
        url = f"http://192.168.0.9:8350/s/{token.text}"
        return self.answer or ShareOffer(token, url, NOON + timedelta(hours=1), self.route)

    def services(self, wifi_name: str = "") -> ShareServices:
        wifi = f"WIFI:T:nopass;S:{wifi_name};;" if wifi_name else ""
        return ShareServices(
            self.offer_kept,
            self.offer_passing,
            self.state,
            qr_png,
            self.has_passing,
            wifi_name,
            wifi,
            look_ms=10,
            is_public=self.is_public,
        )


@dataclass
class SharingBackstage(Backstage):
    """The usual fakes, with links; ``keeps`` says whether visits are kept."""

    links: FakeLinks = field(default_factory=FakeLinks)
    wifi_name: str = ""
    opens: bool = True
    opened: list[str] = field(default_factory=list)

    def services(self) -> BoothServices:
        def keep(visit: VisitToKeep) -> UUID | None:
            self.keeper(visit)
            return VISIT if visit.consent.allows(ConsentPurpose.STORAGE) else None

        def open_address(address: str) -> bool:
            self.opened.append(address)
            return self.opens

        share = self.links.services(self.wifi_name)
        return replace(super().services(), keep=keep, share=share, open_address=open_address)


@pytest.fixture
def backstage(tmp_path: Path) -> SharingBackstage:
    return SharingBackstage(tmp_path / "Pictures")


def _settle(core: Core) -> None:
    """Until all that was begun is done and heard."""
    for pool in (core.models.pools.analysis, core.models.pools.files):
        pool.waitForDone()
        QCoreApplication.processEvents()


def _reach(open_core: OpenCore, *, storage: bool = True, born: int = 1998, **options: object) -> Core:
    core = open_core(language="en", **options)
    core.bring_photo()
    core.fill_form()
    if storage:
        core.models.form.tick("storage")
    core.models.form.turnTo(born, 1, 1)
    wait(lambda: core.models.visit.findings is not None)
    core.models.visit.submit()
    return core


def test_a_kept_visit_gets_its_code_by_itself(open_core: OpenCore, backstage: SharingBackstage) -> None:
    core = _reach(open_core)
    link = core.models.link

    wait(lambda: link.view.state_text != "" and link.view.step == "shown")

    assert backstage.links.kept == [(VISIT, "en")]
    assert link.view.state_text == "Ready on this Wi-Fi."
    assert link.view.is_good
    (code,) = link.view.codes
    assert core.models.shelf.draw(code.url.rpartition("/")[2], QSize()).width() == code.modules


def test_who_keeps_nothing_is_asked_first(open_core: OpenCore, backstage: SharingBackstage) -> None:
    core = _reach(open_core, storage=False)
    link = core.models.link
    wait(lambda: link.view.step == "ask")
    made_before = [*backstage.links.passing]

    link.ask()
    wait(lambda: link.view.step == "shown")

    assert made_before == []
    assert len(backstage.links.passing) == 1
    assert backstage.links.kept == []


def test_a_child_gets_no_link(open_core: OpenCore, backstage: SharingBackstage) -> None:
    core = _reach(open_core, born=2015)
    wait(lambda: bool(backstage.keeper.kept))
    _settle(core)

    assert core.models.link.view.step == "hidden"
    assert backstage.links.kept == []
    assert backstage.links.passing == []


@pytest.mark.parametrize("state", LinkState)
def test_what_became_of_the_link_is_said(open_core: OpenCore, backstage: SharingBackstage, state: LinkState) -> None:
    backstage.links.link_state = state
    core = _reach(open_core)
    link = core.models.link

    wait(lambda: link.view.state_text == core.models.words.say(f"link-state-{state.value}"))

    is_over = state in (LinkState.EXPIRED, LinkState.USED_UP, LinkState.GONE)
    assert (link.view.codes == ()) is is_over
    assert link.view.is_good is (state in (LinkState.LAN_READY, LinkState.CLOUD_READY))


def test_a_state_that_changes_is_seen(open_core: OpenCore, backstage: SharingBackstage) -> None:
    core = _reach(open_core)
    link = core.models.link
    wait(lambda: link.view.is_good)

    backstage.links.link_state = LinkState.NO_NETWORK

    wait(lambda: not link.view.is_good)


def test_without_a_network_the_code_comes_when_there_is_one(open_core: OpenCore, backstage: SharingBackstage) -> None:
    backstage.links.answer = NoLink.UNREACHABLE
    core = _reach(open_core)
    link = core.models.link
    wait(lambda: link.view.step == "unreachable")
    said = link.view.state_text

    backstage.links.answer = None
    wait(lambda: link.view.step == "shown")

    assert "no network" in said


def test_a_database_that_does_not_answer_promises_nothing(open_core: OpenCore, backstage: SharingBackstage) -> None:
    core = _reach(open_core)
    link = core.models.link
    wait(lambda: link.view.step == "shown")

    backstage.links.error = DatabaseBusyError()

    wait(lambda: link.view.step == "unreachable")
    assert link.view.codes == ()


def test_a_visit_without_its_photo_is_offered_through_memory(open_core: OpenCore, backstage: SharingBackstage) -> None:
    backstage.links.answer = NoLink.NOT_KEPT
    core = _reach(open_core)

    wait(lambda: core.models.link.view.step == "ask")

    assert len(backstage.links.kept) == 1


def test_without_what_it_takes_there_is_no_code(open_core: OpenCore, backstage: SharingBackstage) -> None:
    backstage.links.answer = NoLink.NOT_KEPT
    backstage.links.has_passing = False
    core = _reach(open_core)
    wait(lambda: bool(backstage.links.kept))
    _settle(core)

    assert core.models.link.view.step == "hidden"


def test_where_a_network_has_to_be_joined_its_code_comes_first(
    open_core: OpenCore, backstage: SharingBackstage
) -> None:
    backstage.wifi_name = "Booth"
    core = _reach(open_core)
    link = core.models.link

    wait(lambda: len(link.view.codes) == 2)

    assert [code.label for code in link.view.codes] == ["1. Join the Wi-Fi “Booth”", "2. Fetch your card"]


def test_only_a_link_that_opens_from_anywhere_is_offered_for_sharing(
    open_core: OpenCore, backstage: SharingBackstage
) -> None:
    core = _reach(open_core)
    wait(lambda: core.models.link.view.is_good)
    on_this_network = core.models.result.property("hasLink")

    backstage.links.link_state = LinkState.CLOUD_READY
    wait(lambda: bool(core.models.result.property("hasLink")))

    assert not on_this_network


def test_nothing_of_the_link_is_left_for_the_next_guest(open_core: OpenCore, backstage: SharingBackstage) -> None:
    core = _reach(open_core)
    wait(lambda: core.models.link.view.step == "shown")

    core.models.visit.finish()

    assert core.models.link.view.step == "hidden"
    assert core.models.link.view.codes == ()
    assert len(core.models.shelf) == 0


def test_a_guest_who_deletes_his_visit_takes_the_code_along(open_core: OpenCore, backstage: SharingBackstage) -> None:
    core = _reach(open_core)
    wait(lambda: core.models.link.view.step == "shown")

    core.models.kept.erase()
    _settle(core)

    assert core.models.link.view.step == "hidden"
    assert core.models.link.view.codes == ()


@pytest.mark.parametrize("is_public", [True, False])
def test_the_consent_to_upload_says_who_can_see_the_card(
    open_core: OpenCore, backstage: SharingBackstage, is_public: bool
) -> None:
    backstage.links.is_public = is_public
    core = open_core(language="en")

    details = [purpose[2] for purpose in core.models.form.view.purposes if purpose[0] == "upload"]

    assert ["link" in detail for detail in details] == [is_public]

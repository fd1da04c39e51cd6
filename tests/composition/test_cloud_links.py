"""A link through the bucket, wired as in the program: what is queued, and what its bytes are."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image

from alphamale_desktop.application.keep_visit import VisitToKeep
from alphamale_desktop.application.right_of_way import RightOfWay
from alphamale_desktop.application.share_result import LinkState, ShareOffer
from alphamale_desktop.composition.core import Core
from alphamale_desktop.composition.demo_visits import demo_result, drawn_person
from alphamale_desktop.composition.sharing import LinksOnDemand, share_services
from alphamale_desktop.composition.sync import contents_of
from alphamale_desktop.domain.consent import Consent, ConsentPurpose
from alphamale_desktop.domain.consent_wording import ConsentWording
from alphamale_desktop.domain.delivery import Claim
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.settings.paths import program_paths, user_paths
from alphamale_desktop.settings.schema import Settings, ShareSettings, SyncSettings
from tests.fakes.shipped import shipped_texts


@pytest.fixture
def core(tmp_path: Path) -> Iterator[Core]:
    program = program_paths()
    settings = Settings(
        sync=SyncSettings(bucket="booth", cards=False), share=ShareSettings(link_base="https://cards.example.com/")
    )
    core = Core(settings, program, user_paths(tmp_path), shipped_texts())

    yield core

    core.close()


def test_page_card_and_waiting_page_are_made_for_the_bucket(core: Core) -> None:
    agreed = frozenset({ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE, ConsentPurpose.UPLOAD})
    consent = Consent(agreed, core.clock.now(), ConsentWording("en", is_linked=True).version)
    visit = VisitToKeep(drawn_person(), "jpg", demo_result(FaceType.ALPHA, 900, 1200), (), (), consent)
    visit_id = core.keep_photo_and_visit(visit)
    assert visit_id is not None
    links = LinksOnDemand(None, core.settings, lambda: core)

    offer = links.offer_kept(visit_id, "en")
    assert isinstance(offer, ShareOffer)
    now = core.clock.now()
    with core.work() as work:
        parcels = work.outbox.claim(Claim(core.machine_name, uuid4(), now, now + timedelta(minutes=5), 100, "booth"))
    made = {parcel.key.rpartition("/")[2]: contents_of(core, RightOfWay())[parcel.kind](parcel) for parcel in parcels}

    assert offer.url == f"https://cards.example.com/s/{offer.token.text}/"
    assert links.state(offer) is LinkState.ARRIVES
    assert b'src="card.jpg"' in made["index.html"].data
    assert b"on its way" in made["waiting.html"].data
    with Image.open(BytesIO(made["card.jpg"].data)) as card:
        assert card.size == (1080, 1920)


def test_without_a_bucket_or_an_address_there_are_no_links(core: Core) -> None:
    assert share_services(None, core.settings, lambda: core) is not None
    assert share_services(None, Settings(share=ShareSettings(link_base="https://x.example")), lambda: core) is None
    assert share_services(None, Settings(sync=SyncSettings(bucket="booth")), lambda: core) is None

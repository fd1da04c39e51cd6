"""Links to cards in the organiser's bucket, wired when they are wanted."""

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from alphamale_desktop.application.card_of_visit import CardOfVisit
from alphamale_desktop.application.cloud_shares import CloudShares, CloudTerms, ShareContents
from alphamale_desktop.application.plan_delivery import DeliveryPlan
from alphamale_desktop.settings.schema import Settings

if TYPE_CHECKING:
    from alphamale_desktop.composition.core import Core


def has_cloud_links(settings: Settings) -> bool:
    """A bucket to send to, and an address under which guests reach it."""
    return bool(settings.share.link_base and settings.sync.bucket)


def cloud_shares(core: "Core", plan: DeliveryPlan) -> CloudShares:
    share = core.settings.share
    terms = CloudTerms(share.link_base.rstrip("/"), timedelta(days=share.link_days))
    return CloudShares(core.work, core.clock, core.ids, secrets.token_bytes, plan, terms)


def share_contents(core: "Core") -> ShareContents:
    """What links' objects are made of."""
    # Pillow waits until a card is painted.
    from alphamale_desktop.sharing.encoding import jpeg_of
    from alphamale_desktop.sharing.share_page import HtmlSharePages

    pages = HtmlSharePages(core.texts)
    compose = CardOfVisit(core.work, core.media, core.settings.general.event_name)
    return ShareContents(
        core.work,
        pages,
        compose,
        lambda content: jpeg_of(core.card_painter.paint(content)),
        lambda: pages.waiting(("ko", "en")),
    )

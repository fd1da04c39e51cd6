"""What the window needs to give guests links to their cards."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from alphamale_desktop.application.ports import CardContent
from alphamale_desktop.application.share_result import LinkState, NoLink, ShareOffer, ShareResult
from alphamale_desktop.composition.cloud_links import cloud_shares, has_cloud_links
from alphamale_desktop.composition.lan import LanRoom
from alphamale_desktop.composition.sync import plan_of
from alphamale_desktop.domain.share_link import wifi_text
from alphamale_desktop.settings.schema import Settings
from alphamale_desktop.ui.services import ShareServices

if TYPE_CHECKING:
    from alphamale_desktop.composition.core import Core


def share_services(lan: LanRoom | None, settings: Settings, core: "Callable[[], Core]") -> ShareServices | None:
    """None where no way to a guest's phone is set up."""
    is_public = has_cloud_links(settings)
    if lan is None and not is_public:
        return None
    links = LinksOnDemand(lan, settings, core)

    def qr(text: str) -> bytes:
        # segno and Pillow wait until a code is drawn.
        from alphamale_desktop.sharing.qr_code import qr_png

        return qr_png(text)

    name = settings.lan.wifi_ssid if lan is not None else ""
    return ShareServices(
        links.offer_kept,
        links.offer_passing,
        links.state,
        qr,
        has_passing=lan is not None,
        wifi_name=name,
        wifi_text=wifi_text(name, settings.lan.wifi_password) if name else "",
        is_public=is_public,
    )


class LinksOnDemand:
    """Wires links when the first is wanted. Worker threads."""

    def __init__(self, lan: LanRoom | None, settings: Settings, core: "Callable[[], Core]") -> None:
        self._lan = lan
        self._settings = settings
        self._core = core
        self._lock = threading.Lock()
        self._share: ShareResult | None = None

    def offer_kept(self, visit_id: UUID, language: str) -> ShareOffer | NoLink:
        return self._made().offer_kept(visit_id, language)

    def offer_passing(self, content: CardContent) -> ShareOffer | NoLink:
        return self._made().offer_passing(content)

    def state(self, offer: ShareOffer) -> LinkState:
        return self._made().state(offer)

    def _made(self) -> ShareResult:
        with self._lock:
            if self._share is None:
                cards, server = self._lan.made() if self._lan is not None else (None, None)
                core = self._core()
                plan = plan_of(self._settings, core.machine_name) if has_cloud_links(self._settings) else None
                self._share = ShareResult(cards, server, cloud_shares(core, plan) if plan is not None else None)
            return self._share

"""What the window needs to give guests links to their cards."""

import threading
from uuid import UUID

from alphamale_desktop.application.ports import CardContent
from alphamale_desktop.application.share_result import LinkState, NoLink, ShareOffer, ShareResult
from alphamale_desktop.composition.lan import LanRoom
from alphamale_desktop.domain.share_link import wifi_text
from alphamale_desktop.settings.schema import Settings
from alphamale_desktop.ui.services import ShareServices


def share_services(lan: LanRoom | None, settings: Settings) -> ShareServices | None:
    """None where no way to a guest's phone is set up."""
    if lan is None:
        return None
    links = LinksOnDemand(lan)

    def qr(text: str) -> bytes:
        # segno and Pillow wait until a code is drawn.
        from alphamale_desktop.sharing.qr_code import qr_png

        return qr_png(text)

    name = settings.lan.wifi_ssid
    return ShareServices(
        links.offer_kept,
        links.offer_passing,
        links.state,
        qr,
        wifi_name=name,
        wifi_text=wifi_text(name, settings.lan.wifi_password) if name else "",
    )


class LinksOnDemand:
    """Wires links when the first is wanted. Worker threads."""

    def __init__(self, lan: LanRoom) -> None:
        self._lan = lan
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
                self._share = ShareResult(*self._lan.made())
            return self._share

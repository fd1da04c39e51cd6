"""What the window needs from the rest of the program."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import UUID

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.keep_visit import VisitToKeep
from alphamale_desktop.application.ports import (
    CardContent,
    CardPainter,
    Clock,
    IdSource,
    MediaFile,
    PhotoPixels,
    PortraitPainter,
    Texts,
)
from alphamale_desktop.application.purge_expired import Purged
from alphamale_desktop.application.share_result import LinkState, NoLink, ShareOffer
from alphamale_desktop.domain.analysis import Analysis
from alphamale_desktop.domain.celebrity import Celebrity, TypeDescription
from alphamale_desktop.domain.consent import DEFAULT_RETENTION_DAYS, ConsentPurpose
from alphamale_desktop.domain.consent_wording import ConsentWording
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.stored_visit import HistoryQuery, StoredVisit


class PreviewDecoder(Protocol):
    """Any thread."""

    def __call__(self, data: bytes, long_side_px: int) -> PhotoPixels:
        """A long side of about ``long_side_px`` or more, where the photo has so many pixels; raises PhotoError."""
        ...


class Analyser(Protocol):
    """The analysis of one photo; called on one worker thread at a time, after the models are there."""

    def __call__(self, data: bytes, cancel: Cancel, on_step: Callable[[str], None]) -> Analysis:
        """Raises PhotoError, ModelError, CancelledByUserError."""
        ...


class Describe(Protocol):
    """Any thread."""

    def __call__(self, face_type: FaceType, language: str) -> TypeDescription:
        """Raises CatalogError or StorageError."""
        ...


@dataclass(frozen=True, slots=True)
class Archive:
    """The kept visits. Any thread; every callable may block and raise StorageError.

    Attributes:
        find: Newest first.
        photo: A stored photo's bytes; raises MediaDamagedError.
        celebrities: In the order of the ids; unknown ones are left out.
        erase: Row and photo; raises VisitNotFoundError.
    """

    find: Callable[[HistoryQuery], Sequence[StoredVisit]]
    photo: Callable[[MediaFile], bytes]
    celebrities: Callable[[Sequence[int]], tuple[Celebrity, ...]]
    erase: Callable[[UUID], None]


@dataclass(frozen=True, slots=True)
class ShareServices:
    """Links to cards. Any thread; every callable may block.

    Attributes:
        offer_kept: A link to a kept visit's card, in that language.
        offer_passing: A link to a card that stays in memory, for a guest of whom nothing is kept.
        state: What has become of a link.
        qr: A PNG of one pixel a module, with the quiet zone around.
        has_passing: Whether a card that stays in memory can be fetched at all.
        is_public: Cards that go to the event's server open for whoever has the link.
        look_ms: So often is a link's state looked up while its code is shown.
        wifi_name, wifi_text: The network to join and what its QR code says; empty where none was set.
    """

    offer_kept: Callable[[UUID, str], ShareOffer | NoLink]
    offer_passing: Callable[[CardContent], ShareOffer | NoLink]
    state: Callable[[ShareOffer], LinkState]
    qr: Callable[[str], bytes]
    has_passing: bool = True
    wifi_name: str = ""
    wifi_text: str = ""
    look_ms: int = 2_000
    is_public: bool = False


def open_nothing(_: str) -> bool:
    """Where no other program may be opened, as in a kiosk."""
    return False


Draw = Callable[[FaceType], tuple[Celebrity, ...]]
"""Draws celebrities for one guest; called on one worker thread at a time."""


@dataclass(frozen=True, slots=True)
class BoothServices:
    """The use cases and ports behind the window; all callables may block, so they run in jobs.

    Attributes:
        load_models: Runs once, before any analysis, on the analysis thread; raises ModelError.
        new_draw: A fresh draw for the next guest.
        keep: Keeps a visit as far as the guest agreed, its photo without metadata; returns None when nothing was kept.
        save_card: Writes a painted card whole or not at all; raises CardUnwritableError.
        offered: The purposes that the form asks consent for; ANALYSIS is always among them.
        pictures_folder: Where saved cards go; it need not exist yet.
        recent_folders: Where the desktop looks for recent photos.
        retakes_allowed: None where retakes are not limited.
        share: None where guests get no links.
        open_address: Hands an address to the system's browser or mail program; whether there is one. GUI thread.
        archive: None where the program shows no kept visits.
        erase: Deletes a kept visit, rows and photo; raises VisitNotFoundError. None where nobody may.
        purge: Deletes what is over; see ``PurgeExpired``. None where nothing is kept.
        is_fleet: Results are merged with those of other machines.
    """

    load_models: Callable[[], None]
    analyse: Analyser
    preview: PreviewDecoder
    new_draw: Callable[[], Draw]
    describe: Describe
    keep: Callable[[VisitToKeep], UUID | None]
    card: CardPainter
    save_card: Callable[[bytes, Path], None]
    portraits: PortraitPainter
    texts: Texts
    clock: Clock
    ids: IdSource
    pictures_folder: Path
    recent_folders: tuple[Path, ...] = ()
    offered: tuple[ConsentPurpose, ...] = (ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE)
    retakes_allowed: int | None = None
    retention_days: int = DEFAULT_RETENTION_DAYS
    event_name: str = ""
    archive: Archive | None = None
    share: ShareServices | None = None
    open_address: Callable[[str], bool] = open_nothing
    purge: Callable[[Cancel], Purged] | None = None
    erase: Callable[[UUID], None] | None = None
    is_fleet: bool = False

    def wording(self, language: str) -> ConsentWording:
        """How the form asks for consent in that language."""
        return ConsentWording(language, self.share is not None and self.share.is_public, self.is_fleet)

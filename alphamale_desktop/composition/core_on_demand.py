"""Wires the program when it is first needed, off the GUI thread."""

import gc
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from alphamale_desktop.application.ports import CardContent, CardFormat
from alphamale_desktop.application.right_of_way import RightOfWay
from alphamale_desktop.composition.behind import Behind
from alphamale_desktop.composition.cloud_links import cloud_shares, has_cloud_links
from alphamale_desktop.composition.fleet_bucket import tells_bucket
from alphamale_desktop.composition.sync import loop_of, plan_of
from alphamale_desktop.composition.upkeep import Chore
from alphamale_desktop.domain.celebrity import Celebrity
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.settings.paths import ProgramPaths, UserPaths
from alphamale_desktop.settings.schema import Settings
from alphamale_desktop.texts.fluent_texts import FluentTexts

if TYPE_CHECKING:
    from alphamale_desktop.composition.core import Core

LINKS_EVERY_S = 900.0
"""So often links that are over are taken back from the bucket."""


class CoreOnDemand:
    """Wires the program when it is first needed, off the GUI thread: SQLAlchemy, numpy and Pillow take longer to
    import than a window takes to open. Any thread.

    Attributes:
        right_of_way: Who serves a guest takes it.
        delivery: To the organiser's bucket, not started; None while no bucket is set.
    """

    def __init__(self, settings: Settings, program: ProgramPaths, user: UserPaths, texts: FluentTexts) -> None:
        self.settings = settings
        self.user = user
        self.texts = texts
        self._program = program
        self._lock = threading.Lock()
        self._core: Core | None = None
        self.behind = Behind(self, has_server=settings.storage.has_server, has_bucket=tells_bucket(settings))
        self.right_of_way = RightOfWay()
        self.delivery = loop_of(settings, self, self.right_of_way)

    def __call__(self) -> "Core":
        with self._lock:
            if self._core is None:
                from alphamale_desktop.composition.core import Core

                self._core = Core(self.settings, self._program, self.user, self.texts)
            return self._core

    def nudge_delivery(self) -> None:
        """There is something to deliver."""
        if self.delivery is not None:
            self.delivery.nudge()

    def close(self) -> None:
        self.behind.close()
        with self._lock:
            if self._core is not None:
                self._core.close()
                self._core = None
        # What is still frozen when Python ends is reported as a leak by some libraries.
        gc.unfreeze()


class DrawOnDemand:
    """One guest's draw; see ``DrawCelebrities``."""

    def __init__(self, core: CoreOnDemand) -> None:
        self._core = core
        self._draw: Callable[[FaceType], tuple[Celebrity, ...]] | None = None

    def __call__(self, face_type: FaceType) -> tuple[Celebrity, ...]:
        if self._draw is None:
            self._draw = self._core().draw_celebrities()
        return self._draw(face_type)


class PaintersOnDemand:
    """Satisfies ``CardPainter`` and ``PortraitPainter``; any thread."""

    def __init__(self, core: CoreOnDemand) -> None:
        self._core = core

    def paint(self, content: CardContent, card_format: CardFormat = CardFormat.STORY) -> bytes:
        return self._core().card_painter.paint(content, card_format)

    def portrait(self, celebrity: Celebrity, side_px: int) -> bytes:
        return self._core().portraits.portrait(celebrity, side_px)


def link_chores(core: "CoreOnDemand") -> tuple[Chore, ...]:
    """Links through the bucket whose time is over are taken back."""
    if not has_cloud_links(core.settings):
        return ()

    def end_links() -> None:
        plan = plan_of(core.settings, core().machine_name)
        if plan is not None:
            cloud_shares(core(), plan).end_expired()

    return (Chore("links", LINKS_EVERY_S, end_links),)

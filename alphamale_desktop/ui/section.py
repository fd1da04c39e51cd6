"""A section: one page of the operator's area, which is also a page of the desktop's settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject

from alphamale_desktop.ui.window_parts import WindowParts


class SectionStatus(StrEnum):
    """What a section's badge says; NONE shows no badge."""

    NONE = "none"
    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


class SectionGroup(StrEnum):
    """Where a section stands; groups are shown in this order, apart from one another."""

    EVENT = "event"
    BOOTH = "booth"
    DATA = "data"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class SectionSite:
    """What a section's view-model is built with. GUI thread.

    Attributes:
        report: Sets this section's badge, at any time from then on.
    """

    window: WindowParts
    report: Callable[[SectionStatus], None]


SectionModels = Mapping[str, QObject]
"""View-models by the names of the section's required QML properties."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section.

    Attributes:
        section_id: Lower-case ASCII and hyphens; no two sections share one.
        title_key: Its name in the catalogs.
        icon: A file in ``resources/qml/AlphaMale/icons``, without its ending.
        qml: A file below ``resources/qml/AlphaMale``: a ``SectionPage`` or ``ScrollSection``.
        build: Makes the view-models when the section is first opened; they live as long as the window, so ``parent``
            them to the site's ``window.root``. GUI thread; nothing slow. What has a ``shut_down`` is told when the
            window closes, before the pools drain.
        badge: Looks how things stand, on a worker every few seconds while the area is open; may block, may raise.
    """

    section_id: str
    title_key: str
    icon: str
    group: SectionGroup
    qml: str
    build: Callable[[SectionSite], SectionModels]
    badge: Callable[[], SectionStatus] | None = None


@runtime_checkable
class ShutsDown(Protocol):
    """A view-model with something to stop before the window goes."""

    def shut_down(self) -> None: ...

"""The one list of the sections that this program adds to those every window has (``ui/settings_sections.py``)."""

from typing import TYPE_CHECKING

from alphamale_desktop.application.sync_desk import SyncDesk
from alphamale_desktop.composition.sync import desk_of
from alphamale_desktop.ui.section import Section, SectionGroup
from alphamale_desktop.ui.sync_model import SyncServices, SyncViewModel, badge_of

if TYPE_CHECKING:
    from alphamale_desktop.composition.desktop import CoreOnDemand


def program_sections(core: "CoreOnDemand", *, kiosk: bool) -> tuple[Section, ...]:  # noqa: ARG001 - for those to come
    """Cheap: what is slow waits for a section's badge or its jobs.

    Args:
        kiosk: Whether they stand behind an operator's PIN, rather than in a desktop's settings.
    """
    return (sync_section(core),) if core.settings.sync.bucket else ()


def sync_section(core: "CoreOnDemand") -> Section:
    """How the delivery to the bucket fares."""

    def desk() -> SyncDesk:
        return desk_of(core())

    def retry() -> None:
        desk().retry()
        core.nudge_delivery()

    def resume() -> None:
        desk().resume()
        core.nudge_delivery()

    services = SyncServices(lambda: desk().status(), resume, retry)
    return Section(
        "sync",
        "section-sync",
        "sync",
        SectionGroup.DATA,
        "sync/SyncSection.qml",
        lambda site: {"model": SyncViewModel(services, site.window, site.window.root)},
        lambda: badge_of(services.status()),
    )

"""The one list of the sections that this program adds to those every window has (``ui/settings_sections.py``)."""

from typing import TYPE_CHECKING

from alphamale_desktop.composition.desktop_event_day import event_day_sections, fleet_reader, numbers_services
from alphamale_desktop.ui.check_model import ExamineStepwise
from alphamale_desktop.ui.section import Section

if TYPE_CHECKING:
    from alphamale_desktop.composition.desktop import CoreOnDemand


def program_sections(
    core: "CoreOnDemand",
    examine: ExamineStepwise,
    *,
    kiosk: bool,  # noqa: ARG001 - for those to come
) -> tuple[Section, ...]:
    """Cheap: what is slow waits for a section's badge or its jobs.

    Args:
        examine: The doctor.
        kiosk: Whether they stand behind an operator's PIN, rather than in a desktop's settings.
    """
    has_fleet = core.settings.storage.has_server
    return event_day_sections(examine, fleet_reader(core), numbers_services(core), has_fleet=has_fleet)

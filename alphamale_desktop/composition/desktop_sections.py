"""The one list of the sections that this program adds to those every window has (``ui/settings_sections.py``)."""

from typing import TYPE_CHECKING

from alphamale_desktop.composition.desktop_organiser import organiser_sections
from alphamale_desktop.ui.section import Section

if TYPE_CHECKING:
    from alphamale_desktop.composition.desktop import CoreOnDemand


def program_sections(core: "CoreOnDemand", *, kiosk: bool) -> tuple[Section, ...]:  # noqa: ARG001 - for those to come
    """Cheap: what is slow waits for a section's badge or its jobs.

    Args:
        kiosk: Whether they stand behind an operator's PIN, rather than in a desktop's settings.
    """
    return organiser_sections(core)

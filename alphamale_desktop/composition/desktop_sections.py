"""The one list of the sections that this program adds to those every window has (``ui/settings_sections.py``)."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinterInfo

from alphamale_desktop.application.print_desk import PrinterRules
from alphamale_desktop.application.sync_desk import SyncDesk
from alphamale_desktop.composition.desktop_event_day import event_day_sections, fleet_reader, numbers_services
from alphamale_desktop.composition.desktop_lan import lan_section
from alphamale_desktop.composition.desktop_organiser import organiser_sections
from alphamale_desktop.composition.event_logo import LogoFile
from alphamale_desktop.composition.fleet_bucket import tells_bucket
from alphamale_desktop.composition.lan import LanRoom
from alphamale_desktop.composition.sync import desk_of
from alphamale_desktop.settings.change import change_settings
from alphamale_desktop.ui.check_model import ExamineStepwise
from alphamale_desktop.ui.kiosk_printer import KioskPrinter
from alphamale_desktop.ui.logo_model import LogoServices, LogoViewModel
from alphamale_desktop.ui.printer_model import PrinterViewModel
from alphamale_desktop.ui.section import Section, SectionGroup, SectionModels, SectionSite
from alphamale_desktop.ui.sync_model import SyncServices, SyncViewModel, badge_of

if TYPE_CHECKING:
    from alphamale_desktop.composition.core_on_demand import CoreOnDemand


def program_sections(
    core: "CoreOnDemand", examine: ExamineStepwise, lan: LanRoom | None = None, *, kiosk: bool
) -> tuple[Section, ...]:
    """Cheap: what is slow waits for a section's badge or its jobs.

    Args:
        examine: The doctor.
        lan: The local network's server; None where it is off.
        kiosk: Whether they stand behind an operator's PIN, rather than in a desktop's settings.
    """
    printing = (printer_section(core),) if kiosk else ()
    delivery = (sync_section(core),) if core.settings.sync.bucket else ()
    has_fleet = core.settings.storage.has_server or tells_bucket(core.settings)
    day = event_day_sections(examine, fleet_reader(core), numbers_services(core), has_fleet=has_fleet)
    guests = (logo_section(core), *printing, lan_section(core, lan))
    return (*guests, *delivery, *organiser_sections(core), *day)


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


def logo_section(core: "CoreOnDemand") -> Section:
    """The event's picture."""

    def sources() -> Sequence[Path]:
        from alphamale_desktop.storage.drives import drives, pictures

        return pictures(drives())

    logo = LogoFile(core.user)
    services = LogoServices(logo.read, sources, logo.put, logo.remove)
    return Section(
        "logo",
        "section-logo",
        "logo",
        SectionGroup.EVENT,
        "logo/LogoSection.qml",
        lambda site: {"model": LogoViewModel(services, site.window, site.window.root)},
    )


def printer_section(core: "CoreOnDemand") -> Section:
    """A kiosk's printer; a desktop's dialog asks for itself."""
    file = core.user.settings_file

    def store(rules: PrinterRules) -> None:
        chosen = {"name": rules.name, "copies": rules.copies}
        change_settings(
            file, lambda present: present.model_copy(update={"printer": present.printer.model_copy(update=chosen)})
        )

    def build(site: SectionSite) -> SectionModels:
        printer = site.window.printer
        assert isinstance(printer, KioskPrinter)
        names = QPrinterInfo.availablePrinterNames
        return {"model": PrinterViewModel(printer, names, store, site.window, site.report)}

    return Section("printer", "section-printer", "print", SectionGroup.BOOTH, "printer/PrinterSection.qml", build)

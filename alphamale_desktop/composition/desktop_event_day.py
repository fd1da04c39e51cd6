"""The sections for organisers: the check before an event, the fleet, the numbers."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from alphamale_desktop.application.read_numbers import Numbers
from alphamale_desktop.domain.errors import StorageError
from alphamale_desktop.ui.check_model import CheckViewModel, ExamineStepwise
from alphamale_desktop.ui.fleet_model import FleetPicture, FleetViewModel, ReadFleet, status_of
from alphamale_desktop.ui.numbers_model import NumbersServices, NumbersViewModel, Period
from alphamale_desktop.ui.section import Section, SectionGroup, SectionStatus

if TYPE_CHECKING:
    from alphamale_desktop.composition.core import Core
    from alphamale_desktop.composition.core_on_demand import CoreOnDemand

BUCKET_EVERY_S = 9.0
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


def event_day_sections(
    examine: ExamineStepwise, read_fleet: ReadFleet, numbers: NumbersServices, *, has_fleet: bool
) -> tuple[Section, ...]:
    """Cheap; the callables run on workers.

    Args:
        has_fleet: Whether a server or a bucket is set; without one the fleet's badge asks nobody.
    """

    def badge() -> SectionStatus:
        return status_of(read_fleet())

    return (
        Section(
            "check",
            "section-check",
            "checklist",
            SectionGroup.EVENT,
            "check/CheckSection.qml",
            lambda site: {"model": CheckViewModel(examine, site)},
        ),
        Section(
            "numbers",
            "section-numbers",
            "numbers",
            SectionGroup.DATA,
            "numbers/NumbersSection.qml",
            lambda site: {"model": NumbersViewModel(numbers, site)},
        ),
        Section(
            "fleet",
            "section-fleet",
            "fleet",
            SectionGroup.DATA,
            "fleet/FleetSection.qml",
            lambda site: {"model": FleetViewModel(read_fleet, site)},
            badge if has_fleet else None,
        ),
    )


def fleet_reader(core: "CoreOnDemand") -> ReadFleet:
    """Badge and page ask again and again; a bucket is asked every ten seconds at most."""
    lock, read_at_s, seen = threading.Lock(), float("-inf"), FleetPicture((), _BEGINNING)

    def read() -> FleetPicture:
        from alphamale_desktop.composition.fleet_bucket import read_heartbeats

        nonlocal read_at_s, seen
        link, clock = core.behind.link(), core().clock
        if link.is_set:
            return FleetPicture(*link.heartbeats())
        with lock:
            if clock.monotonic_s() - read_at_s >= BUCKET_EVERY_S:
                seen = FleetPicture(*read_heartbeats(core(), link))
                read_at_s = clock.monotonic_s()
            return seen

    return read


def numbers_services(core: "CoreOnDemand") -> NumbersServices:
    """Of the fleet where its server answers, of this kiosk otherwise: a dashboard must not go dark with the network."""

    def read(period: Period) -> Numbers:
        from alphamale_desktop.composition.numbers import add_up, own_counters, read_counters

        core.behind.write_tally()
        since, until = span_of_period(period, core().clock.now())
        try:
            counted = read_counters(core(), core.behind.link(), since, until)
        except StorageError:
            counted = own_counters(core(), since, until)
        return add_up(counted, since, until)

    def export(period: Period) -> Path:
        from alphamale_desktop.composition.numbers import ExportFormat, counter_rows, own_counters
        from alphamale_desktop.composition.numbers import export as write

        core.behind.write_tally()
        now = core().clock.now()
        since, until = span_of_period(period, now)
        file = _free_file(core(), now)
        write(counter_rows(own_counters(core(), since, until)), file, ExportFormat.CSV)
        return file

    return NumbersServices(read, export)


def span_of_period(period: Period, now: datetime) -> tuple[datetime, datetime]:
    """From a midnight of this computer's zone to the end of the present hour."""
    midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    until = now + timedelta(hours=1)
    match period:
        case Period.TODAY:
            return midnight, until
        case Period.WEEK:
            return midnight - timedelta(days=6), until
        case Period.ALL:
            return _BEGINNING, until


def _free_file(core: "Core", now: datetime) -> Path:
    folder = core.settings.general.save_folder or core.user.pictures
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"alphamale-numbers-{now.astimezone():%Y%m%d-%H%M%S}"
    return folder / f"{stem}.csv"

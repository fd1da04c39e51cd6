"""What can go wrong between a kiosk and its fleet's server, beside what can go wrong with any database."""

from alphamale_desktop.domain.errors import StorageError


class VisitRefusedError(StorageError):
    """The fleet's server took the question but not the row: another program changed its tables."""

    code = "visit_refused"


class FleetNotSetError(StorageError):
    """A fleet was asked about, and no server is set."""

    code = "fleet_not_set"

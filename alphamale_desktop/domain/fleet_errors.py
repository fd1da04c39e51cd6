"""What can go wrong between a kiosk and its fleet's server, beside what can go wrong with any database."""

from alphamale_desktop.domain.errors import StorageError


class VisitRefusedError(StorageError):
    """The fleet's server took the question but not the row: another program changed its tables."""

    code = "visit_refused"


class FleetNotSetError(StorageError):
    """A fleet was asked about, and no server is set."""

    code = "fleet_not_set"


class KioskUnknownError(StorageError):
    """No kiosk of that name or id ever reported. Details: kiosk (as it was asked for)."""

    code = "kiosk_unknown"


class KioskAmbiguousError(StorageError):
    """Several kiosks have that name. Details: kiosk, ids."""

    code = "kiosk_ambiguous"


class KioskStillSeenError(StorageError):
    """A kiosk that shall be forgotten was seen a short while ago. Details: kiosk, minutes."""

    code = "kiosk_still_seen"

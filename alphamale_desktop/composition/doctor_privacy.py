"""Whether what guests leave is encrypted, and whether its key is there."""

from alphamale_desktop.composition.core import Core
from alphamale_desktop.composition.findings import Finding, Verdict
from alphamale_desktop.domain.privacy_errors import SealKeyMissingError
from alphamale_desktop.settings.storage_key import KeyPlace


def check_encryption(core: Core) -> Finding:
    """Raises SealKeyMissingError where the key is lost or damaged."""
    key = core.storage_key
    if not core.settings.storage.encrypt and not key.was_made():
        return Finding("encryption", Verdict.OK, "doctor-encryption-off")
    if key.was_made() and key.load() is None:
        raise SealKeyMissingError
    if not core.settings.storage.encrypt:
        return Finding("encryption", Verdict.OK, "doctor-encryption-off")
    match key.place():
        case KeyPlace.FILE:
            return Finding("encryption", Verdict.WARNING, "doctor-encryption-file", {"file": str(key.file)})
        case KeyPlace.NOWHERE:
            return Finding("encryption", Verdict.OK, "doctor-encryption-new")
        case _:
            return Finding("encryption", Verdict.OK, "doctor-encryption-fine")

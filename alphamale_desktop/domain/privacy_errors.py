"""Expected failures of keeping guests' data private, and of handing it over."""

from alphamale_desktop.domain.errors import StorageError


class ExportUnwritableError(StorageError):
    """What is held about a visit cannot be written there. Details: file."""

    code = "export_unwritable"


class SealKeyMissingError(StorageError):
    """Photos and entries are encrypted, and the key is lost, damaged or another one."""

    code = "seal_key_missing"


class SealKeyUnwritableError(StorageError):
    """A new key for encryption can be kept nowhere. Details: file."""

    code = "seal_key_unwritable"

"""The operator's PIN on disk, hashed."""

from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from alphamale_desktop.application.operator_access import PinRecord
from alphamale_desktop.domain.errors import SettingsMalformedError
from alphamale_desktop.settings.private_file import write_private


class Argon2Hasher:
    """argon2id with the library's defaults (RFC 9106, low-memory profile): about 50 ms a PIN."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()

    def hash(self, pin: str) -> str:
        return self._hasher.hash(pin)

    def matches(self, hashed: str, pin: str) -> bool:
        """False also for a hash that is damaged."""
        try:
            return self._hasher.verify(hashed, pin)
        except (VerificationError, InvalidHashError):
            return False


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid")

    hashed: str = ""
    failures: int = 0
    locked_until: AwareDatetime | None = None


class PinFile:
    """Keeps the record as JSON, mode 0600. Apart from the settings: event bundles must not carry it.

    A damaged file counts as a wrong hash, not as "no PIN yet": nobody gets in by breaking it.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def load(self) -> PinRecord:
        """Raises SettingsMalformedError if the file cannot be read."""
        try:
            record = _Record.model_validate_json(self._file.read_bytes())
        except FileNotFoundError:
            return PinRecord()
        except (OSError, ValidationError) as error:
            raise SettingsMalformedError(file=self._file.name, field="pin") from error
        return PinRecord(record.hashed, record.failures, record.locked_until)

    def save(self, record: PinRecord) -> None:
        """Raises SettingsMalformedError if the file cannot be written."""
        kept = _Record(hashed=record.hashed, failures=record.failures, locked_until=record.locked_until)
        text = kept.model_dump_json()
        try:
            write_private(self._file, text)
        except OSError as error:
            raise SettingsMalformedError(file=self._file.name, field="pin") from error

"""Where the key of encrypted photos and entries lives: environment, the system's keyring, or a private file."""

import base64
import binascii
import logging
import secrets
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from alphamale_desktop.domain.privacy_errors import SealKeyMissingError, SealKeyUnwritableError
from alphamale_desktop.settings.private_file import write_private
from alphamale_desktop.settings.sole_writer import sole_writer

KEY_VARIABLE = "ALPHAMALE_STORAGE_KEY"
_KEY_BYTES = 32

logger = logging.getLogger(__name__)


class KeyPlace(StrEnum):
    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    FILE = "file"
    NOWHERE = "nowhere"


class SecretRing(Protocol):
    """The operating system's keyring."""

    def load(self) -> str | None:
        """None where nothing is stored, or where there is no keyring."""
        ...

    def save(self, secret: str) -> bool:
        """False where there is no keyring, as on a Linux without a desktop."""
        ...


class SystemRing:
    """Satisfies ``SecretRing`` with the keyring library; a locked or broken keyring counts as none."""

    _SERVICE, _NAME = "alphamale", "storage-key"

    def load(self) -> str | None:
        import keyring
        from keyring.errors import KeyringError

        try:
            return keyring.get_password(self._SERVICE, self._NAME)
        except KeyringError:
            return None

    def save(self, secret: str) -> bool:
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(self._SERVICE, self._NAME, secret)
        except KeyringError:
            return False
        return True


class StorageKey:
    """Any thread.

    Args:
        file: Takes the key, mode 0600, where there is no keyring.
        marker: Says that a key was made once; while it is there, a missing key is a lost one and no new one is made.
    """

    def __init__(self, environment: Mapping[str, str], ring: SecretRing, file: Path, marker: Path) -> None:
        self._environment = environment
        self._ring = ring
        self._file = file
        self._marker = marker

    @property
    def file(self) -> Path:
        return self._file

    def place(self) -> KeyPlace:
        """Where the key is now."""
        if self._environment.get(KEY_VARIABLE):
            return KeyPlace.ENVIRONMENT
        if self._ring.load():
            return KeyPlace.KEYRING
        return KeyPlace.FILE if self._file.is_file() else KeyPlace.NOWHERE

    def was_made(self) -> bool:
        """Here, once: something may be encrypted with it."""
        return self._marker.exists()

    def load(self) -> bytes | None:
        """None where there is none; raises SealKeyMissingError where it is damaged."""
        try:
            written = self._file.read_text(encoding="ascii") if self._file.is_file() else None
        except (OSError, UnicodeDecodeError) as error:
            raise SealKeyMissingError from error
        text = self._environment.get(KEY_VARIABLE) or self._ring.load() or written
        return None if text is None else _decoded(text)

    def make(self) -> bytes:
        """A new random key, or the one that another program made just now.

        Raises:
            SealKeyMissingError: If an earlier one is lost.
            SealKeyUnwritableError: If it can be kept nowhere.
        """
        try:
            with sole_writer(self._marker):
                # Another program may have made it while this one waited; a second key would lose what the first sealed.
                return self.load() or self._made()
        except OSError as error:
            raise SealKeyUnwritableError(file=str(self._file)) from error

    def _made(self) -> bytes:
        """Raises OSError or SealKeyMissingError."""
        if self._marker.exists():
            raise SealKeyMissingError
        key = secrets.token_bytes(_KEY_BYTES)
        text = base64.b64encode(key).decode("ascii")
        if not self._ring.save(text):
            write_private(self._file, text)
        write_private(self._marker, "A key for encrypted photos and entries was made.\n")
        logger.info("made a new key for encrypted photos and entries, kept in the %s", self.place().value)
        return key


def _decoded(text: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error as error:
        raise SealKeyMissingError from error
    if len(key) != _KEY_BYTES:
        raise SealKeyMissingError
    return key

"""Encryption of what guests leave: AES-256-GCM, bound to the thing that it belongs to."""

import hashlib
import secrets
import threading
from collections.abc import Callable

from alphamale_desktop.domain.privacy_errors import SealKeyMissingError

KEY_BYTES = 32
_MAGIC = b"AMSEAL1\n"
_KEY_ID_BYTES, _NONCE_BYTES = 8, 12


class SealBrokenError(ValueError):
    """Sealed bytes that were changed, cut short, or belong to something else."""


def key_id(key: bytes) -> bytes:
    """Tells keys apart without giving any of them away."""
    return hashlib.sha256(b"alphamale key id" + key).digest()[:_KEY_ID_BYTES]


def is_sealed(data: bytes) -> bool:
    return data.startswith(_MAGIC)


class Vault:
    """Any thread. The key is asked for when it is first needed.

    Args:
        load_key: 32 bytes, or None where there is none.
        make_key: A new key, kept where ``load_key`` finds it; raises SealKeyMissingError where an earlier one is lost.
        encrypts: Whether what is written from now on is sealed; what is sealed already is opened either way.
    """

    def __init__(self, load_key: Callable[[], bytes | None], make_key: Callable[[], bytes], *, encrypts: bool) -> None:
        self._load_key = load_key
        self._make_key = make_key
        self._lock = threading.Lock()
        self._key: bytes | None = None
        self.encrypts = encrypts

    def seal(self, plain: bytes, about: str) -> bytes:
        """Args: about: What the bytes belong to, such as a digest or an id; needed to open them again.

        Raises:
            SealKeyMissingError, SealKeyUnwritableError
        """
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        key = self._present_key() or self._new_key()
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return _MAGIC + key_id(key) + nonce + AESGCM(key).encrypt(nonce, plain, about.encode())

    def open(self, data: bytes, about: str) -> bytes:
        """What was sealed; bytes that are not sealed come back as they are.

        Raises:
            SealKeyMissingError: If the key is lost, or is another one.
            SealBrokenError
        """
        if not is_sealed(data):
            return data
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        key = self._present_key()
        rest = data[len(_MAGIC) :]
        if key is None or rest[:_KEY_ID_BYTES] != key_id(key):
            raise SealKeyMissingError
        nonce, sealed = rest[_KEY_ID_BYTES:][:_NONCE_BYTES], rest[_KEY_ID_BYTES + _NONCE_BYTES :]
        try:
            return AESGCM(key).decrypt(nonce, sealed, about.encode())
        except (InvalidTag, ValueError) as error:
            raise SealBrokenError from error

    def _present_key(self) -> bytes | None:
        with self._lock:
            if self._key is None:
                self._key = self._load_key()
            return self._key

    def _new_key(self) -> bytes:
        with self._lock:
            if self._key is None:
                self._key = self._make_key()
            return self._key


def _no_key() -> bytes:
    raise SealKeyMissingError


def plain_vault() -> Vault:
    """Seals nothing, and has no key to open anything."""
    return Vault(lambda: None, _no_key, encrypts=False)

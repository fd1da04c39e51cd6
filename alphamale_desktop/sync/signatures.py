"""Ed25519 signatures of bundle lists."""

import hashlib
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from alphamale_desktop.domain.bundle import (
    LIST_NAME,
    SIGNATURE_NAME,
    Bundle,
    BundleFile,
    BundleKind,
    bundle_from_json,
)
from alphamale_desktop.domain.delivery_errors import BundleSignatureError


def check_signature(public_key_hex: str, data: bytes, signature: bytes) -> None:
    """Raises BundleSignatureError."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key_hex)).verify(signature, data)
    except (InvalidSignature, ValueError) as error:
        raise BundleSignatureError(file=SIGNATURE_NAME) from error


def new_key(file: Path) -> str:
    """Writes a fresh private key, mode 0600, and returns its public key in hex. Raises OSError if the file is there."""
    key = Ed25519PrivateKey.generate()
    file.touch(mode=0o600, exist_ok=False)
    file.write_text(key.private_bytes_raw().hex() + "\n", encoding="ascii")
    return key.public_key().public_bytes_raw().hex()


def seal(folder: Path, kind: BundleKind, version: str, key_file: Path | None) -> Bundle:
    """Writes the list of everything in the folder, and its signature where a private key is given.

    Raises:
        BundleMalformedError: If a file's name cannot be in a list, or there is none.
        BundleSignatureError: If the key file holds no key.
        OSError
    """
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    listed = [path for path in paths if path.relative_to(folder).as_posix() not in (LIST_NAME, SIGNATURE_NAME)]
    files = []
    for path in listed:
        data = path.read_bytes()
        files.append(BundleFile(path.relative_to(folder).as_posix(), hashlib.sha256(data).hexdigest(), len(data)))
    document = Bundle(kind, version, tuple(files)).to_json()
    bundle = bundle_from_json(document)
    signature_file = folder / SIGNATURE_NAME
    signature_file.unlink(missing_ok=True)
    if key_file is not None:
        signature_file.write_text(_private_key(key_file).sign(document).hex() + "\n", encoding="ascii")
    (folder / LIST_NAME).write_bytes(document)
    return bundle


def _private_key(file: Path) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(file.read_text(encoding="ascii").strip()))
    except ValueError as error:
        raise BundleSignatureError(file=file.name) from error

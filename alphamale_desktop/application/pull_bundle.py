"""Pulls weights or a catalog from the organiser's bucket: staged, verified, then switched to at once."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.object_store_port import ObjectStore
from alphamale_desktop.domain.bundle import (
    LIST_LIMIT_BYTES,
    LIST_NAME,
    SIGNATURE_NAME,
    Bundle,
    BundleKind,
    bundle_from_json,
)
from alphamale_desktop.domain.delivery_errors import (
    BundleDamagedError,
    BundleMalformedError,
    BundleSignatureError,
    ObjectMissingError,
)

_SIGNATURE_LIMIT_BYTES = 1_000


class BundleShelf(Protocol):
    """Where pulled sets stand, one of them in use. One thread."""

    def stage(self) -> Path:
        """An empty folder for a set that is not in use yet; an earlier stage is cleared away."""
        ...

    def switch(self, staged: Path, digest: str) -> None:
        """Puts the staged set to use, all or nothing; the set before it stays to go back to."""
        ...

    def roll_back(self) -> None:
        """Raises NoEarlierBundleError."""
        ...


Verify = Callable[[bytes, bytes], None]
"""Of a list and its signature; raises BundleSignatureError."""

TryOut = Callable[[Path], None]
"""Uses a staged set as the program would; raises AlphaMaleError if it cannot be used."""


class PullBundle:
    """Any thread, one pull of a kind at a time. Nothing that is in use changes before everything was verified.

    Args:
        prefix: In the bucket; below it a folder for each kind.
        verify: None: lists need no signature.
    """

    def __init__(self, store: ObjectStore, prefix: str, verify: Verify | None) -> None:
        self._store = store
        self._prefix = prefix
        self._verify = verify

    def __call__(self, kind: BundleKind, shelf: BundleShelf, try_out: TryOut, cancel: Cancel) -> Bundle:
        """Raises DeliveryError, what ``try_out`` raises, CancelledByUserError, or OSError: the set in use stays."""
        data = self._get(kind, LIST_NAME, LIST_LIMIT_BYTES)
        self._check_signature(kind, data)
        bundle = bundle_from_json(data)
        if bundle.kind is not kind:
            raise BundleMalformedError(file=LIST_NAME)
        staged = shelf.stage()
        (staged / LIST_NAME).write_bytes(data)
        for each in bundle.files:
            cancel.check()
            content = self._get(kind, each.path, each.size_bytes)
            if hashlib.sha256(content).hexdigest() != each.sha256:
                raise BundleDamagedError(file=each.path)
            target = staged.joinpath(*each.path.split("/"))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        try_out(staged)
        shelf.switch(staged, hashlib.sha256(data).hexdigest())
        return bundle

    def _check_signature(self, kind: BundleKind, data: bytes) -> None:
        if self._verify is None:
            return
        try:
            signature = bytes.fromhex(self._get(kind, SIGNATURE_NAME, _SIGNATURE_LIMIT_BYTES).decode().strip())
        except (ObjectMissingError, ValueError) as error:
            raise BundleSignatureError(file=SIGNATURE_NAME) from error
        self._verify(data, signature)

    def _get(self, kind: BundleKind, path: str, limit_bytes: int) -> bytes:
        steps = (self._prefix.strip("/"), kind.value, path)
        return self._store.get("/".join(step for step in steps if step), limit_bytes)


def is_whole(folder: Path, kind: BundleKind) -> bool:
    """Whether the folder holds exactly what its own list promises; reads every file."""
    try:
        bundle = bundle_from_json((folder / LIST_NAME).read_bytes())
        if bundle.kind is not kind:
            return False
        return all(
            hashlib.sha256(folder.joinpath(*each.path.split("/")).read_bytes()).hexdigest() == each.sha256
            for each in bundle.files
        )
    except (OSError, BundleMalformedError):
        return False

"""A set of files that belong together, as it is pulled from the organiser's bucket."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from alphamale_desktop.domain.delivery_errors import BundleMalformedError

LIST_NAME = "bundle.json"
SIGNATURE_NAME = "bundle.json.sig"
"""64 bytes in hex: Ed25519 over the list's bytes."""

FORMAT = 1
LIST_LIMIT_BYTES = 4 << 20
FILE_LIMIT_BYTES = 1 << 30
_STEP = re.compile(r"[^/\\:*?\"<>|\x00-\x1f]{1,120}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


class BundleKind(StrEnum):
    WEIGHTS = "weights"
    CATALOG = "catalog"


@dataclass(frozen=True, slots=True)
class BundleFile:
    """Attributes: path: Below the bundle's folder, with ``/``; sha256: lower-case hex."""

    path: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Bundle:
    kind: BundleKind
    version: str
    files: tuple[BundleFile, ...]

    def to_json(self) -> bytes:
        files = [{"path": each.path, "sha256": each.sha256, "size_bytes": each.size_bytes} for each in self.files]
        document = {"format": FORMAT, "kind": self.kind.value, "version": self.version, "files": files}
        return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def bundle_from_json(data: bytes) -> Bundle:
    """Raises BundleMalformedError: also for paths that would lead anywhere but below the folder."""
    try:
        document = json.loads(data)
        if document["format"] != FORMAT:
            raise ValueError("unknown format")
        files = tuple(_file(each) for each in document["files"])
        bundle = Bundle(BundleKind(document["kind"]), str(document["version"]), files)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BundleMalformedError(file=LIST_NAME) from error
    names = {each.path.casefold() for each in files}
    if not files or len(names) != len(files) or names & {LIST_NAME, SIGNATURE_NAME}:
        raise BundleMalformedError(file=LIST_NAME)
    return bundle


def _file(values: Mapping[str, object]) -> BundleFile:
    path, sha256, size = values["path"], values["sha256"], values["size_bytes"]
    if not isinstance(path, str) or not isinstance(sha256, str) or type(size) is not int:
        raise ValueError("want a path, a sha256 and a size")
    steps = path.split("/")
    is_safe = all(_STEP.fullmatch(step) and step.strip(". ") == step for step in steps)
    if not is_safe or len(steps) > 8 or not _DIGEST.fullmatch(sha256) or not 0 <= size <= FILE_LIMIT_BYTES:
        raise ValueError(f"no plain file: {path!r}")
    return BundleFile(path, sha256, size)

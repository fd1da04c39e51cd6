"""A guest's photo as it came from the camera or a file."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class PhotoSource(StrEnum):
    CAMERA = "camera"
    FILE = "file"
    CLIPBOARD = "clipboard"


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo, still encoded.

    Attributes:
        photo_id: UUIDv7.
        data: The encoded file (JPEG, PNG, ...), never empty; hidden from ``repr`` so that no log can hold it.
        taken_at: Aware UTC: the shutter, or when the file was chosen.
    """

    photo_id: UUID
    data: bytes
    taken_at: datetime
    source: PhotoSource

    def __post_init__(self) -> None:
        if not self.data:
            raise ValueError("want a photo that is not empty")
        if self.taken_at.tzinfo is None:
            raise ValueError("want an aware time")

    def __repr__(self) -> str:
        return f"Photo({self.photo_id}, {len(self.data)} bytes, {self.source})"

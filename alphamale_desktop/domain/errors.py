"""Expected failures. Each carries a stable code and the values its sentence needs, never the sentence itself."""

from functools import partial
from typing import ClassVar, Self

Detail = str | int | float


class AlphaMaleError(Exception):
    """An expected failure.

    Attributes:
        code: Stable snake_case name; the catalogs hold a sentence and a way out for each.
        details: Values for the sentence's placeholders; never a secret, a name or a picture.
    """

    code: ClassVar[str] = "unexpected"

    def __init__(self, **details: Detail) -> None:
        self.details = details
        super().__init__(f"{self.code} {details}" if details else self.code)

    def __reduce__(self) -> tuple[partial[Self], tuple[()]]:
        # Exceptions are copied by position; without this none survives the way from a worker process.
        return partial(type(self), **self.details), ()


def error_key(code: str) -> str:
    """Where the catalogs hold an error's sentence; its attribute ``.hint`` is the way out."""
    return f"error-{code.replace('_', '-')}"


class UnexpectedError(AlphaMaleError):
    """A failure that nobody foresaw, for where one more must be told beside others; the log has the rest."""

    code = "unexpected"


class CancelledByUserError(AlphaMaleError):
    """The person asked for the work to stop."""

    code = "cancelled"


class PhotoError(AlphaMaleError):
    """A file that cannot be used as a photo."""


class FileMissingError(PhotoError):
    code = "file_missing"


class FileUnreadableError(PhotoError):
    """The file is there, but may not be read."""

    code = "file_unreadable"


class NotAPictureError(PhotoError):
    code = "not_a_picture"


class PictureBrokenError(PhotoError):
    """A picture file that ends early or does not decode."""

    code = "picture_broken"


class PictureTooLargeError(PhotoError):
    """Details: width_px, height_px, limit_megapixels."""

    code = "picture_too_large"


class FileTooLargeError(PhotoError):
    """Details: size_mb, limit_mb."""

    code = "file_too_large"


class PictureTooSmallError(PhotoError):
    """Details: width_px, height_px, limit_px."""

    code = "picture_too_small"


class NoPicturesError(PhotoError):
    """A folder without pictures."""

    code = "no_pictures"


class ProfileError(AlphaMaleError):
    """An entry in the guest's form that cannot be right."""


class UnknownMbtiError(ProfileError):
    """Details: entered."""

    code = "unknown_mbti"


class BirthDateInFutureError(ProfileError):
    """Details: today (YYYY-MM-DD)."""

    code = "birth_date_in_future"


class BirthDateTooEarlyError(ProfileError):
    """Details: earliest_year."""

    code = "birth_date_too_early"


class BirthDateMalformedError(ProfileError):
    """Details: entered."""

    code = "birth_date_malformed"


class SalaryOutOfRangeError(ProfileError):
    """Details: limit (in 만원)."""

    code = "salary_out_of_range"


class ModelError(AlphaMaleError):
    """The models cannot be used."""


class WeightsMissingError(ModelError):
    """Details: file."""

    code = "weights_missing"


class WeightsTamperedError(ModelError):
    """The sha256 of the file is not the manifest's. Details: file."""

    code = "weights_tampered"


class WeightsManifestError(ModelError):
    """The manifest is missing or cannot be understood. Details: file."""

    code = "weights_manifest"


class WeightsIncompatibleError(ModelError):
    """The weights do not fit this program's model. Details: file."""

    code = "weights_incompatible"


class DeviceUnavailableError(ModelError):
    """The device that was asked for is not on this machine. Details: device."""

    code = "device_unavailable"


class StorageError(AlphaMaleError):
    """Results cannot be kept."""


class DatabaseReadOnlyError(StorageError):
    """Details: database."""

    code = "database_read_only"


class DatabaseTooNewError(StorageError):
    """Details: found, known (schema revisions)."""

    code = "database_too_new"


class RevisionUnknownError(StorageError):
    """Details: revision, known (schema revisions)."""

    code = "revision_unknown"


class DatabaseUnreachableError(StorageError):
    """Details: database."""

    code = "database_unreachable"


class DatabaseAddressError(StorageError):
    """The address names no database of a kind that this program knows; it may hold a password, so it is not told."""

    code = "database_address"


class DatabaseBrokenError(StorageError):
    """The file is not a database, or is damaged. Details: database."""

    code = "database_broken"


class DatabaseBusyError(StorageError):
    """Another process held the database for too long."""

    code = "database_busy"


class DiskFullError(StorageError):
    code = "disk_full"


class MediaUnwritableError(StorageError):
    """The folder for photos cannot be written. Details: folder."""

    code = "media_unwritable"


class MediaDamagedError(StorageError):
    """A stored photo's bytes are not those its name promises. Details: digest."""

    code = "media_damaged"


class VisitNotFoundError(StorageError):
    """Details: visit."""

    code = "visit_not_found"


class CatalogError(AlphaMaleError):
    """The celebrity catalog cannot be used."""


class CatalogEmptyError(CatalogError):
    code = "catalog_empty"


class CatalogMalformedError(CatalogError):
    """Details: file, line."""

    code = "catalog_malformed"


class CardUnwritableError(AlphaMaleError):
    """The share card cannot be written there. Details: file."""

    code = "card_unwritable"


class FileUnwritableError(AlphaMaleError):
    """A file that somebody asked for cannot be written there. Details: file."""

    code = "file_unwritable"


class SettingsMalformedError(AlphaMaleError):
    """Details: file, field."""

    code = "settings_malformed"


class TooLittleTrainingDataError(AlphaMaleError):
    """Details: what (``train``, ``val``, ``faces``, ``others``, ``held_out``), found, needed."""

    code = "too_little_training_data"


class SubgroupTooSmallError(AlphaMaleError):
    """Too few people to rank against one another. Details: subgroup, found, needed."""

    code = "training_subgroup_too_small"


class RatingsAllEqualError(AlphaMaleError):
    """The ratings of a split say nothing: everybody has the same type. Details: split."""

    code = "training_ratings_equal"


class TrainingManifestError(AlphaMaleError):
    """Details: file, line, column."""

    code = "training_manifest"


class CocoFileError(AlphaMaleError):
    """No COCO file with boxes of face parts. Details: file."""

    code = "coco_file"


class NothingLabelledError(AlphaMaleError):
    """No file of a folder got boxes. Details: folder, files."""

    code = "nothing_labelled"


class CameraError(AlphaMaleError):
    """The camera gives no usable picture."""


class CameraMissingError(CameraError):
    code = "camera_missing"


class CameraBusyError(CameraError):
    code = "camera_busy"


class CameraDeniedError(CameraError):
    """The camera is there, but this user may not open it. Details: camera."""

    code = "camera_denied"


class CameraFailedError(CameraError):
    """The driver gave up on a camera that was open."""

    code = "camera_failed"


class CameraNotReadyError(CameraError):
    """The shutter was pressed while no healthy picture comes in. Details: state."""

    code = "camera_not_ready"


class ReplaySourceError(CameraError):
    """The replay file or folder has no frames. Details: path."""

    code = "replay_source"


class PinTooSimpleError(AlphaMaleError):
    """Details: shortest, longest."""

    code = "pin_too_simple"

"""What can be set, with units, ranges and defaults. Values only: loading is ``load``'s business."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from alphamale_desktop.domain.accent import check_accent
from alphamale_desktop.domain.bundle_errors import AccentUnreadableError

Language = Literal["ko", "en"]
Device = Literal["auto", "cpu", "cuda"]


def _readable(accent: str) -> str:
    try:
        return check_accent(accent)
    except AccentUnreadableError as error:
        raise ValueError(str(error)) from error


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class GeneralSettings(_Section):
    """Attributes:
    language: None: as the operating system says.
    machine_name: What this computer calls itself in stored results; empty: its host name.
    save_folder: Where cards are saved; None: the Pictures folder.
    """

    language: Language | None = None
    event_name: Annotated[str, Field(max_length=60)] = ""
    machine_name: Annotated[str, Field(max_length=60)] = ""
    save_folder: Path | None = None


class ModelSettings(_Section):
    """Attributes: weights_folder: Holds manifest.json; None: the weights that come with the program."""

    device: Device = "auto"
    weights_folder: Path | None = None


class StorageSettings(_Section):
    """Attributes:
    database_url: Empty: an SQLite file in the data folder; ``sqlite:///FILE``: another file; ``postgresql://...``: that
        server is shared with other kiosks, and the file in the data folder serves while it is away.
    share_settings: What guests see of the settings is the same on all kiosks of one server.
    retention_days: Stored visits are kept for so long.
    """

    database_url: str = ""
    media_folder: Path | None = None
    retention_days: Annotated[int, Field(ge=1, le=3650)] = 30
    share_settings: bool = True

    @property
    def has_server(self) -> bool:
        """Whether ``database_url`` is anything but an SQLite file's; it may still be no address at all."""
        return bool(self.database_url) and not self.database_url.lower().startswith("sqlite")


class CameraSettings(_Section):
    """Attributes:
    source: Empty: the first camera; a camera's stable id or name; or ``replay:PATH``.
    auto_shutter: Take the photo by itself when the framing was good for ``auto_shutter_s``.
    """

    source: str = ""
    width_px: Annotated[int, Field(ge=320, le=7680)] = 1280
    height_px: Annotated[int, Field(ge=240, le=4320)] = 720
    frames_per_s: Annotated[int, Field(ge=5, le=120)] = 30
    auto_shutter: bool = False
    auto_shutter_s: Annotated[float, Field(ge=0.5, le=10)] = 1.5


class KioskSettings(_Section):
    """Attributes:
    idle_s: Without input for so long, the guest is asked whether he is still there.
    answer_s: Without an answer for so long, his session is wiped.
    """

    retakes: Annotated[int, Field(ge=0, le=10)] = 2
    idle_s: Annotated[float, Field(ge=10, le=3600)] = 60
    answer_s: Annotated[float, Field(ge=3, le=60)] = 10


class LookSettings(_Section):
    """Attributes:
    motion: False stills every animation.
    accent: The event's colour instead of gold, as ``#rrggbb``; empty: gold.
    """

    text_percent: Annotated[int, Field(ge=100, le=200)] = 100
    high_contrast: bool = False
    motion: bool = True
    accent: Annotated[str, AfterValidator(_readable)] = ""


class HealthSettings(_Section):
    """Free space is that of the disk where photos are kept.

    Attributes:
        warn_free_mb: Below this, the doctor and the operator's area warn.
        no_originals_free_mb: Below this, results are kept without their photos.
        out_of_order_free_mb: Below this, nothing is kept and a kiosk is out of order.
        log_file_mb: A log file that grows past this is put aside and a new one begun.
        log_files: How many put-aside files stay; older ones are deleted.
    """

    warn_free_mb: Annotated[int, Field(ge=0)] = 2_000
    no_originals_free_mb: Annotated[int, Field(ge=0)] = 1_000
    out_of_order_free_mb: Annotated[int, Field(ge=0)] = 300
    log_file_mb: Annotated[float, Field(ge=0.1, le=100)] = 2
    log_files: Annotated[int, Field(ge=1, le=50)] = 5

    @model_validator(mode="after")
    def _fall_in_order(self) -> Self:
        if not self.warn_free_mb >= self.no_originals_free_mb >= self.out_of_order_free_mb:
            raise ValueError("want warn_free_mb >= no_originals_free_mb >= out_of_order_free_mb")
        return self


class Settings(_Section):
    """All settings of one machine; frozen, so it may be read by any thread."""

    general: GeneralSettings = GeneralSettings()
    models: ModelSettings = ModelSettings()
    storage: StorageSettings = StorageSettings()
    camera: CameraSettings = CameraSettings()
    kiosk: KioskSettings = KioskSettings()
    look: LookSettings = LookSettings()
    health: HealthSettings = HealthSettings()

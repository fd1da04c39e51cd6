"""What can be set, with units, ranges and defaults. Values only: loading is ``load``'s business."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["ko", "en"]
Device = Literal["auto", "cpu", "cuda"]


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
    database_url: SQLAlchemy URL; empty: an SQLite file in the data folder.
    retention_days: Stored visits are kept for so long.
    """

    database_url: str = ""
    media_folder: Path | None = None
    retention_days: Annotated[int, Field(ge=1, le=3650)] = 30


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
    """

    text_percent: Annotated[int, Field(ge=100, le=200)] = 100
    high_contrast: bool = False
    motion: bool = True


class Settings(_Section):
    """All settings of one machine; frozen, so it may be read by any thread."""

    general: GeneralSettings = GeneralSettings()
    models: ModelSettings = ModelSettings()
    storage: StorageSettings = StorageSettings()
    camera: CameraSettings = CameraSettings()
    kiosk: KioskSettings = KioskSettings()
    look: LookSettings = LookSettings()

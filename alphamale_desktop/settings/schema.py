"""What can be set, with units, ranges and defaults. Values only: loading is ``load``'s business."""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator, model_validator

from alphamale_desktop.domain.accent import check_accent
from alphamale_desktop.domain.bundle_errors import AccentUnreadableError
from alphamale_desktop.domain.day_hours import DayHours

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
    event_logo: A PNG, JPEG or WebP file, best with a transparent ground; shown on every card.
    machine_name: What this computer calls itself in stored results; empty: its host name.
    save_folder: Where cards are saved; None: the Pictures folder.
    """

    language: Language | None = None
    event_name: Annotated[str, Field(max_length=60)] = ""
    event_logo: Path | None = None
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
    encrypt: Keep photos and guests' entries encrypted; what lies there already is encrypted at the next start.
    ask_promotion: Guests are also asked whether their photo may promote the event.
    """

    database_url: str = ""
    media_folder: Path | None = None
    retention_days: Annotated[int, Field(ge=1, le=3650)] = 30
    share_settings: bool = True
    encrypt: bool = False
    ask_promotion: bool = False

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


class SyncSettings(_Section):
    """Delivery of photos and results, with the guest's consent, to an S3 bucket.

    Attributes:
        bucket: Empty: nothing is delivered.
        prefix: Before the names of all objects.
        endpoint: Of an S3-compatible server; empty: Amazon's.
        region: Empty: as the standard settings of AWS programs say.
        path_style: The bucket's name stands in the path, not in the host: as most small servers want it.
        encryption: At the target; empty: the bucket's own default.
        kms_key: With ``aws:kms``; empty: the account's own key.
        credentials: ``chain``: where AWS programs look for them; ``keyring``: ``alphamale sync login`` put them there.
        limit_kib_s: KiB a second at most, up and down; 0: no limit.
        hours: Of the day in which is sent, such as ``22:00-06:00, 12:30-13:30``; empty: always.
        cards: The share card is delivered too.
        parallel: So many objects at the same time.
        heartbeats: This kiosk says there how it is, and its counters; nothing personal.
        pull_prefix: Below it lie the catalog and the weights that ``alphamale sync pull`` gets.
        public_key: Ed25519, 64 hex digits: only manifests signed with its private key are taken; empty: any.
    """

    bucket: Annotated[str, Field(max_length=200, pattern=r"^(|[A-Za-z0-9][A-Za-z0-9._:/-]*)$")] = ""
    prefix: Annotated[str, Field(max_length=200)] = "alphamale"
    endpoint: Annotated[str, Field(pattern=r"^(|https?://[^\s/]+(/\S*)?)$")] = ""
    region: Annotated[str, Field(pattern=r"^[a-z0-9-]*$")] = ""
    path_style: bool = False
    encryption: Literal["", "AES256", "aws:kms"] = ""
    kms_key: str = ""
    credentials: Literal["chain", "keyring"] = "chain"
    limit_kib_s: Annotated[int, Field(ge=0, le=10_000_000)] = 0
    hours: str = ""
    cards: bool = True
    parallel: Annotated[int, Field(ge=1, le=16)] = 4
    heartbeats: bool = True
    pull_prefix: Annotated[str, Field(max_length=200)] = "downloads"
    public_key: Annotated[str, Field(pattern=r"^(|[0-9a-fA-F]{64})$")] = ""

    @field_validator("hours")
    @classmethod
    def _check_hours(cls, hours: str) -> str:
        DayHours.parse(hours)
        return hours


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


class LanSettings(_Section):
    """The small server on the venue's network, from which guests fetch their cards.

    Attributes:
        address: Which of this computer's addresses to listen on.
        hostname: What links say; empty: the address on the network.
        wifi_ssid, wifi_password: Shown as a QR code, so that phones join; without a password an open network.
        link_minutes: A link ends after so long, or with its visit.
        opens_limit: A card is handed out so often.
        phone_app: Also answer the original phone app.
        phone_app_keeps: Store what it sends; only where that app has asked its users for it.
    """

    enabled: bool = False
    port: Annotated[int, Field(ge=1, le=65535)] = 8350
    address: str = "0.0.0.0"  # noqa: S104 - the venue's network is what it is for
    hostname: Annotated[str, Field(max_length=253, pattern=r"^[A-Za-z0-9.-]*$")] = ""
    wifi_ssid: Annotated[str, Field(max_length=32)] = ""
    wifi_password: Annotated[str, Field(max_length=63)] = ""
    link_minutes: Annotated[int, Field(ge=5, le=10_080)] = 1_440
    opens_limit: Annotated[int, Field(ge=1, le=1_000)] = 30
    phone_app: bool = True
    phone_app_keeps: bool = False


class ShareSettings(_Section):
    """Links to cards in the bucket; they need one, and the guest's consent to upload.

    Attributes:
        link_base: Where the bucket's prefix is reached by anybody; empty: no such links.
        link_days: A link ends after so long, or with its visit.
    """

    link_base: Annotated[str, Field(max_length=200, pattern=r"^(|https?://[^\s?#]+)$")] = ""
    link_days: Annotated[int, Field(ge=1, le=365)] = 7


class PrinterSettings(_Section):
    """A kiosk's printer; on a desktop the system's dialog asks.

    Attributes:
        name: As the system calls it; empty: its default printer.
        copies: So often may one guest print.
        low_media: From so few sheets on the operator is warned, where sheets are counted.
    """

    name: Annotated[str, Field(max_length=200)] = ""
    copies: Annotated[int, Field(ge=1, le=9)] = 1
    low_media: Annotated[int, Field(ge=0, le=999)] = 10


class Settings(_Section):
    """All settings of one machine; frozen, so it may be read by any thread."""

    general: GeneralSettings = GeneralSettings()
    models: ModelSettings = ModelSettings()
    storage: StorageSettings = StorageSettings()
    camera: CameraSettings = CameraSettings()
    kiosk: KioskSettings = KioskSettings()
    look: LookSettings = LookSettings()
    health: HealthSettings = HealthSettings()
    sync: SyncSettings = SyncSettings()
    lan: LanSettings = LanSettings()
    share: ShareSettings = ShareSettings()
    printer: PrinterSettings = PrinterSettings()

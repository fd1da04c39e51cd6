"""Wires the delivery to the organiser's bucket. boto3 is imported where a delivery is made, never without a bucket."""

import random
import threading
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from alphamale_desktop.application.bucket_rules import bucket_rules, lifecycle_document
from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.cloud_shares import SHARE_CARD
from alphamale_desktop.application.deliver_outbox import DeliverOutbox, DeliveryRound, DeliveryTerms
from alphamale_desktop.application.object_store_port import ContentSource, ObjectShelf
from alphamale_desktop.application.patient_source import PatientBench
from alphamale_desktop.application.plan_delivery import CARD, DeliveryPlan
from alphamale_desktop.application.right_of_way import RightOfWay
from alphamale_desktop.application.sync_desk import SyncDesk
from alphamale_desktop.application.visit_contents import VisitContents
from alphamale_desktop.composition.clock import SystemClock
from alphamale_desktop.composition.cloud_links import has_cloud_links, share_contents
from alphamale_desktop.domain.day_hours import DayHours
from alphamale_desktop.domain.delivery_errors import CredentialsMissingError, DeliveryOffError
from alphamale_desktop.settings.schema import Settings
from alphamale_desktop.sync.loop import DeliveryLoop

if TYPE_CHECKING:
    from alphamale_desktop.composition.core import Core
    from alphamale_desktop.sync.s3_store import S3Target

_KIB = 1024


def plan_of(settings: Settings, kiosk: str) -> DeliveryPlan | None:
    """What of a visit goes to the bucket; None while no bucket is set."""
    sync = settings.sync
    if not sync.bucket:
        return None
    return DeliveryPlan(sync.prefix, settings.general.event_name, kiosk, sync.cards)


def lifecycle_of(settings: Settings, kiosk: str) -> dict[str, object]:
    """Rules for the bucket's own housekeeping, as its tools read them; raises DeliveryOffError."""
    plan = plan_of(settings, kiosk)
    if plan is None:
        raise DeliveryOffError
    links = timedelta(days=settings.share.link_days) if has_cloud_links(settings) else None
    return lifecycle_document(bucket_rules(plan, settings.storage.retention_days, links, settings.sync.pull_prefix))


def desk_of(core: "Core") -> SyncDesk:
    sync = core.settings.sync
    return SyncDesk(
        core.work, core.clock, core.ids, core.machine_name, sync.bucket, plan_of(core.settings, core.machine_name)
    )


def contents_of(core: "Core", right_of_way: RightOfWay) -> Mapping[str, ContentSource]:
    """Everything that may stand in the outbox, by kind; a new kind of object is added here."""
    # Pillow is imported where a delivery is made, not where a window opens.
    from alphamale_desktop.sharing.encoding import jpeg_of

    language = core.settings.general.language or "ko"
    visits = VisitContents(core.work, core.media, core.card_painter, jpeg_of, language)
    sources = {**visits.sources(), **share_contents(core).sources()}
    bench = PatientBench(right_of_way)
    return sources | {kind: bench.source(sources[kind]) for kind in (CARD, SHARE_CARD)}


def store_of(settings: Settings, wait: Callable[[float], object]) -> ObjectShelf:
    """Args: wait: Waits for so many seconds, or less when the program ends.

    Raises:
        DeliveryOffError, CredentialsMissingError, BucketKeyringError
    """
    from alphamale_desktop.sync.bandwidth import Bandwidth
    from alphamale_desktop.sync.s3_store import S3Store

    clock = SystemClock()
    limit = settings.sync.limit_kib_s * _KIB or None
    return S3Store(_target_of(settings), clock, Bandwidth(limit, clock, wait))


class OutboxDelivery:
    """Satisfies the loop's ``Delivery``; one thread."""

    def __init__(self, core: "Core", right_of_way: RightOfWay, wait: Callable[[float], object]) -> None:
        self._desk = desk_of(core)
        # Every computer's outbox is its own, whatever it was called when something was queued.
        self._desk.adopt()
        self._deliver = DeliverOutbox(
            core.work,
            store_of(core.settings, wait),
            contents_of(core, right_of_way),
            core.clock,
            core.ids,
            DeliveryTerms(core.machine_name, core.settings.sync.parallel),
            right_of_way,
            random.Random(),  # noqa: S311 - jitter, no secret
        )

    def deliver(self, cancel: Cancel, *, puts: bool = True) -> DeliveryRound:
        return self._deliver(cancel, puts=puts)

    def is_stopped(self) -> bool:
        return self._desk.is_stopped()

    def resume(self) -> None:
        self._desk.resume()


def delivery_now(core: "Core") -> OutboxDelivery:
    """A delivery for the thread that asks; raises DeliveryOffError and what ``store_of`` does."""
    return OutboxDelivery(core, RightOfWay(), threading.Event().wait)


def loop_of(settings: Settings, core: Callable[[], "Core"], right_of_way: RightOfWay) -> DeliveryLoop | None:
    """The delivery's own thread, not started; None while no bucket is set.

    Args:
        core: Called in that thread.
    """
    if not settings.sync.bucket:
        return None
    jitter = random.Random()  # noqa: S311 - jitter, no secret
    loop = DeliveryLoop(
        lambda: OutboxDelivery(core(), right_of_way, loop.wait),
        SystemClock(),
        DayHours.parse(settings.sync.hours),
        jitter,
    )
    return loop


def _target_of(settings: Settings) -> "S3Target":
    from alphamale_desktop.sync.access_key import KeyringAccessKey
    from alphamale_desktop.sync.s3_store import S3Target

    sync = settings.sync
    if not sync.bucket:
        raise DeliveryOffError
    key = None
    if sync.credentials == "keyring":
        key = KeyringAccessKey().load()
        if key is None:
            raise CredentialsMissingError
    return S3Target(
        bucket=sync.bucket,
        endpoint=sync.endpoint,
        region=sync.region,
        has_path_style=sync.path_style,
        encryption=sync.encryption,
        kms_key=sync.kms_key,
        access_key=key,
        connections=sync.parallel,
    )


def store_key(key_id: str, secret: str) -> None:
    """Puts the bucket's access key into the keyring; raises BucketKeyringError."""
    from alphamale_desktop.sync.access_key import KeyringAccessKey
    from alphamale_desktop.sync.s3_store import AccessKey

    KeyringAccessKey().save(AccessKey(key_id, secret))

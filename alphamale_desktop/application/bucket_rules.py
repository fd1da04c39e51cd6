"""The bucket's own rules for deleting what is over: a net below the program, should a kiosk never be on again."""

from dataclasses import dataclass
from datetime import timedelta

from alphamale_desktop.application.cloud_shares import LINKS_FOLDER
from alphamale_desktop.application.plan_delivery import DeliveryPlan

_SPARE_DAYS = 1
"""The program comes first: it knows the day of each visit, the bucket only the object's age."""


@dataclass(frozen=True, slots=True)
class BucketRule:
    """Objects whose key begins with ``prefix`` are deleted when they are older than ``days``."""

    name: str
    prefix: str
    days: int


def bucket_rules(
    plan: DeliveryPlan, retention_days: int, links: timedelta | None, pull_prefix: str
) -> tuple[BucketRule, ...]:
    """Rules that never reach what is pulled from the same bucket.

    Args:
        links: How long a link opens; None: there are none.
    """
    prefix, pulled = plan.key(), pull_prefix.strip("/")
    # Everything below the prefix where that is the visits' alone, otherwise what is below the event's name.
    is_ours_alone = prefix and not f"{pulled}/".startswith(f"{prefix}/")
    visits = prefix if is_ours_alone else plan.key(plan.event_step)
    rules = [BucketRule("alphamale-visits", f"{visits}/", retention_days + _SPARE_DAYS)]
    if links is not None:
        rules.append(BucketRule("alphamale-links", f"{plan.key(LINKS_FOLDER)}/", links.days + _SPARE_DAYS))
    return tuple(rules)


def lifecycle_document(rules: tuple[BucketRule, ...]) -> dict[str, object]:
    """As ``aws s3api put-bucket-lifecycle-configuration`` reads it; what versions hide goes a day later."""
    return {
        "Rules": [
            {
                "ID": rule.name,
                "Status": "Enabled",
                "Filter": {"Prefix": rule.prefix},
                "Expiration": {"Days": rule.days},
                "NoncurrentVersionExpiration": {"NoncurrentDays": 1},
            }
            for rule in rules
        ]
    }

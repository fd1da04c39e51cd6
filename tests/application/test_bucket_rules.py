from datetime import timedelta

import pytest

from alphamale_desktop.application.bucket_rules import BucketRule, bucket_rules
from alphamale_desktop.application.plan_delivery import DeliveryPlan


def _plan(prefix: str) -> DeliveryPlan:
    return DeliveryPlan(prefix, "Seoul Fair", "kiosk-1")


def test_visits_go_a_day_after_the_program_would_delete_them_and_links_too() -> None:
    rules = bucket_rules(_plan("alphamale"), 30, timedelta(days=7), "downloads")

    assert rules == (
        BucketRule("alphamale-visits", "alphamale/", 31),
        BucketRule("alphamale-links", "alphamale/s/", 8),
    )


def test_without_links_there_is_no_rule_for_them() -> None:
    rules = bucket_rules(_plan("alphamale"), 30, None, "downloads")

    assert [rule.prefix for rule in rules] == ["alphamale/"]


@pytest.mark.parametrize(
    ("prefix", "pull_prefix", "visits"),
    [
        ("", "downloads", "Seoul-Fair/"),
        ("alphamale", "alphamale/downloads", "alphamale/Seoul-Fair/"),
        ("alphamale", "alphamale", "alphamale/Seoul-Fair/"),
        ("/alphamale/", "alphamale-downloads/", "alphamale/"),
    ],
)
def test_weights_and_catalog_in_the_same_bucket_are_never_reached(prefix: str, pull_prefix: str, visits: str) -> None:
    (rule,) = bucket_rules(_plan(prefix), 30, None, pull_prefix)

    assert rule.prefix == visits
    assert not f"{pull_prefix.strip('/')}/weights/bundle.json".startswith(rule.prefix)

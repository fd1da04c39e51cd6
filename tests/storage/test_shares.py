"""Guests' links: the same on both databases and in memory."""

from datetime import timedelta

import pytest

from alphamale_desktop.application.ports import UnitOfWorkFactory
from alphamale_desktop.domain.share_link import ShareLink, ShareRoute, ShareToken
from tests.fakes.clock import NOON
from tests.fakes.ids import CountingIds
from tests.storage.samples import visit

HOUR = timedelta(hours=1)


def _token(number: int) -> ShareToken:
    return ShareToken.new(lambda size: number.to_bytes(size, "big"))


@pytest.fixture
def link(work: UnitOfWorkFactory) -> ShareLink:
    """A link to a kept visit, opening for an hour."""
    kept = visit(CountingIds().new_id())
    made = ShareLink(_token(1), kept.visit_id, ShareRoute.LAN, "ko", NOON, NOON + HOUR)
    with work() as unit:
        unit.visits.add(kept)
        unit.shares.add(made)
        unit.commit()
    return made


def test_a_link_is_found_by_its_digest_as_it_was_made(work: UnitOfWorkFactory, link: ShareLink) -> None:
    with work() as unit:
        assert unit.shares.get(link.token.digest) == link
        assert unit.shares.of_visit(link.visit_id) == [link]
        assert unit.shares.get(_token(2).digest) is None


def test_openings_are_counted_up_to_the_limit_and_not_after_the_end(work: UnitOfWorkFactory, link: ShareLink) -> None:
    digest = link.token.digest
    with work() as unit:
        counted = [unit.shares.count_open(digest, NOON, 2) for _ in range(3)]
        late = unit.shares.count_open(digest, NOON + HOUR, 9)
        strange = unit.shares.count_open(_token(2).digest, NOON, 9)
        unit.commit()

    assert counted == [True, True, False]
    assert not late
    assert not strange
    with work() as unit:
        found = unit.shares.get(digest)
    assert found is not None
    assert found.opens == 2


def test_a_link_goes_with_its_visit(work: UnitOfWorkFactory, link: ShareLink) -> None:
    with work() as unit:
        unit.visits.delete(link.visit_id)
        unit.commit()

    with work() as unit:
        assert unit.shares.get(link.token.digest) is None


def test_links_that_are_over_are_listed_by_route_and_can_be_deleted(work: UnitOfWorkFactory, link: ShareLink) -> None:
    cloud = ShareLink(_token(3), link.visit_id, ShareRoute.CLOUD, "en", NOON, NOON + 2 * HOUR)
    with work() as unit:
        unit.shares.add(cloud)
        unit.commit()

    with work() as unit:
        before = unit.shares.expired(ShareRoute.CLOUD, NOON + HOUR, 9)
        after = unit.shares.expired(ShareRoute.CLOUD, NOON + 2 * HOUR, 9)
        unit.shares.delete(cloud.token.digest)
        unit.commit()

    assert before == []
    assert after == [cloud]
    with work() as unit:
        assert unit.shares.of_visit(link.visit_id) == [link]

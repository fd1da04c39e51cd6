import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.survey import head_counts, types_of_ranking

ALPHA, BETA, GAMMA, DELTA, OMEGA = FaceType
share = st.one_of(st.just(0.0), st.floats(0.001, 1_000), st.integers(0, 100).map(float))
share_sets = st.fixed_dictionaries(dict.fromkeys(FaceType, share)).filter(lambda s: sum(s.values()) > 0)
whole_share_sets = (
    st.lists(st.integers(0, 100), min_size=4, max_size=4)
    .map(sorted)
    .map(lambda cuts: [float(b - a) for a, b in pairwise([0, *cuts, 100])])
    .map(lambda shares: dict(zip(FaceType, shares, strict=True)))
)
crowds = st.integers(0, 2_000)


def test_the_published_shares_give_the_published_counts_of_110_people() -> None:
    assert head_counts(110) == {ALPHA: 24, BETA: 23, GAMMA: 25, DELTA: 21, OMEGA: 17}


def test_the_published_shares_are_used_as_printed() -> None:
    assert [face_type.survey_share_percent for face_type in FaceType] == [21.8, 21.4, 22.5, 19.2, 15.2]


@given(crowds)
def test_the_surveys_counts_sum_up_to_the_people(people: int) -> None:
    assert sum(head_counts(people).values()) == people


@given(crowds, share_sets)
def test_counts_of_any_shares_sum_up_to_the_people(people: int, shares: dict[FaceType, float]) -> None:
    counts = head_counts(people, shares)

    assert sum(counts.values()) == people
    assert set(counts) == set(FaceType)
    assert min(counts.values()) >= 0


@given(crowds, share_sets)
def test_nobody_is_of_a_type_without_a_share(people: int, shares: dict[FaceType, float]) -> None:
    counts = head_counts(people, shares)

    assert [counts[t] for t in FaceType if shares[t] == 0] == [0] * sum(shares[t] == 0 for t in FaceType)


@given(crowds, share_sets)
def test_a_larger_share_never_gets_fewer_people(people: int, shares: dict[FaceType, float]) -> None:
    counts = head_counts(people, shares)

    by_share = sorted(FaceType, key=lambda t: (shares[t], counts[t]))
    assert [counts[t] for t in by_share] == sorted(counts.values())


@given(crowds, whole_share_sets)
def test_no_count_is_a_whole_person_away_from_its_share(people: int, shares: dict[FaceType, float]) -> None:
    counts = head_counts(people, shares)

    assert [t for t in FaceType if abs(counts[t] - people * shares[t] / 100) > 1 + 1e-9] == []


@given(crowds, whole_share_sets, st.sampled_from([0.001, 0.01, 2, 1_000]))
def test_only_the_proportions_of_shares_matter(people: int, shares: dict[FaceType, float], scale: float) -> None:
    scaled = {t: float(f"{scale * s:.6g}") for t, s in shares.items()}

    assert head_counts(people, scaled) == head_counts(people, shares)


def test_without_people_every_count_is_nought() -> None:
    assert set(head_counts(0).values()) == {0}


def test_one_person_is_of_the_commonest_type() -> None:
    assert {t for t, count in head_counts(1).items() if count} == {GAMMA}


def test_one_type_may_have_all_the_people() -> None:
    shares = {ALPHA: 0.0, BETA: 0.0, GAMMA: 0.0, DELTA: 0.0, OMEGA: 3.0}

    assert head_counts(7, shares) == {ALPHA: 0, BETA: 0, GAMMA: 0, DELTA: 0, OMEGA: 7}


def test_people_whom_short_shares_leave_over_go_to_types_that_have_a_share() -> None:
    shares = {ALPHA: 33.2, BETA: 33.2, GAMMA: 33.2, DELTA: 0.0, OMEGA: 0.0}

    assert head_counts(1_000, shares) == {ALPHA: 334, BETA: 333, GAMMA: 333, DELTA: 0, OMEGA: 0}


@pytest.mark.timeout(10)
def test_a_million_people_are_counted() -> None:
    counts = head_counts(1_000_000)

    assert sum(counts.values()) == 1_000_000
    assert [abs(counts[t] - 10_000 * t.survey_share_percent) <= 1_001 for t in FaceType] == [True] * 5


@pytest.mark.parametrize("bad", [-0.1, math.nan, math.inf])
def test_a_share_that_is_none_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="five shares"):
        head_counts(10, {ALPHA: bad, BETA: 25, GAMMA: 25, DELTA: 25, OMEGA: 25})


def test_a_missing_share_is_refused() -> None:
    with pytest.raises(ValueError, match="five shares"):
        head_counts(10, {ALPHA: 50, BETA: 50})


def test_shares_that_are_all_nought_are_refused() -> None:
    with pytest.raises(ValueError, match="not all zero"):
        head_counts(10, dict.fromkeys(FaceType, 0.0))


def test_fewer_than_no_people_are_refused() -> None:
    with pytest.raises(ValueError, match="0 people or more"):
        head_counts(-1)


@given(st.lists(st.text("가나다", max_size=3), max_size=200))
def test_a_ranking_keeps_its_order_and_its_types_only_go_down(names: list[str]) -> None:
    typed = types_of_ranking(names)

    types = [face_type for _, face_type in typed]
    assert [name for name, _ in typed] == names
    assert types == sorted(types)


@given(st.integers(0, 300), share_sets)
def test_a_ranking_has_as_many_of_each_type_as_were_counted(people: int, shares: dict[FaceType, float]) -> None:
    types = [face_type for _, face_type in types_of_ranking(range(people), shares)]

    assert {t: types.count(t) for t in FaceType} == head_counts(people, shares)

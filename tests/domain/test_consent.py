from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphamale_desktop.domain.consent import (
    Consent,
    ConsentPurpose,
    consent_for,
    expires_at,
    is_under_age,
)
from alphamale_desktop.domain.profile import Mbti, Profile
from tests.fakes.clock import NOON

ANALYSIS, STORAGE, UPLOAD, PROMOTION = ConsentPurpose
EVERYTHING = frozenset(ConsentPurpose)
ticks = st.frozensets(st.sampled_from(ConsentPurpose))
birth_dates = st.dates(date(1900, 1, 1), date(2012, 12, 31))


def _born(day: date) -> Profile:
    return Profile(Mbti.INFP, day)


@given(ticks)
def test_a_grown_guest_agrees_to_what_he_ticked_as_far_as_it_can_be_kept(ticked: frozenset[ConsentPurpose]) -> None:
    consent = consent_for(ticked, _born(date(1998, 11, 10)), NOON, NOON.date(), "2026-11.2/ko")

    assert consent.purposes == (ticked if STORAGE in ticked else ticked & {ANALYSIS})
    assert (consent.given_at, consent.version) == (NOON, "2026-11.2/ko")


@given(ticks, st.dates(date(2012, 11, 24), date(2026, 11, 23)))
def test_a_guest_under_14_agrees_to_the_analysis_at_most(ticked: frozenset[ConsentPurpose], born: date) -> None:
    consent = consent_for(ticked, _born(born), NOON, NOON.date(), "2026-11.2/ko")

    assert consent.purposes == ticked & {ANALYSIS}


@given(ticks)
def test_a_guest_who_gave_no_birth_date_counts_as_grown(ticked: frozenset[ConsentPurpose]) -> None:
    anonymous = consent_for(ticked, None, NOON, NOON.date(), "2026-11.2/ko")

    assert anonymous == consent_for(ticked, _born(date(1998, 11, 10)), NOON, NOON.date(), "2026-11.2/ko")


@pytest.mark.parametrize(
    ("today", "under_age"),
    [(date(2026, 11, 22), True), (date(2026, 11, 23), False), (date(2026, 11, 24), False)],
)
def test_the_14th_birthday_itself_is_old_enough(today: date, under_age: bool) -> None:
    profile = _born(date(2012, 11, 23))

    assert is_under_age(profile, today) is under_age
    assert consent_for(EVERYTHING, profile, NOON, today, "2026-11.2/ko").allows(STORAGE) is not under_age


def test_a_guest_born_on_a_leap_day_is_14_on_the_first_of_march() -> None:
    profile = _born(date(2012, 2, 29))

    assert is_under_age(profile, date(2026, 2, 28))
    assert not is_under_age(profile, date(2026, 3, 1))


@given(birth_dates, st.integers(-400, 400))
def test_nobody_is_under_age_from_his_14th_birthday_on(born: date, days_after: int) -> None:
    is_leap_day = (born.month, born.day) == (2, 29)
    birthday = date(born.year + 14, 3, 1) if is_leap_day else born.replace(year=born.year + 14)

    assert is_under_age(_born(born), birthday + timedelta(days_after)) is (days_after < 0)


@pytest.mark.parametrize("purposes", [{UPLOAD}, {PROMOTION}, {ANALYSIS, UPLOAD}, {ANALYSIS, UPLOAD, PROMOTION}])
def test_nothing_can_be_sent_or_shown_without_storage(purposes: set[ConsentPurpose]) -> None:
    with pytest.raises(ValueError, match="need storage"):
        Consent(frozenset(purposes), NOON)


def test_a_consent_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        Consent(frozenset({ANALYSIS}), datetime(2026, 11, 23))  # noqa: DTZ001 - the point of the test


@given(st.integers(1, 3_650))
def test_a_visit_expires_after_as_many_days_as_it_may_be_kept(days: int) -> None:
    assert expires_at(NOON, days) - NOON == timedelta(days)


def test_a_visit_is_kept_for_30_days_unless_told_otherwise() -> None:
    assert expires_at(NOON) - NOON == timedelta(30)


@pytest.mark.parametrize("days", [0, -1])
def test_a_visit_cannot_expire_before_it_is_kept(days: int) -> None:
    with pytest.raises(ValueError, match="one day or more"):
        expires_at(NOON, days)

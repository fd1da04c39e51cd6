from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphamale_desktop.domain.errors import (
    BirthDateInFutureError,
    BirthDateMalformedError,
    BirthDateTooEarlyError,
    SalaryOutOfRangeError,
    UnknownMbtiError,
)
from alphamale_desktop.domain.profile import (
    SALARY_LIMIT_MANWON,
    Mbti,
    Profile,
    Salary,
    SalaryBand,
    birth_date_of,
    mbti_of,
    profile_of,
)

TODAY = date(2026, 11, 23)
days = st.dates(date(1900, 1, 1), TODAY)


def test_the_sixteen_codes_are_the_combinations_of_four_choices() -> None:
    combinations = {a + b + c + d for a in "EI" for b in "SN" for c in "TF" for d in "JP"}

    assert {mbti.value for mbti in Mbti} == combinations
    assert len(Mbti) == 16


@given(st.sampled_from(Mbti), st.booleans(), st.sampled_from(["", " ", "\t", "\n"]))
def test_a_code_is_read_in_any_case_and_with_blanks_around(mbti: Mbti, is_upper: bool, blank: str) -> None:
    entered = mbti.value if is_upper else mbti.value.lower()

    assert mbti_of(blank + entered + blank) is mbti


@given(st.text(max_size=40).filter(lambda text: text.strip().upper() not in set(Mbti)))
def test_anything_else_is_no_code(entered: str) -> None:
    with pytest.raises(UnknownMbtiError) as caught:
        mbti_of(entered)

    assert caught.value.details == {"entered": entered[:12]}


@given(days)
def test_a_birth_date_is_read_as_year_month_day(day: date) -> None:
    assert birth_date_of(f" {day.isoformat()} ", TODAY) == day


@pytest.mark.parametrize(
    "entered",
    ["", "1998", "19981110", "1998-W45-2", "1998-11-1", "98-11-10", "1998-02-29", "1998-13-01", "10-11-1998",
     "1998-11-10T00:00", "1998/11/10", "１９９８-11-10", "yesterday"],
)  # fmt: skip
def test_what_is_no_date_is_refused(entered: str) -> None:
    with pytest.raises(BirthDateMalformedError) as caught:
        birth_date_of(entered, TODAY)

    assert caught.value.details == {"entered": entered[:12]}


@pytest.mark.parametrize("day", [date(1900, 1, 1), TODAY])
def test_the_first_day_of_1900_and_today_are_birth_dates(day: date) -> None:
    assert profile_of(Mbti.ESTJ, day, None, TODAY).birth_date == day


@given(st.integers(1, 30_000))
def test_a_day_to_come_is_no_birth_date(days_ahead: int) -> None:
    with pytest.raises(BirthDateInFutureError) as caught:
        profile_of(Mbti.ESTJ, TODAY + timedelta(days_ahead), None, TODAY)

    assert caught.value.details == {"today": "2026-11-23"}


@given(st.dates(max_value=date(1899, 12, 31)))
def test_a_day_before_1900_is_no_birth_date(day: date) -> None:
    with pytest.raises(BirthDateTooEarlyError) as caught:
        birth_date_of(day.isoformat(), TODAY)

    assert caught.value.details == {"earliest_year": 1900}


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2000, 2, 29), date(2014, 2, 28), 13),
        (date(2000, 2, 29), date(2014, 3, 1), 14),
        (date(2000, 2, 29), date(2016, 2, 28), 15),
        (date(2000, 2, 29), date(2016, 2, 29), 16),
        (date(2000, 12, 31), date(2001, 12, 30), 0),
        (date(2000, 12, 31), date(2001, 12, 31), 1),
        (date(2026, 11, 23), date(2026, 11, 23), 0),
        (date(1900, 1, 1), date(2026, 11, 23), 126),
    ],
)
def test_age_counts_full_years(born: date, day: date, age: int) -> None:
    assert Profile(Mbti.ESTJ, born).age_on(day) == age


@given(days, days)
def test_age_grows_by_one_on_the_birthday_and_on_no_other_day(born: date, day: date) -> None:
    profile = Profile(Mbti.ESTJ, born)

    growth = profile.age_on(day) - profile.age_on(day - timedelta(1))

    is_common_year = day.year % 4 != 0 or (day.year % 100 == 0 and day.year % 400 != 0)
    leap_day_moves = (born.month, born.day) == (2, 29) and is_common_year
    birthday = (3, 1) if leap_day_moves else (born.month, born.day)
    assert growth == ((day.month, day.day) == birthday)


@pytest.mark.parametrize(
    ("manwon", "band"),
    [
        (0, SalaryBand.UNDER_2400),
        (2_399, SalaryBand.UNDER_2400),
        (2_400, SalaryBand.FROM_2400),
        (3_599, SalaryBand.FROM_2400),
        (3_600, SalaryBand.FROM_3600),
        (4_799, SalaryBand.FROM_3600),
        (4_800, SalaryBand.FROM_4800),
        (6_999, SalaryBand.FROM_4800),
        (7_000, SalaryBand.FROM_7000),
        (9_999, SalaryBand.FROM_7000),
        (10_000, SalaryBand.FROM_10000),
        (SALARY_LIMIT_MANWON, SalaryBand.FROM_10000),
    ],
)
def test_a_salary_falls_into_the_band_whose_name_holds_it(manwon: int, band: SalaryBand) -> None:
    assert Salary(manwon).band is band


@given(st.integers(0, SALARY_LIMIT_MANWON), st.integers(0, SALARY_LIMIT_MANWON))
def test_a_higher_salary_is_never_in_a_lower_band(one: int, other: int) -> None:
    order = list(SalaryBand)
    lower, higher = sorted((one, other))

    assert order.index(Salary(lower).band) <= order.index(Salary(higher).band)


@pytest.mark.parametrize("manwon", [-1, SALARY_LIMIT_MANWON + 1])
def test_a_salary_out_of_range_is_refused(manwon: int) -> None:
    with pytest.raises(SalaryOutOfRangeError) as caught:
        Salary(manwon)

    assert caught.value.details == {"limit": SALARY_LIMIT_MANWON}

"""What a guest says of himself."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alphamale_desktop.domain.errors import (
    BirthDateInFutureError,
    BirthDateMalformedError,
    BirthDateTooEarlyError,
    SalaryOutOfRangeError,
    UnknownMbtiError,
)

EARLIEST_BIRTH_DATE = date(1900, 1, 1)
_ISO_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
SALARY_LIMIT_MANWON = 1_000_000
"""A yearly salary of ten billion won; more is a typing mistake."""


class Mbti(StrEnum):
    """The sixteen Myers-Briggs types."""

    ISTJ = "ISTJ"
    ISFJ = "ISFJ"
    INFJ = "INFJ"
    INTJ = "INTJ"
    ISTP = "ISTP"
    ISFP = "ISFP"
    INFP = "INFP"
    INTP = "INTP"
    ESTP = "ESTP"
    ESFP = "ESFP"
    ENFP = "ENFP"
    ENTP = "ENTP"
    ESTJ = "ESTJ"
    ESFJ = "ESFJ"
    ENFJ = "ENFJ"
    ENTJ = "ENTJ"


class SalaryBand(StrEnum):
    """Yearly salary in steps, in 만원 (10,000 won); the only form in which a salary is ever stored."""

    UNDER_2400 = "under_2400"
    FROM_2400 = "2400_to_3599"
    FROM_3600 = "3600_to_4799"
    FROM_4800 = "4800_to_6999"
    FROM_7000 = "7000_to_9999"
    FROM_10000 = "10000_or_more"


_BAND_CEILINGS_MANWON = (
    (2_400, SalaryBand.UNDER_2400),
    (3_600, SalaryBand.FROM_2400),
    (4_800, SalaryBand.FROM_3600),
    (7_000, SalaryBand.FROM_4800),
    (10_000, SalaryBand.FROM_7000),
)


@dataclass(frozen=True, slots=True)
class Salary:
    """A yearly salary in 만원 (10,000 won), 0 to ``SALARY_LIMIT_MANWON``.

    Raises:
        SalaryOutOfRangeError: If it is outside.
    """

    manwon: int

    def __post_init__(self) -> None:
        if not 0 <= self.manwon <= SALARY_LIMIT_MANWON:
            raise SalaryOutOfRangeError(limit=SALARY_LIMIT_MANWON)

    @property
    def band(self) -> SalaryBand:
        for ceiling, band in _BAND_CEILINGS_MANWON:
            if self.manwon < ceiling:
                return band
        return SalaryBand.FROM_10000


@dataclass(frozen=True, slots=True)
class Profile:
    """A guest's entries; build one with ``profile_of``, which checks the birth date against today."""

    mbti: Mbti
    birth_date: date
    salary: Salary | None = None

    def age_on(self, day: date) -> int:
        """Full years; someone born on 29 February has his birthday on 1 March in common years."""
        had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - (0 if had_birthday else 1)


def mbti_of(entered: str) -> Mbti:
    """Reads one of the 16 codes in any case; raises UnknownMbtiError."""
    try:
        return Mbti(entered.strip().upper())
    except ValueError:
        raise UnknownMbtiError(entered=entered[:12]) from None


def birth_date_of(entered: str, today: date) -> date:
    """Reads YYYY-MM-DD.

    Raises:
        BirthDateMalformedError, BirthDateInFutureError, BirthDateTooEarlyError
    """
    try:
        # fromisoformat alone would also read week dates and dates without dashes.
        if not _ISO_DAY.fullmatch(entered.strip()):
            raise ValueError(entered)
        day = date.fromisoformat(entered.strip())
    except ValueError:
        raise BirthDateMalformedError(entered=entered[:12]) from None
    return checked_birth_date(day, today)


def checked_birth_date(day: date, today: date) -> date:
    """The same day, when it lies from 1900 to ``today``.

    Raises:
        BirthDateInFutureError, BirthDateTooEarlyError
    """
    if day > today:
        raise BirthDateInFutureError(today=today.isoformat())
    if day < EARLIEST_BIRTH_DATE:
        raise BirthDateTooEarlyError(earliest_year=EARLIEST_BIRTH_DATE.year)
    return day


def profile_of(mbti: Mbti, birth_date: date, salary: Salary | None, today: date) -> Profile:
    """A checked profile; raises as ``checked_birth_date`` does."""
    return Profile(mbti, checked_birth_date(birth_date, today), salary)

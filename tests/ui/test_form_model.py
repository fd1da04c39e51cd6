from collections.abc import Callable
from datetime import date

import pytest

from alphamale_desktop.domain.consent import ConsentPurpose
from alphamale_desktop.domain.profile import Salary
from alphamale_desktop.ui.form_model import FormViewModel
from tests.ui.core import Core

OpenCore = Callable[..., Core]


@pytest.fixture
def form(open_core: OpenCore) -> FormViewModel:
    """The form of a visit with a photo; today is 2026-11-23."""
    core = open_core(language="en")
    core.bring_photo()
    return core.models.form


@pytest.mark.parametrize(
    ("turned", "chosen"),
    [
        ((1998, 11, 10), date(1998, 11, 10)),
        ((2001, 2, 31), date(2001, 2, 28)),
        ((2000, 2, 31), date(2000, 2, 29)),
        ((2026, 12, 31), date(2026, 11, 23)),
        ((2027, 1, 1), date(2026, 1, 1)),
        ((1800, 1, 1), date(1900, 1, 1)),
        ((1990, 0, 0), date(1990, 1, 1)),
    ],
)
def test_wheels_stop_on_days_that_exist(form: FormViewModel, turned: tuple[int, int, int], chosen: date) -> None:
    form.turnTo(*turned)

    assert form.view.entries.birth_date == chosen


def test_wheels_offer_no_day_after_today(form: FormViewModel) -> None:
    form.turnTo(2026, 11, 1)

    assert (form.property("monthCount"), form.property("dayCount")) == (11, 23)


def test_no_birth_date_is_chosen_before_a_wheel_was_touched(form: FormViewModel) -> None:
    assert not form.property("hasBirthDate")
    assert form.property("birthText") == ""
    assert form.property("year") == 1999


@pytest.mark.parametrize(
    ("keys", "digits"),
    [
        (("4", "2", "00"), "4200"),
        (("0", "00", "7"), "7"),
        (("1", "2", "back"), "1"),
        (("1", "2", "clear"), ""),
        (("1", "00", "00", "00"), "1000000"),
        (("1", "00", "00", "00", "1"), "1000000"),
        (("x", "5"), "5"),
        (("back",), ""),
    ],
)
def test_the_keypad_keeps_to_salaries(form: FormViewModel, keys: tuple[str, ...], digits: str) -> None:
    for key in keys:
        form.keySalary(key)

    assert form.view.salary_digits == digits
    assert form.view.entries.salary == (Salary(int(digits)) if digits else None)


def test_salary_is_shown_in_the_guests_currency_words(form: FormViewModel) -> None:
    form.keySalary("4")
    form.keySalary("2")
    form.keySalary("00")

    assert form.view.salary_text == "₩42,000,000"


def test_upload_opens_with_storage_and_goes_with_it(form: FormViewModel) -> None:
    form.tick("storage")
    form.tick("upload")
    with_storage = form.view.entries.ticked
    form.tick("storage")

    assert with_storage == {ConsentPurpose.STORAGE, ConsentPurpose.UPLOAD}
    assert form.view.entries.ticked == frozenset()


def test_under_fourteen_nothing_but_the_analysis_can_be_ticked(form: FormViewModel) -> None:
    form.tick("storage")
    form.turnTo(2012, 11, 24)

    offered = {purpose["code"]: (purpose["ticked"], purpose["open"]) for purpose in form.property("purposes")}

    assert form.property("isUnderAge")
    assert offered == {"analysis": (False, True), "storage": (False, False), "upload": (False, False)}


def test_on_the_fourteenth_birthday_storage_is_open(form: FormViewModel) -> None:
    form.turnTo(2012, 11, 23)

    assert not form.property("isUnderAge")


def test_what_is_missing_is_named_in_one_sentence(form: FormViewModel) -> None:
    sentences = [form.view.missing_text]

    form.chooseMbti("INTJ")
    sentences.append(form.view.missing_text)
    form.tick("analysis")
    sentences.append(form.view.missing_text)
    form.turnTo(1990, 1, 1)
    sentences.append(form.view.missing_text)

    assert sentences == [
        "Please choose your MBTI and date of birth, and agree to the analysis.",
        "Please choose your date of birth and agree to the analysis.",
        "Please choose your date of birth.",
        "",
    ]


def test_a_language_change_translates_what_was_chosen(open_core: OpenCore) -> None:
    core = open_core(language="ko")
    core.bring_photo()
    core.models.form.turnTo(1998, 11, 10)
    korean = core.models.form.view.birth_text

    core.models.words.choose("en")

    assert korean == "1998년 11월 10일"
    assert core.models.form.view.birth_text == "10 November 1998"

import copy
import pickle
import re
from collections.abc import Callable

import pytest

from alphamale_desktop.domain import errors
from alphamale_desktop.domain.errors import AlphaMaleError, FileMissingError, PictureTooLargeError

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, AlphaMaleError)]
GROUPS = {parent for kind in KINDS for parent in kind.__mro__[1:] if parent in KINDS}
LEAVES = [kind for kind in KINDS if kind not in GROUPS]


def test_each_kind_of_failure_has_a_code_of_its_own() -> None:
    codes = [kind.code for kind in LEAVES]

    assert len(codes) > 30
    assert sorted(set(codes)) == sorted(codes)
    assert [kind for kind in LEAVES if "code" not in vars(kind)] == []


def test_codes_are_snake_case() -> None:
    assert [kind.code for kind in KINDS if not re.fullmatch(r"[a-z]+(_[a-z]+)*", kind.code)] == []


def test_groups_of_failures_have_no_code_of_their_own() -> None:
    assert {kind.code for kind in GROUPS} == {"unexpected"}


def test_a_failure_keeps_the_values_for_its_sentence() -> None:
    error = PictureTooLargeError(width_px=30_000, height_px=30_000, limit_megapixels=50)

    assert error.details == {"width_px": 30_000, "height_px": 30_000, "limit_megapixels": 50}
    assert str(error).startswith("picture_too_large ")


def test_a_failure_without_values_reads_as_its_code() -> None:
    assert str(errors.DiskFullError()) == "disk_full"


@pytest.mark.parametrize("via", [lambda error: pickle.loads(pickle.dumps(error)), copy.copy, copy.deepcopy])
def test_a_failure_can_cross_to_another_process(via: Callable[[Exception], object]) -> None:
    crossed = via(FileMissingError(file="holiday.jpg"))

    assert isinstance(crossed, FileMissingError)
    assert (crossed.details, str(crossed)) == ({"file": "holiday.jpg"}, str(FileMissingError(file="holiday.jpg")))

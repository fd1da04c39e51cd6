from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphamale_desktop.application.backoff import retry_delay_s
from alphamale_desktop.camera.config import CameraConfig

firsts = st.floats(0.1, 5.0)
failures = st.integers(1, 10**6)


@given(failures=failures, first_s=firsts, growth=st.floats(1.0, 100.0), seed=st.integers(0, 2**32))
def test_a_pause_is_never_outside_its_bounds(failures: int, first_s: float, growth: float, seed: int) -> None:
    limit_s = first_s * growth

    delay_s = retry_delay_s(failures, first_s, limit_s, Random(seed))

    assert first_s <= delay_s <= limit_s


@given(failures=failures, seed=st.integers(0, 2**32))
def test_with_the_same_luck_a_further_failure_never_shortens_the_pause(failures: int, seed: int) -> None:
    now_s = retry_delay_s(failures, 1.0, 15.0, Random(seed))
    then_s = retry_delay_s(failures + 1, 1.0, 15.0, Random(seed))

    assert then_s >= now_s


@given(failures=st.integers(5, 10**6), seed=st.integers(0, 2**32))
def test_long_trouble_means_long_pauses(failures: int, seed: int) -> None:
    assert retry_delay_s(failures, 1.0, 15.0, Random(seed)) >= 7.5


def test_booths_on_one_power_strip_do_not_march_in_step() -> None:
    pauses = {round(retry_delay_s(6, 1.0, 15.0, Random(booth)), 2) for booth in range(100)}

    assert len(pauses) > 80


@given(seed=st.integers(0, 2**32))
def test_a_first_failure_is_retried_soon(seed: int) -> None:
    assert retry_delay_s(1, 1.0, 15.0, Random(seed)) <= 2.0


def test_a_pause_without_a_failure_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one failure"):
        retry_delay_s(0, 1.0, 15.0, Random(1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"stale_after_s": 5.0, "lost_after_s": 5.0},
        {"stale_after_s": 0.0},
        {"retry_first_s": 20.0},
        {"still_frames": 0},
        {"max_hung_readers": 0},
    ],
)
def test_settings_that_contradict_each_other_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="want"):
        CameraConfig(**wrong)  # type: ignore[arg-type]

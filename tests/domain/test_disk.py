import pytest

from alphamale_desktop.domain.disk import DiskRules, DiskState

RULES = DiskRules(warn_mb=2_000, no_originals_mb=1_000, out_of_order_mb=300)


@pytest.mark.parametrize(
    ("free_mb", "state"),
    [
        (2_000, DiskState.FINE),
        (1_999.9, DiskState.LOW),
        (1_000, DiskState.LOW),
        (999.9, DiskState.NO_ORIGINALS),
        (300, DiskState.NO_ORIGINALS),
        (299.9, DiskState.FULL),
        (0, DiskState.FULL),
    ],
)
def test_a_state_begins_below_its_threshold(free_mb: float, state: DiskState) -> None:
    assert RULES.state(free_mb) is state


@pytest.mark.parametrize("thresholds", [(1, 2, 0), (3, 1, 2), (3, 2, -1)])
def test_thresholds_must_fall(thresholds: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="falling"):
        DiskRules(*thresholds)

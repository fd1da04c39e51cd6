import gc

import pytest

from alphamale_desktop.composition.quiet_collector import loading_for_good


def test_nothing_is_collected_while_loading_and_what_was_made_is_left_alone_afterwards() -> None:
    before = gc.get_freeze_count()

    with loading_for_good():
        was_enabled = gc.isenabled()
        made = [[number] for number in range(1000)]

    frozen = gc.get_freeze_count() - before
    gc.unfreeze()
    assert not was_enabled
    assert gc.isenabled()
    assert frozen >= len(made)


def test_a_failure_while_loading_leaves_the_collector_at_work() -> None:
    with pytest.raises(OSError, match="no weights"), loading_for_good():
        raise OSError("no weights")

    gc.unfreeze()
    assert gc.isenabled()

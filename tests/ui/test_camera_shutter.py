"""The shutter's phases."""

from alphamale_desktop.ui.camera_shutter import Shutter, ShutterPhase, ShutterRules

RULES = ShutterRules(auto_after_s=1.5)


def test_a_press_counts_three_two_one() -> None:
    shutter = Shutter(RULES).pressed(10.0)

    counts = [shutter.count(10.0 + passed) for passed in (0.0, 0.9, 1.1, 2.1, 2.99)]

    assert counts == [3, 3, 2, 1, 1]


def test_a_second_press_does_not_begin_the_countdown_anew() -> None:
    shutter = Shutter(RULES).pressed(10.0)

    assert shutter.pressed(12.0) is shutter


def test_after_the_countdown_it_flashes_until_the_frames_are_lit() -> None:
    flashing = Shutter(RULES).pressed(0.0).ticked(3.0, newest_frame=100)

    phases = [flashing.ticked(3.1, newest_frame=frame).phase for frame in (100, 109, 110)]

    assert flashing.phase is ShutterPhase.FLASH
    assert phases == [ShutterPhase.FLASH, ShutterPhase.FLASH, ShutterPhase.TAKING]


def test_a_slow_camera_does_not_keep_the_guest_in_the_light() -> None:
    flashing = Shutter(RULES).pressed(0.0).ticked(3.0, newest_frame=100)

    late = flashing.ticked(3.0 + RULES.flash_at_most_s, newest_frame=102)

    assert late.phase is ShutterPhase.TAKING


def test_good_framing_without_a_break_starts_the_countdown() -> None:
    good = Shutter(RULES).judged(True, 5.0).judged(True, 6.0)

    before, after = good.ticked(6.4, 1), good.ticked(6.5, 1)

    assert before.phase is ShutterPhase.WAITING
    assert after.phase is ShutterPhase.COUNTING
    assert good.steadiness(5.75) == 0.5


def test_one_bad_frame_begins_the_wait_anew() -> None:
    shutter = Shutter(RULES).judged(True, 5.0).judged(False, 6.0).judged(True, 6.1)

    assert shutter.ticked(7.0, 1).phase is ShutterPhase.WAITING
    assert shutter.ticked(7.6, 1).phase is ShutterPhase.COUNTING


def test_without_the_setting_good_framing_alone_takes_no_photo() -> None:
    shutter = Shutter(ShutterRules()).judged(True, 0.0)

    assert shutter.ticked(100.0, 1) is shutter


def test_called_off_it_waits_and_wants_good_framing_anew() -> None:
    shutter = Shutter(RULES).judged(True, 0.0).ticked(1.5, 1).called_off()

    assert shutter.phase is ShutterPhase.WAITING
    assert shutter.ticked(9.0, 1).phase is ShutterPhase.WAITING

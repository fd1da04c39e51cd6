"""How the window is started."""

import sys

from alphamale_desktop.cli.window import kiosk_command


def test_a_kiosk_is_this_program_once_more() -> None:
    command = kiosk_command("en", "replay:/demo")

    assert command[:3] == (sys.executable, "-m", "alphamale_desktop")
    assert command[3:] == ("--kiosk", "--language", "en", "--camera", "replay:/demo")


def test_a_kiosk_without_a_chosen_camera_takes_what_is_set() -> None:
    assert "--camera" not in kiosk_command("ko", None)

"""The panels over a page with letters of twice the size: every way on and out stays on the screen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF

from tests.ui.booth import SIZES, Booth

OpenBooth = Callable[..., Booth]

_ROOMS = {**SIZES, "small": (1024, 768)}
"""The smallest window that people use is the hardest."""


def _place(booth: Booth, name: str) -> QRectF:
    item = booth.item(name)
    return item.mapRectToScene(item.boundingRect())


def _off_screen(booth: Booth, size: str, *names: str) -> list[str]:
    """Those that lie over the window's edge, or are lower than a finger needs."""
    booth.grab()
    width, height = _ROOMS[size]
    least = 72 * min(width / 1080, height / 1080, max(width, height) / 1500) - 0.5
    places = {name: _place(booth, name) for name in names}
    return [n for n, at in places.items() if not QRectF(0, 0, width, height).contains(at) or at.height() < least]


@pytest.mark.parametrize(("size", "language"), [("portrait", "ko"), ("landscape", "en"), ("small", "en")])
def test_the_buttons_of_a_sheet_stay_on_the_screen(open_booth: OpenBooth, size: str, language: str) -> None:
    booth = open_booth(size=_ROOMS[size], language=language, text_percent=200)
    booth.bring_photo()
    booth.fill_form()
    booth.core.form.tick("storage")

    booth.reveal("salary")
    booth.press("salary", "key")
    booth.wait(lambda: booth.has("key-done"))
    keypad = _off_screen(booth, size, "key-1", "key-0", "key-back", "key-clear", "key-done")
    booth.press("key-done", "key")
    booth.wait(lambda: not booth.has("key-done"))
    booth.core.form.submit()
    booth.go("result")
    booth.press("eraseNow", "key")
    booth.wait(lambda: booth.has("eraseNo"))
    question = _off_screen(booth, size, "eraseYes", "eraseNo")

    assert keypad == []
    assert question == []

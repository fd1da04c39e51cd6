"""The pictures of the pages, taken from the real window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from alphamale_desktop.composition.screenshots import take_screenshots
from alphamale_desktop.settings.paths import program_paths
from tests.fakes.shipped import shipped_texts

Take = Callable[..., list[Path]]


@pytest.fixture
def take(app: object, tmp_path: Path) -> Take:
    def take(pages: str) -> list[Path]:
        return take_screenshots(
            program_paths(), shipped_texts(), tmp_path, sizes=["window"], languages=["en"], pages=pages
        )

    return take


@pytest.mark.slow
def test_both_tours_come_to_their_end_and_nothing_goes_wrong_on_the_way(take: Take, tmp_path: Path) -> None:
    written = take("*")

    names = {file.name.removesuffix(".png") for file in written}
    assert {"desktop-main", "desktop-result-alpha", "desktop-settings-check", "kiosk-attract", "kiosk-pin"} <= names
    assert {file.parent for file in written} == {tmp_path / "window" / "en"}
    for file in written:
        picture = QImage(str(file))
        assert (picture.width(), picture.height()) == (1280, 800)

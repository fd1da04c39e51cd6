"""The section on the event's logo."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QUrl
from PySide6.QtGui import QColor, QImage

from alphamale_desktop.domain.bundle_errors import LogoUnreadableError
from alphamale_desktop.ui.kiosk_fittings import Fittings
from alphamale_desktop.ui.logo_model import LogoServices, LogoViewModel
from alphamale_desktop.ui.section import Section, SectionGroup, SectionModels, SectionSite
from tests.ui.booth import Booth
from tests.ui.fake_services import Backstage
from tests.ui.fitted_booth import PIN, Fakes, open_fitted

OpenBooth = Callable[..., Booth]
STICK = (Path("/media/stick/logo.png"), Path("/media/stick/notes.webp"))


def _red() -> bytes:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    encoded = QByteArray()
    buffer = QBuffer(encoded)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # PySide's stub
    return bytes(encoded.data())


@dataclass
class FakeLogo:
    """A logo in memory; only ``logo.png`` can be one."""

    present: bytes | None = None
    taken: list[Path] = field(default_factory=list)
    model: LogoViewModel | None = None

    def put(self, file: Path) -> None:
        if file.name != "logo.png":
            raise LogoUnreadableError(file=file.name)
        self.taken.append(file)
        self.present = _red()

    def remove(self) -> None:
        self.present = None

    def section(self) -> Section:
        return Section("logo", "section-logo", "logo", SectionGroup.EVENT, "logo/LogoSection.qml", self._build)

    def _build(self, site: SectionSite) -> SectionModels:
        services = LogoServices(lambda: self.present, lambda: STICK, self.put, self.remove)
        self.model = LogoViewModel(services, site.window, site.window.root)
        return {"model": self.model}


class _FakesWithLogo(Fakes):
    section: Section

    def fittings(self, is_kiosk: bool, auto_after_s: float | None, accept_after_s: float | None) -> Fittings:
        return replace(super().fittings(is_kiosk, auto_after_s, accept_after_s), sections=(self.section,))


def _open(open_booth: OpenBooth, backstage: Backstage, logo: FakeLogo, *, is_kiosk: bool) -> Booth:
    fakes = _FakesWithLogo(backstage.clock)
    fakes.section = logo.section()
    booth, _ = open_fitted(open_booth, backstage, fakes=fakes, is_kiosk=is_kiosk, size="landscape", language="en")
    if is_kiosk:
        operator = booth.core.rooms.operator
        assert operator is not None
        operator.open()
        booth.wait(lambda: not operator.view.is_busy)
        for digit in PIN:
            operator.key(digit)
        operator.submit()
        booth.go("operator")
    else:
        booth.press("settings", "mouse")
        booth.go("settings")
    booth.core.rooms.sections.open("logo")
    booth.wait(lambda: booth.has("logoChoose"))
    return booth


def test_in_a_kiosk_a_picture_is_picked_from_what_is_plugged_in_and_taken_away_again(
    open_booth: OpenBooth, backstage: Backstage
) -> None:
    logo = FakeLogo()
    booth = _open(open_booth, backstage, logo, is_kiosk=True)
    booth.wait(lambda: booth.has("logoNone"))

    booth.press("logoChoose", "touch")
    booth.wait(lambda: booth.has("source-0"))
    booth.settle()
    booth.press("source-0", "touch")
    booth.wait(lambda: booth.has("logoRemove"))
    taken = list(logo.taken)
    booth.press("logoRemove", "touch")
    booth.wait(lambda: booth.has("logoNone"))

    assert taken == [STICK[0]]
    assert logo.present is None


def test_on_a_desktop_a_file_that_is_no_picture_is_complained_about_and_changes_nothing(
    open_booth: OpenBooth, backstage: Backstage
) -> None:
    logo = FakeLogo(_red())
    booth = _open(open_booth, backstage, logo, is_kiosk=False)
    booth.wait(lambda: booth.has("logoRemove"))
    assert logo.model is not None

    logo.model.pickFile(QUrl.fromLocalFile("/home/somebody/notes.txt"))
    booth.wait(lambda: "cannot be the logo" in booth.core.board.notice.text)

    assert logo.present == _red()
    assert booth.has("logoRemove")
    assert not logo.model.view.is_changed

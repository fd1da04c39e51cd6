"""The section on guests' phones."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from alphamale_desktop.application.lan_desk import LanChoices
from alphamale_desktop.domain.errors import SettingsMalformedError
from alphamale_desktop.ui.kiosk_fittings import Fittings
from alphamale_desktop.ui.lan_model import LAN_STATUS, LanServices, LanState, LanViewModel
from alphamale_desktop.ui.section import Section, SectionGroup, SectionModels, SectionSite
from tests.ui.booth import Booth
from tests.ui.fake_services import Backstage
from tests.ui.fitted_booth import Fakes, open_fitted

OpenBooth = Callable[..., Booth]


@dataclass
class FakeLan:
    """Remembers what it was told to keep."""

    state: LanState = field(default_factory=LanState)
    kept: list[LanChoices] = field(default_factory=list)
    error: SettingsMalformedError | None = None
    model: LanViewModel | None = None

    def store(self, choices: LanChoices) -> None:
        if self.error is not None:
            raise self.error
        self.kept.append(choices)

    def section(self) -> Section:
        services = LanServices(LanChoices(), lambda: self.state, self.store)

        def build(site: SectionSite) -> SectionModels:
            self.model = LanViewModel(services, site.window, site.window.root)
            return {"model": self.model}

        return Section(
            "lan",
            "section-lan",
            "phone",
            SectionGroup.BOOTH,
            "lan/LanSection.qml",
            build,
            lambda: LAN_STATUS[self.state.word],
        )


class _FakesWithLan(Fakes):
    section: Section

    def fittings(self, is_kiosk: bool, auto_after_s: float | None, accept_after_s: float | None) -> Fittings:
        return replace(super().fittings(is_kiosk, auto_after_s, accept_after_s), sections=(self.section,))


def _open(open_booth: OpenBooth, backstage: Backstage, lan: FakeLan) -> Booth:
    fakes = _FakesWithLan(backstage.clock)
    fakes.section = lan.section()
    booth, _ = open_fitted(open_booth, backstage, fakes=fakes, size="landscape", language="en")
    booth.press("settings", "mouse")
    booth.go("settings")
    booth.press("section-lan", "mouse")
    booth.wait(lambda: booth.has("lanState"))
    return booth


def _write(booth: Booth, name: str, text: str) -> None:
    """As somebody who types and goes on."""
    field_of = booth.item(name)
    field_of.setProperty("text", text)
    field_of.editingFinished.emit()  # type: ignore[attr-defined]  # QML's own signal


def test_what_is_set_is_kept_and_holds_from_the_next_start(open_booth: OpenBooth, backstage: Backstage) -> None:
    lan = FakeLan()
    booth = _open(open_booth, backstage, lan)
    before = booth.item("lanState").property("text")

    booth.press("lanOn", "touch")
    _write(booth, "lanWifiName", "부스 Wi-Fi")
    _write(booth, "lanWifiPassword", "welcome-all")
    booth.press("lanHours-more", "mouse")
    wanted = LanChoices(True, "부스 Wi-Fi", "welcome-all", 25)
    booth.wait(lambda: bool(lan.kept) and lan.kept[-1] == wanted)

    assert before == "It is off at the moment."
    assert booth.item("lanOn").property("on")


def test_what_no_phone_could_join_is_refused_and_the_field_shows_what_holds(
    open_booth: OpenBooth, backstage: Backstage
) -> None:
    lan = FakeLan()
    booth = _open(open_booth, backstage, lan)

    _write(booth, "lanWifiPassword", "short")
    first = booth.core.board.notice.text
    _write(booth, "lanWifiName", "가나다라마바사아자차카")
    second = booth.core.board.notice.text

    assert "8 to 63" in first
    assert "32 letters" in second
    assert booth.item("lanWifiPassword").property("text") == booth.item("lanWifiName").property("text") == ""
    assert lan.kept == []


def test_without_the_phone_app_nothing_of_it_is_kept(open_booth: OpenBooth, backstage: Backstage) -> None:
    lan = FakeLan()
    booth = _open(open_booth, backstage, lan)
    assert lan.model is not None
    lan.model.setPhoneAppKeeps(True)
    booth.wait(lambda: len(lan.kept) == 1)

    lan.model.setPhoneApp(False)
    booth.wait(lambda: len(lan.kept) == 2)

    assert [(kept.phone_app, kept.phone_app_keeps) for kept in lan.kept] == [(True, True), (False, False)]
    assert not booth.has("lanAppKeeps")


def test_settings_that_cannot_be_written_are_complained_about(open_booth: OpenBooth, backstage: Backstage) -> None:
    lan = FakeLan(error=SettingsMalformedError(file="settings.toml", field="-"))
    booth = _open(open_booth, backstage, lan)

    booth.press("lanOn", "mouse")

    booth.wait(lambda: "settings.toml" in booth.core.board.notice.text)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (LanState("serving", "http://192.168.0.20:8350", 8350), "Phones reach it at http://192.168.0.20:8350."),
        (LanState("port_taken", "", 8350), "Another program uses port 8350. It is tried again by itself."),
    ],
)
def test_how_the_server_fares_is_said(open_booth: OpenBooth, backstage: Backstage, state: LanState, said: str) -> None:
    booth = _open(open_booth, backstage, FakeLan(state))

    assert booth.item("lanState").property("text") == said

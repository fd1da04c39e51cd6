"""The section on guests' phones: the local network's settings as people choose them, and how its server fares."""

from pathlib import Path
from typing import TYPE_CHECKING

from alphamale_desktop.application.lan_desk import LINK_HOURS, LanChoices, is_wifi_name, is_wifi_password
from alphamale_desktop.composition.lan import LanRoom
from alphamale_desktop.settings.change import change_settings
from alphamale_desktop.settings.schema import LanSettings
from alphamale_desktop.ui.lan_model import LAN_STATUS, LanServices, LanState, LanViewModel
from alphamale_desktop.ui.section import Section, SectionGroup

if TYPE_CHECKING:
    from alphamale_desktop.composition.core_on_demand import CoreOnDemand

_MINUTES = 60


def lan_section(core: "CoreOnDemand", lan: LanRoom | None) -> Section:
    """Cheap. Args: lan: None where the server is off."""
    file = LanFile(core.user.settings_file, core.settings.lan)

    def state() -> LanState:
        return lan_state(lan, core.settings.lan.port)

    return section_of_lan(LanServices(file.present, state, file.write))


def section_of_lan(services: LanServices) -> Section:
    """The section over these services."""
    return Section(
        "lan",
        "section-lan",
        "phone",
        SectionGroup.BOOTH,
        "lan/LanSection.qml",
        lambda site: {"model": LanViewModel(services, site.window, site.window.root)},
        lambda: LAN_STATUS[services.state().word],
    )


class LanFile:
    """The choices in the settings file. Worker threads, one call at a time.

    Only what somebody changed is written: what the environment decides for one run stays its own, and minutes of a link
    that are no whole hours stay until somebody steps them.

    Args:
        in_force: With the environment.
    """

    def __init__(self, file: Path, in_force: LanSettings) -> None:
        self._file = file
        self.present = lan_choices(in_force)

    def write(self, choices: LanChoices) -> None:
        """Raises SettingsMalformedError."""
        wanted, before = _values(choices), _values(self.present)
        changed = {name: value for name, value in wanted.items() if value != before[name]}
        change_settings(
            self._file,
            lambda settings: settings.model_copy(update={"lan": settings.lan.model_copy(update=changed)}),
        )
        self.present = choices


def lan_choices(lan: LanSettings) -> LanChoices:
    """What somebody wrote into the file that no network takes is shown as nothing."""
    least, most = LINK_HOURS
    return LanChoices(
        is_on=lan.enabled,
        wifi_name=lan.wifi_ssid if is_wifi_name(lan.wifi_ssid) else "",
        wifi_password=lan.wifi_password if is_wifi_password(lan.wifi_password) else "",
        link_hours=min(most, max(least, round(lan.link_minutes / _MINUTES))),
        phone_app=lan.phone_app,
        phone_app_keeps=lan.phone_app_keeps,
    )


def lan_state(lan: LanRoom | None, port: int) -> LanState:
    """Asks the system for its address: milliseconds."""
    if lan is None:
        return LanState()
    server = lan.peek()
    if server is None:
        return LanState("starting")
    word = server.condition.value
    return LanState("starting" if word == "off" else word, server.link_base() or "", port)


def _values(choices: LanChoices) -> dict[str, object]:
    """By the settings' names."""
    return {
        "enabled": choices.is_on,
        "wifi_ssid": choices.wifi_name,
        "wifi_password": choices.wifi_password,
        "link_minutes": choices.link_hours * _MINUTES,
        "phone_app": choices.phone_app,
        "phone_app_keeps": choices.phone_app_keeps,
    }

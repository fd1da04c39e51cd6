"""The sections that every window has: its settings, and in a kiosk the way out."""

from PySide6.QtCore import QObject

from alphamale_desktop.ui.camera_list import CameraListModel
from alphamale_desktop.ui.camera_model import CameraViewModel
from alphamale_desktop.ui.operator_model import OperatorViewModel
from alphamale_desktop.ui.section import Section, SectionGroup, SectionSite
from alphamale_desktop.ui.settings_model import SettingsViewModel


def settings_sections(
    settings: SettingsViewModel | None,
    camera: CameraViewModel | None,
    cameras: CameraListModel | None,
    operator: OperatorViewModel | None,
) -> tuple[Section, ...]:
    """Those whose view-models are there. These view-models come with the window; opening a section builds none."""
    if settings is None:
        return ()

    def with_settings(**others: QObject) -> dict[str, QObject]:
        return {"settings": settings, **others}

    def simple(_: SectionSite) -> dict[str, QObject]:
        return with_settings()

    found = [
        Section("event", "section-event", "event", SectionGroup.EVENT, "settings/EventSection.qml", simple),
        Section("display", "section-display", "display", SectionGroup.BOOTH, "settings/DisplaySection.qml", simple),
    ]
    if camera is not None and cameras is not None:

        def with_cameras(_: SectionSite) -> dict[str, QObject]:
            return with_settings(camera=camera, cameras=cameras)

        found.append(
            Section(
                "camera", "section-camera", "camera", SectionGroup.BOOTH, "settings/CameraSection.qml", with_cameras
            )
        )
    found.append(
        Section(
            "computer", "section-computer", "computer", SectionGroup.MACHINE, "settings/ComputerSection.qml", simple
        )
    )
    if operator is not None:

        def with_operator(_: SectionSite) -> dict[str, QObject]:
            return with_settings(operator=operator)

        found.append(
            Section("kiosk", "section-kiosk", "kiosk", SectionGroup.MACHINE, "operator/KioskSection.qml", with_operator)
        )
    return tuple(found)

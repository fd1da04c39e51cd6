"""The doctor's checks of the computer, each with good and bad surroundings."""

import json
from pathlib import Path
from shutil import copy

import pytest

from alphamale_desktop.application.camera_port import CameraInfo, CameraState, CameraStatus, CameraTrouble
from alphamale_desktop.composition.core import Core
from alphamale_desktop.composition.doctor import examine
from alphamale_desktop.composition.doctor_machine import check_camera, check_display, check_fonts, check_printer
from alphamale_desktop.composition.findings import Finding, Verdict, in_words
from alphamale_desktop.composition.surroundings import (
    CameraSight,
    Equipment,
    Screen,
    equipment_from,
    equipment_to_json,
)
from alphamale_desktop.settings.paths import program_paths, user_paths
from alphamale_desktop.settings.schema import HealthSettings, ModelSettings, Settings
from tests.fakes.log_watch import LogWatch
from tests.fakes.shipped import shipped_texts

PORTRAIT = Screen("HDMI-1", 1080, 1920)
WEBCAM = CameraStatus(CameraState.LIVE, CameraInfo("usb-1", "Webcam"))
WHOLE = Equipment((PORTRAIT,), ("Canon Selphy",))
TEXTS = shipped_texts()


class FakeSurroundings:
    """Satisfies ``Surroundings``."""

    def __init__(self, equipment: Equipment | None, camera: CameraSight | Exception) -> None:
        self._equipment = equipment
        self._camera = camera

    def equipment(self) -> Equipment | None:
        return self._equipment

    def camera(self) -> CameraSight:
        if isinstance(self._camera, Exception):
            raise self._camera
        return self._camera


def _core(home: Path, settings: Settings | None = None) -> Core:
    return Core(settings or Settings(), program_paths(), user_paths(home), TEXTS)


def _findings(core: Core, surroundings: FakeSurroundings, *, kiosk: bool = True) -> dict[str, Finding]:
    return {f.check: f for f in examine(core, {}, surroundings, kiosk=kiosk)}


def test_a_kiosk_in_order_has_no_finding_but_fine_ones(tmp_path: Path) -> None:
    core = _core(tmp_path)

    findings = _findings(core, FakeSurroundings(WHOLE, CameraSight(WEBCAM, 1280, 720)))
    core.close()

    assert {f.check: f.text_key for f in findings.values() if f.verdict is not Verdict.OK} in (
        {},
        {"models": "doctor-models-slow"},
    )


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_bad_finding_says_what_to_do(tmp_path: Path, language: str, log_watch: LogWatch) -> None:
    log_watch.expect("the check camera broke")
    weights = tmp_path / "weights"
    weights.mkdir()
    copy(program_paths().weights / "manifest.json", weights)
    settings = Settings(
        health=HealthSettings(warn_free_mb=10**12, no_originals_free_mb=10**12),
        models=ModelSettings(weights_folder=weights),
    )
    core = _core(tmp_path, settings)

    findings = _findings(core, FakeSurroundings(None, RuntimeError("a driver's bug")))
    core.close()

    bad = [f for f in findings.values() if f.verdict is not Verdict.OK]
    assert {f.check for f in bad} == {"disk", "models", "camera", "display", "printer"}
    assert [f for f in bad if not in_words(f, TEXTS, language).hint] == []


def _with_weights(folder: Path, *, without: str = "") -> Settings:
    """Settings that read a copy of the shipped weights, one file less."""
    folder.mkdir()
    for file in program_paths().weights.glob("*.*"):
        if file.name != without:
            copy(file, folder)
    return Settings(models=ModelSettings(weights_folder=folder))


def test_models_that_answer_otherwise_are_wrong(tmp_path: Path) -> None:
    settings = _with_weights(tmp_path / "weights")
    file = tmp_path / "weights" / "known_answer.json"
    answer = json.loads(file.read_text())
    answer["values"][3] += 0.1
    file.write_text(json.dumps(answer))
    core = _core(tmp_path, settings)

    finding = _findings(core, FakeSurroundings(WHOLE, CameraSight(WEBCAM, 1280, 720)))["models"]
    core.close()

    assert (finding.verdict, finding.text_key) == (Verdict.FAILED, "doctor-models-wrong")


def test_models_of_ones_own_are_told_apart_from_wrong_ones(tmp_path: Path) -> None:
    core = _core(tmp_path, _with_weights(tmp_path / "weights", without="known_answer.json"))

    finding = _findings(core, FakeSurroundings(WHOLE, CameraSight(WEBCAM, 1280, 720)))["models"]
    core.close()

    assert finding.verdict is Verdict.WARNING
    assert finding.text_key in ("doctor-models-unknown", "doctor-models-slow")


@pytest.mark.parametrize(
    ("state", "trouble", "code"),
    [
        (CameraState.MISSING, None, "camera_missing"),
        (CameraState.BUSY, None, "camera_busy"),
        (CameraState.BUSY, CameraTrouble.DENIED, "camera_denied"),
        (CameraState.LOST, CameraTrouble.READ_FAILED, "camera_failed"),
        (CameraState.STALE, CameraTrouble.BLACK, "camera_failed"),
    ],
)
def test_a_camera_without_a_picture_is_named_by_its_trouble(
    state: CameraState, trouble: CameraTrouble | None, code: str
) -> None:
    finding = check_camera(CameraSight(CameraStatus(state, trouble=trouble)), kiosk=True)

    assert finding.verdict is Verdict.FAILED
    assert finding.error is not None
    assert finding.error.code == code


def test_a_desktop_may_lack_a_camera_and_a_screen_and_a_kiosk_may_not() -> None:
    sight = CameraSight(CameraStatus(CameraState.MISSING))

    assert check_camera(sight, kiosk=False).verdict is Verdict.WARNING
    assert check_display(None, kiosk=False).verdict is Verdict.WARNING
    assert check_display(Equipment(), kiosk=True).verdict is Verdict.FAILED


@pytest.mark.parametrize(
    ("screens", "key"),
    [
        ((Screen("a", 1080, 1920),), "doctor-display-fine"),
        ((Screen("a", 1024, 600),), "doctor-display-fine"),
        ((Screen("a", 800, 1200),), "doctor-display-fine"),
        ((Screen("a", 800, 480),), "doctor-display-small"),
        ((PORTRAIT, PORTRAIT), "doctor-display-several"),
    ],
)
def test_screens_are_judged_by_size_and_number(screens: tuple[Screen, ...], key: str) -> None:
    assert check_display(Equipment(screens), kiosk=True).text_key == key


def test_a_missing_printer_is_a_warning_only() -> None:
    assert check_printer(None).verdict is Verdict.WARNING
    assert check_printer(WHOLE).values == {"printer": "Canon Selphy"}


def test_a_damaged_font_is_named(tmp_path: Path) -> None:
    fonts = program_paths().resources / "fonts"
    copy(fonts / "Pretendard-Regular.otf", tmp_path)
    (tmp_path / "Broken.ttf").write_bytes(b"no font")

    finding = check_fonts(tmp_path)

    assert (finding.verdict, finding.values) == (Verdict.FAILED, {"files": "Broken.ttf"})


def test_equipment_survives_the_way_from_the_child_process() -> None:
    assert equipment_from(b"a library's chatter\n" + equipment_to_json(WHOLE).encode()) == WHOLE


@pytest.mark.parametrize("said", [b"", b"Segmentation fault", b"{}", b'{"screens": [1], "printers": []}', b"\xff"])
def test_what_is_no_equipment_is_none(said: bytes) -> None:
    assert equipment_from(said) is None

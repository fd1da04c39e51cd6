"""Every key that QML or the view-models use is in both languages, and every key of the screens is used."""

import re
from pathlib import Path

import pytest

from alphamale_desktop.application.camera_port import CameraState
from alphamale_desktop.application.print_desk import PrinterCondition
from alphamale_desktop.application.share_result import LinkState
from alphamale_desktop.domain.analysis import UnusableReason
from alphamale_desktop.domain.coaching import Coaching
from alphamale_desktop.domain.consent import ConsentPurpose
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.visit import VisitStage
from alphamale_desktop.ui.lan_model import LAN_STATUS
from alphamale_desktop.ui.section import SectionStatus
from alphamale_desktop.ui.share_targets import ShareTarget
from alphamale_desktop.ui.visit_model import PROGRESS_OF_STEP
from tests.fakes.shipped import shipped_texts

ROOT = Path(__file__).parents[2]
I18N = ROOT / "resources" / "i18n"

_IN_QML = re.compile(r"""\.t\["([^"]+)"\]""")
_IN_PYTHON = re.compile(r"""\bsay\(\s*"([^"]+)\"""")
_TITLE_OF_SECTION = re.compile(r"""\bSection\(\s*"[^"]+",\s*"([^"]+)\"""")
_OWN_KEY = re.compile(r"^([a-z][\w-]*) =|^    \.([a-z][\w-]*) =", re.MULTILINE)

CAMERA_STATES = (*CameraState, "black", "frozen", "denied")

FAMILIES = {
    "analysing-step-": tuple(PROGRESS_OF_STEP),
    "camera-state-": tuple(f"{name}{end}" for name in CAMERA_STATES for end in ("", ".hint")),
    "check-verdict-": ("ok", "warning", "failed"),
    "coaching-": tuple(Coaching),
    "fleet-printer-": ("low", "empty", "held"),
    "fleet-state-": ("fine", "trouble", "away"),
    "numbers-": ("visits", "finished", "left", "retakes", "kept", "kiosks"),
    "numbers-step-": tuple(stage.value for stage in VisitStage if stage is not VisitStage.WELCOME),
    "operator-pin-": ("enter", "first", "repeat", "change", "wrong", "locked", "differs"),
    "consent-": tuple(p.value for p in ConsentPurpose)
    + tuple(f"{p.value}.detail" for p in ConsentPurpose)
    + ("upload.linked", "storage.fleet"),
    "form-missing-": (
        *("mbti", "birth-date", "analysis-consent", "mbti-birth-date", "mbti-analysis-consent"),
        *("birth-date-analysis-consent", "mbti-birth-date-analysis-consent"),
    ),
    "printer-condition-": tuple(PrinterCondition),
    "lan-state-": tuple(word.replace("_", "-") for word in LAN_STATUS),
    "link-state-": tuple(LinkState),
    "share-done-": tuple(ShareTarget),
    "share-network-": tuple(ShareTarget),
    "part-": tuple(part.code for part in FacePart),
    "result-driving-": tuple(part.code for part in FacePart),
    "section-status-": tuple(status for status in SectionStatus if status is not SectionStatus.NONE),
    "sync-word-": ("stopped", "failing", "dead", "waiting", "fine"),
    "type-": tuple(face_type.code for face_type in FaceType),
    "unusable-": tuple(r.value for r in UnusableReason) + tuple(f"{r.value}.hint" for r in UnusableReason),
}
"""Keys that Python puts together: a beginning, and everything that can follow it."""


def _used() -> set[str]:
    found: set[str] = set()
    for file in (ROOT / "resources" / "qml").rglob("*.qml"):
        found |= set(_IN_QML.findall(file.read_text(encoding="utf-8")))
    for file in (ROOT / "alphamale_desktop" / "ui").glob("*.py"):
        found |= set(_IN_PYTHON.findall(file.read_text(encoding="utf-8")))
    for folder in ("ui", "composition"):
        for file in (ROOT / "alphamale_desktop" / folder).glob("*.py"):
            found |= set(_TITLE_OF_SECTION.findall(file.read_text(encoding="utf-8")))
    return found | {beginning + end for beginning, ends in FAMILIES.items() for end in ends}


def _own_keys(catalog: Path) -> set[str]:
    """The keys of one catalog file, attributes as ``key.attribute``."""
    keys: set[str] = set()
    message = ""
    for key, attribute in _OWN_KEY.findall(catalog.read_text(encoding="utf-8")):
        message = key or message
        keys.add(key or f"{message}.{attribute}")
    return keys


def _screen_catalogs() -> list[str]:
    """The catalogs that only the window reads."""
    elsewhere = {
        "card",
        "catalog",
        "cli",
        "commands",
        "doctor",
        "delivery",
        "domain",
        "engine",
        "errors",
        "sharepage",
        "survey",
        "training",
    }
    return sorted({file.name.split(".")[0] for file in I18N.glob("*.ko.ftl")} - elsewhere)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_used_key_is_there(language: str) -> None:
    texts = shipped_texts()

    missing = _used() - texts.keys(language)

    assert not missing


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_key_of_the_screens_is_used(language: str) -> None:
    own = set().union(*(_own_keys(I18N / f"{catalog}.{language}.ftl") for catalog in _screen_catalogs()))

    unused = {key for key in own - _used() if not key.startswith("cli-")}

    assert len(own) > 100
    assert not unused


@pytest.mark.parametrize("catalog", _screen_catalogs())
def test_both_languages_have_the_same_keys(catalog: str) -> None:
    korean, english = (_own_keys(I18N / f"{catalog}.{language}.ftl") for language in ("ko", "en"))

    assert korean == english

"""The window needs no torch: not for its first page, not for coaching, not for a result."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from alphamale_desktop.domain.face_type import FaceType
from tests.arch.sources import ROOT

pytestmark = pytest.mark.slow


def test_a_kiosk_guest_is_typed_where_torch_is_not_installed(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    environment["PYTHONPATH"] = str(ROOT)
    command = [sys.executable, "-m", "tests.e2e.window_without_torch", str(tmp_path)]

    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() in {face_type.name.capitalize() for face_type in FaceType}

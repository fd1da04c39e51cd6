"""The fixtures of the window's tests: one application, and no message of Qt that nobody expected."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from tests.ui.fixtures import app, qt_messages  # noqa: F401

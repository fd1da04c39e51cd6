"""One application for all tests; a Qt or QML message that nobody expected fails the test."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from tests.ui.fixtures import app, backstage, clean_clipboard, open_booth, open_core, qt_messages, touch_device  # noqa: F401

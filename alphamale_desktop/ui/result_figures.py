"""A result's figures for QML: what the result page shows, of a visit or of a kept one."""

from dataclasses import asdict

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.ui.result_view import ResultView

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("built in composition")
class ResultFigures(QObject):  # type: ignore[operator]  # PySide's stub
    """One ``ResultView`` as properties. GUI thread."""

    viewChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = ResultView()

    @property
    def view(self) -> ResultView:
        return self._view

    @Property(str, notify=viewChanged)
    def typeCode(self) -> str:
        return self._view.type_code

    @Property(str, notify=viewChanged)
    def typeName(self) -> str:
        """In Latin letters, for the huge serif."""
        return self._view.type_name

    @Property(str, notify=viewChanged)
    def localName(self) -> str:
        return self._view.local_name

    @Property(str, notify=viewChanged)
    def title(self) -> str:
        return self._view.title

    @Property("QStringList", notify=viewChanged)  # type: ignore[arg-type]
    def lines(self) -> list[str]:
        return list(self._view.lines)

    @Property("double", notify=viewChanged)  # type: ignore[arg-type]
    def scorePercent(self) -> float:
        return self._view.score_percent

    @Property(str, notify=viewChanged)
    def scoreText(self) -> str:
        return self._view.score_text

    @Property(str, notify=viewChanged)
    def sureText(self) -> str:
        return self._view.sure_text

    @Property(str, notify=viewChanged)
    def drivingText(self) -> str:
        return self._view.driving_text

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def rows(self) -> list[dict[str, object]]:
        """Maps with the names of ``ScoreRow``."""
        return [asdict(row) for row in self._view.rows]

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def spread(self) -> list[dict[str, object]]:
        """Maps with the names of ``SpreadRow``."""
        return [asdict(row) for row in self._view.spread]

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def frames(self) -> list[dict[str, object]]:
        """Maps with the names of ``PartFrame``."""
        return [asdict(frame) for frame in self._view.frames]

    @Property("double", notify=viewChanged)  # type: ignore[arg-type]
    def faceY(self) -> float:
        return self._view.face_y

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def stars(self) -> list[dict[str, object]]:
        """Maps with the names of ``Star``."""
        return [asdict(star) for star in self._view.stars]

    def show_view(self, view: ResultView) -> None:
        if view != self._view:
            self._view = view
            self.viewChanged.emit()

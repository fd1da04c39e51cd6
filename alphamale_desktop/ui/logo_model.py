"""The section "Event logo": which picture guests see on the first page and on their cards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.window_parts import WindowParts

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1


@dataclass(frozen=True, slots=True)
class LogoServices:
    """Each may block.

    Attributes:
        read: The present logo, encoded; None where there is none or it cannot be read.
        sources: Pictures on the drives that are plugged in.
        put: Takes a copy of that picture as the logo from the next start on; raises LogoUnreadableError,
            FileMissingError, FileUnreadableError or FileUnwritableError.
        remove: Raises FileUnwritableError.
    """

    read: Callable[[], bytes | None]
    sources: Callable[[], Sequence[Path]]
    put: Callable[[Path], object]
    remove: Callable[[], object]


@dataclass(frozen=True, slots=True)
class LogoView:
    """Attributes:
    picture: Its address; empty where there is no logo.
    is_looked_up: Whether the present logo is known yet.
    is_changed: Since the program started.
    sources: While one is chosen.
    """

    picture: str = ""
    is_looked_up: bool = False
    is_changed: bool = False
    is_choosing: bool = False
    sources: tuple[Path, ...] = ()


@QmlElement
@QmlUncreatable("built in composition")
class LogoViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """GUI thread; files are read and written by workers, one job at a time."""

    viewChanged = Signal()

    def __init__(self, services: LogoServices, window: WindowParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._window = window
        self._view = LogoView()
        self._job: Job | None = None
        self._turns = 0

    @property
    def view(self) -> LogoView:
        return self._view

    @Property(str, notify=viewChanged)
    def picture(self) -> str:
        return self._view.picture

    @Property(bool, notify=viewChanged)
    def isMissing(self) -> bool:
        return self._view.is_looked_up and not self._view.picture

    @Property(bool, notify=viewChanged)
    def isChanged(self) -> bool:
        return self._view.is_changed

    @Property(bool, notify=viewChanged)
    def isChoosing(self) -> bool:
        return self._view.is_choosing

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def sources(self) -> list[str]:
        """Pictures on the drives, as a person reads them."""
        return [f"{path.parent.name or path.parent}  ›  {path.name}" for path in self._view.sources]

    @Slot()
    def refresh(self) -> None:
        """The section is shown."""
        self._run(lambda: None)

    @Slot()
    def choose(self) -> None:
        """Looks what is plugged in, and lets one be picked; looks again when it is picked already."""
        if self._job is not None:
            return
        sources = self._services.sources
        self._job = job = Job(lambda _: tuple(sources()), self)
        job.succeeded.connect(self._on_sources)
        job.failed.connect(self._on_failed)
        job.start(self._window.pools.files)

    @Slot()
    def closeChoice(self) -> None:
        self._show(replace(self._view, is_choosing=False))

    @Slot(int)
    def pick(self, row: int) -> None:
        if 0 <= row < len(self._view.sources):
            self._take(self._view.sources[row])

    @Slot(QUrl)
    def pickFile(self, url: QUrl) -> None:
        self._take(Path(url.toLocalFile()))

    @Slot()
    def remove(self) -> None:
        self._run(self._services.remove, changes=True)

    def _take(self, file: Path) -> None:
        self._show(replace(self._view, is_choosing=False))
        self._run(lambda: self._services.put(file), changes=True)

    def _run(self, act: Callable[[], object], *, changes: bool = False) -> None:
        if self._job is not None:
            return
        read = self._services.read

        def work(_: object) -> tuple[bool, QImage]:
            act()
            data = read()
            return changes, QImage.fromData(data) if data is not None else QImage()

        self._job = job = Job(work, self)
        job.succeeded.connect(self._on_read)
        job.failed.connect(self._on_failed)
        job.start(self._window.pools.files)

    @Slot(object)
    def _on_read(self, read: tuple[bool, QImage]) -> None:
        self._job = None
        changes, image = read
        # A new address each time, or the old picture would stay on the screen.
        self._turns += 1
        picture = "" if image.isNull() else self._window.shelf.put(f"logo/{self._turns}", image)
        self._window.shelf.remove(f"logo/{self._turns - 1}")
        is_changed = self._view.is_changed or changes
        self._show(replace(self._view, picture=picture, is_looked_up=True, is_changed=is_changed))

    @Slot(object)
    def _on_sources(self, sources: tuple[Path, ...]) -> None:
        self._job = None
        self._show(replace(self._view, is_choosing=True, sources=sources))

    @Slot(object)
    def _on_failed(self, failure: Failure) -> None:
        self._job = None
        self._window.board.complain(failure)

    def _show(self, view: LogoView) -> None:
        if view != self._view:
            self._view = view
            self.viewChanged.emit()

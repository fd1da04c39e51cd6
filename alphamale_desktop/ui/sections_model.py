"""The sections behind the operator's PIN, or behind a desktop's settings: which are there, which is open."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.domain.errors import AlphaMaleError
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.section import Section, SectionGroup, SectionModels, SectionSite, SectionStatus, ShutsDown
from alphamale_desktop.ui.shell_model import Place
from alphamale_desktop.ui.window_parts import WindowParts

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

BADGES_EVERY_MS = 5_000

_HOMES = (Place.SETTINGS, Place.OPERATOR)


@QmlElement
@QmlUncreatable("built in composition")
class SectionsViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """Opens sections only inside the operator's area or the settings, and forgets which one was open when that is
    left. GUI thread; badges are looked up on a worker.

    Raises:
        ValueError: If two sections share an id.
    """

    currentChanged = Signal()
    badgesChanged = Signal()
    languageChanged = Signal()

    def __init__(self, window: WindowParts, sections: Sequence[Section], parent: QObject | None = None) -> None:
        super().__init__(parent)
        groups = list(SectionGroup)
        ordered = sorted(sections, key=lambda section: groups.index(section.group))
        self._window = window
        self._sections = {section.section_id: section for section in ordered}
        if len(self._sections) != len(sections):
            raise ValueError(f"want one section an id, got {sorted(s.section_id for s in sections)}")
        self._built: dict[str, SectionModels] = {}
        self._status = dict.fromkeys(self._sections, SectionStatus.NONE)
        self._current = ""
        self._looking: Job | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(BADGES_EVERY_MS)
        self._timer.timeout.connect(self.refreshBadges)
        window.words.languageChanged.connect(self.languageChanged)
        window.words.languageChanged.connect(self.badgesChanged)
        window.words.languageChanged.connect(self.currentChanged)
        window.shell.pageChanged.connect(self._on_page)

    @property
    def ids(self) -> tuple[str, ...]:
        """In the order of the list."""
        return tuple(self._sections)

    @property
    def built(self) -> frozenset[str]:
        """The sections that were opened since the window came."""
        return frozenset(self._built)

    @Property("QVariantList", notify=languageChanged)  # type: ignore[arg-type]
    def sections(self) -> list[dict[str, object]]:
        """Maps with id, title, icon, and whether a group begins."""
        lines: list[dict[str, object]] = []
        group: SectionGroup | None = None
        for section_id, section in self._sections.items():
            title = self._window.words.say(section.title_key)
            begins = group is not None and section.group is not group
            lines.append({"id": section_id, "title": title, "icon": section.icon, "beginsGroup": begins})
            group = section.group
        return lines

    @Property("QVariantMap", notify=badgesChanged)  # type: ignore[arg-type]
    def badges(self) -> dict[str, dict[str, str]]:
        """By section: maps with status and text."""
        return {
            section_id: {"status": status.value, "text": self._words_of(status)}
            for section_id, status in self._status.items()
        }

    @Property(str, notify=currentChanged)
    def current(self) -> str:
        """The open section's id; empty when the list alone is shown."""
        return self._current

    @Property(str, notify=currentChanged)
    def source(self) -> str:
        """The open section's QML, below the module's folder."""
        return self._sections[self._current].qml if self._current else ""

    @Property(str, notify=currentChanged)
    def title(self) -> str:
        """The open section's name."""
        return self._window.words.say(self._sections[self._current].title_key) if self._current else ""

    @Slot(str)
    def open(self, section_id: str) -> None:
        """Shows that section; an unknown one, or one asked for from outside, changes nothing."""
        if section_id in self._sections and section_id != self._current and self._is_inside():
            self._show(section_id)

    @Slot()
    def openFirst(self) -> None:
        """Where list and section stand side by side, one is always open."""
        if not self._current and self._sections:
            self.open(next(iter(self._sections)))

    @Slot()
    def close(self) -> None:
        """Back to the list."""
        self._show("")

    @Slot(result="QVariantMap")
    def models(self) -> SectionModels:
        """The open section's view-models, by the names of its required properties; built on the first call."""
        if not self._current:
            return {}
        if self._current not in self._built:
            section = self._sections[self._current]
            site = SectionSite(self._window, partial(self.report, section.section_id))
            self._built[self._current] = dict(section.build(site))
        return self._built[self._current]

    def report(self, section_id: str, status: SectionStatus) -> None:
        """Sets one section's badge; raises KeyError if it is unknown."""
        if self._status[section_id] is not status:
            self._status[section_id] = status
            self.badgesChanged.emit()

    @Slot()
    def refreshBadges(self) -> None:
        """Looks again how things stand; a call while one looks does nothing."""
        badges = {s.section_id: s.badge for s in self._sections.values() if s.badge is not None}
        if self._looking is not None or not badges:
            return
        self._looking = job = Job(lambda _: {name: _look(badge) for name, badge in badges.items()}, self)
        job.succeeded.connect(self._on_badges)
        job.failed.connect(self._on_no_badges)
        job.start(self._window.pools.files)

    def shut_down(self) -> None:
        self._timer.stop()
        for models in self._built.values():
            for model in models.values():
                if isinstance(model, ShutsDown):
                    model.shut_down()

    def _is_inside(self) -> bool:
        return self._window.shell.property("page") in _HOMES

    def _show(self, section_id: str) -> None:
        if section_id != self._current:
            self._current = section_id
            self.currentChanged.emit()

    def _words_of(self, status: SectionStatus) -> str:
        return "" if status is SectionStatus.NONE else self._window.words.say(f"section-status-{status.value}")

    @Slot()
    def _on_page(self) -> None:
        if self._is_inside():
            self._timer.start()
            self.refreshBadges()
        else:
            self._timer.stop()
            self._show("")

    @Slot(object)
    def _on_badges(self, badges: dict[str, SectionStatus]) -> None:
        self._looking = None
        for section_id, status in badges.items():
            self.report(section_id, status)

    @Slot(object)
    def _on_no_badges(self, _: Failure) -> None:
        self._looking = None


def _look(badge: Callable[[], SectionStatus]) -> SectionStatus:
    """A badge that cannot be looked up says so itself: its section tells the reason."""
    try:
        return badge()
    except AlphaMaleError:
        return SectionStatus.FAILED

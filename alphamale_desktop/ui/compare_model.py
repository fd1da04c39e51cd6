"""Friends side by side: the last results of one group, in memory for as long as the group stands there."""

from dataclasses import asdict, dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.domain.analysis import Accepted, AnalysisResult
from alphamale_desktop.domain.celebrity import TypeDescription
from alphamale_desktop.domain.visit import VisitStage
from alphamale_desktop.ui.picture_shelf import PictureShelf, address_of
from alphamale_desktop.ui.result_view import result_view
from alphamale_desktop.ui.shell_model import ShellViewModel
from alphamale_desktop.ui.visit_model import VisitViewModel
from alphamale_desktop.ui.words import Words

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

GROUP_LIMIT = 6

_WHOLE = QImage().size()
"""An invalid size: the picture as it is."""


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """One friend's result; the picture is the one that the screen showed, never the photo's file."""

    number: int
    picture: QImage
    result: AnalysisResult
    descriptions: tuple[TypeDescription, ...]


@dataclass(frozen=True, slots=True)
class FriendCard:
    """What the page shows of one friend.

    Attributes:
        face_y: How far down the photo the face's middle lies, 0 to 1.
        is_leading: No other friend has more points.
        parts: One sentence a part, whole to lower.
        spoken: All of it for a screen reader.
    """

    who: str
    photo_url: str
    face_y: float
    type_name: str
    local_name: str
    title: str
    score_text: str
    parts: tuple[str, ...]
    is_leading: bool
    spoken: str


@QmlElement
@QmlUncreatable("built in composition")
class CompareViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """Takes every result of a group in; forgets all of them with ``finish`` and with any other end of a visit than
    ``nextFriend``. GUI thread."""

    viewChanged = Signal()

    def __init__(
        self,
        visit: VisitViewModel,
        shell: ShellViewModel,
        words: Words,
        shelf: PictureShelf,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._visit = visit
        self._shell = shell
        self._words = words
        self._shelf = shelf
        self._members: tuple[Member, ...] = ()
        self._cards: tuple[FriendCard, ...] = ()
        self._is_passing_on = False
        visit.stageChanged.connect(self._on_stage)
        visit.wiped.connect(self._on_wiped)
        words.languageChanged.connect(self._derive)

    @property
    def members(self) -> tuple[Member, ...]:
        return self._members

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def friends(self) -> list[dict[str, object]]:
        """Maps with the names of ``FriendCard``, in the order in which the friends came."""
        # QML reads a list as a model, not a tuple.
        return [{**asdict(card), "parts": list(card.parts)} for card in self._cards]

    @Property(int, notify=viewChanged)
    def count(self) -> int:
        return len(self._members)

    @Property(bool, notify=viewChanged)
    def hasRoom(self) -> bool:
        return len(self._members) < GROUP_LIMIT

    @Slot()
    def nextFriend(self) -> None:
        """The present guest is done, the group stays: a new visit begins, in the same language."""
        if not self.hasRoom:
            return
        language = self._words.spoken
        self._is_passing_on = True
        try:
            self._visit.finish()
            self._words.choose(language)
            # From the first page of a visit, where the page of the group was opened again.
            self._shell.close()
            if self._shell.look.is_kiosk and self._shell.property("hasCamera"):
                self._visit.openCamera()
        finally:
            self._is_passing_on = False

    @Slot()
    def finish(self) -> None:
        """The group goes home: nothing of it stays."""
        self._visit.finish()
        self._shell.close()

    def _on_stage(self) -> None:
        match self._visit.visit.stage:
            case VisitStage.RESULT:
                self._take_in()
            # A kiosk whose guest went back to its first page may be alone.
            case VisitStage.WELCOME if self._shell.look.is_kiosk and not self._is_passing_on:
                self._forget()

    def _take_in(self) -> None:
        found = self._visit.findings
        outcome = found.analysis.outcome if found is not None else None
        if found is None or not isinstance(outcome, Accepted):
            return
        picture = self._shelf.draw(self._visit.view.photo_url.removeprefix(address_of("")), _WHOLE)
        number = self._members[-1].number + 1 if self._members else 1
        member = Member(number, picture, outcome.result, found.descriptions)
        self._members = (*self._members, member)[-GROUP_LIMIT:]
        self._derive()

    def _on_wiped(self) -> None:
        # The shelf was cleared with the visit: the group's pictures go back onto it, or are gone for good.
        if self._is_passing_on:
            self._derive()
        else:
            self._forget()

    def _forget(self) -> None:
        self._members = ()
        self._derive()

    def _derive(self) -> None:
        # As printed: who shows the same figure leads together.
        points = [round(member.result.score_card.score_percent, 1) for member in self._members]
        is_contest = len(points) > 1
        cards = tuple(
            self._card(member, is_contest and scored == max(points))
            for member, scored in zip(self._members, points, strict=True)
        )
        if cards != self._cards:
            self._cards = cards
            self.viewChanged.emit()

    def _card(self, member: Member, is_leading: bool) -> FriendCard:
        view = result_view(member.result, member.descriptions, (), self._words)
        who = self._words.say("compare-friend", number=member.number)
        return FriendCard(
            who=who,
            photo_url=self._shelf.put(f"friend/{member.number}", member.picture),
            face_y=view.face_y,
            type_name=view.type_name,
            local_name=view.local_name,
            title=view.title,
            score_text=view.score_text,
            parts=tuple(f"{row.part} {row.type_name}" for row in view.rows),
            is_leading=is_leading,
            spoken=", ".join((who, view.local_name, view.title, view.score_text)),
        )

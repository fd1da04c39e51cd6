"""What anybody does with a share card: save, copy, print, send, look at the file. The result page's, and a kept
visit's."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.ports import CardContent, CardFormat
from alphamale_desktop.ui.card_file import free_file
from alphamale_desktop.ui.card_printer import CardPrinter, PrintOutcome
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.notice_board import NoticeBoard
from alphamale_desktop.ui.pools import Pools
from alphamale_desktop.ui.result_figures import ResultFigures
from alphamale_desktop.ui.services import BoothServices
from alphamale_desktop.ui.share_targets import ShareTarget, address_of
from alphamale_desktop.ui.words import Words

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ShareState:
    """What became of this result's card.

    Attributes:
        is_busy: A card is being made, or on its way to the printer.
        saved_path: Where it went, empty before.
        saved_language: The language of the saved card.
        prints: How often it went to a printer.
    """

    is_busy: bool = False
    saved_path: str = ""
    saved_language: str = ""
    prints: int = 0


@QmlElement
@QmlUncreatable("built in composition")
class CardActions(ResultFigures):  # type: ignore[operator]  # PySide's stub
    """GUI thread; cards are painted on ``pools.files``. Derive from it, and say in ``card_content`` which card."""

    shareChanged = Signal()

    def __init__(
        self,
        services: BoothServices,
        words: Words,
        board: NoticeBoard,
        pools: Pools,
        printer: CardPrinter,
        is_kiosk: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._words = words
        self._board = board
        self._pools = pools
        self._printer = printer
        self._is_kiosk = is_kiosk
        self._has_printer = False
        self._is_looking = False
        self._share = ShareState()
        self._job: Job | None = None
        self._clipboard_is_ours = False
        self._link = ""
        # A print that ends late must not be counted as the next guest's.
        self._guest = 0

    def card_content(self) -> CardContent | Callable[[], CardContent] | None:
        """The card in front, or what makes it on a worker, where it may block and raise AlphaMaleError; or None."""
        return None

    def set_link(self, link: str) -> None:
        """The card's own web address, as far as there is one that opens from anywhere; empty otherwise."""
        if link != self._link:
            self._link = link
            self.shareChanged.emit()

    @Property(bool, notify=shareChanged)
    def isBusy(self) -> bool:
        return self._share.is_busy

    @Property(str, notify=shareChanged)
    def savedPath(self) -> str:
        return self._share.saved_path

    @Property(bool, notify=shareChanged)
    def hasLink(self) -> bool:
        """There is a web address to share, not only a picture."""
        return bool(self._link)

    @Property(bool, notify=shareChanged)
    def canPrint(self) -> bool:
        """Always on a desktop, which says what is missing; on a kiosk only with a printer."""
        return not self._is_kiosk or self._has_printer

    @Property(bool, notify=shareChanged)
    def mayPrint(self) -> bool:
        """False while a card is made, and on a kiosk after the last allowed copy: a double tap costs no paper."""
        return self.may_print

    @property
    def may_print(self) -> bool:
        return not self._share.is_busy and not (self._is_kiosk and self._share.prints >= self._printer.copies_limit)

    @Slot()
    def save(self) -> None:
        """Writes the card into the Pictures folder and says where; a second press only says where again."""
        if self._share.saved_path and self._share.saved_language == self._words.spoken:
            self._tell_where(Path(self._share.saved_path))
            return
        self._save_then(self._on_saved)

    @Slot()
    def savePost(self) -> None:
        """Writes the card in the format of posts, 1080x1350, beside the other."""
        self._save_then(self._on_saved_post, CardFormat.POST)

    @Slot()
    def copy(self) -> None:
        """Puts the card on the clipboard; it is taken off again when the visit ends."""
        self._with_card(_decoded, self._on_copy)

    @Slot()
    def copyLink(self) -> None:
        if self._link:
            QGuiApplication.clipboard().setText(self._link)
            self._clipboard_is_ours = True
            self._board.tell(self._words.say("share-link-copied"))

    @Slot()
    def reveal(self) -> None:
        """Opens the folder of the saved card."""
        if self._share.saved_path:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._share.saved_path).parent)))

    @Slot()
    def mail(self) -> None:
        """Opens the person's mail program with a letter begun. No program may attach a file that way: the letter gives
        the link, or says where the card was saved."""
        if self._link:
            self._open_mail(self._words.say("share-mail-link", link=self._link))
            return
        self._save_then(self._on_saved_for_mail)

    @Slot(str)
    def openTarget(self, name: str) -> None:
        """Makes the card ready for that network, and opens the network's own page where it has one that helps."""
        target = ShareTarget(name)
        match target:
            case ShareTarget.INSTAGRAM:
                self._save_then(lambda path: self._on_saved_for(target, path), CardFormat.POST)
            case ShareTarget.FACEBOOK if self._link:
                self._browse(address_of(target, "", self._link))
            case _:
                self._with_card(_decoded, lambda picture: self._on_copied_for(target, picture))

    @Slot()
    def printCard(self) -> None:
        """Prints the card where a printer is set up; says so where there is none."""
        if not self.may_print:
            return
        printer = self._printer
        self._with_card(lambda png: _decoded(png) if printer.has_printer() else None, self._on_print)

    def look_for_printer(self) -> None:
        """A kiosk offers printing only where it can be done. One look at a time: a hanging system holds one worker, no
        more."""
        if self._is_looking:
            return
        self._is_looking = True
        job = Job(lambda _: self._printer.has_printer(), self)
        job.succeeded.connect(self._on_looked)
        job.start(self._pools.files)

    def forget_card(self) -> None:
        """The visit ends: what was begun is called off, and the clipboard is emptied if the card is on it."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self._clipboard_is_ours:
            self._clipboard_is_ours = False
            QGuiApplication.clipboard().clear()
        self._link = ""
        self._guest += 1
        self._show_share(ShareState())

    def _save_then(self, on_done: Callable[[Path], None], card_format: CardFormat = CardFormat.STORY) -> None:
        services, name = self._services, self._view.type_name
        when = services.clock.now().astimezone()
        self._with_card(lambda png: _saved(png, services, name, when), on_done, card_format)

    def _with_card(
        self, then: Callable[[bytes], T], on_done: Callable[[T], None], card_format: CardFormat = CardFormat.STORY
    ) -> None:
        content = self.card_content()
        if content is None or self._job is not None:
            return
        painter = self._services.card

        def work() -> T:
            made = content if isinstance(content, CardContent) else content()
            return then(painter.paint(made, card_format))

        self._job = job = Job(lambda _: work(), self)
        job.succeeded.connect(on_done)
        job.failed.connect(self._on_card_failed)
        job.start(self._pools.files)
        self._show_share(replace(self._share, is_busy=True))
        self._board.tell(self._words.say("result-busy"))

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self._on_card_done()
        self._show_share(replace(self._share, saved_path=str(path), saved_language=self._words.spoken))
        self._tell_where(path)

    @Slot(object)
    def _on_saved_post(self, path: Path) -> None:
        self._on_card_done()
        self._tell_where(path)

    @Slot(object)
    def _on_saved_for_mail(self, path: Path) -> None:
        self._on_saved(path)
        self._open_mail(self._words.say("share-mail-file", file=str(path)))

    def _open_mail(self, text: str) -> None:
        self._browse(f"mailto:?subject={quote(self._words.say('share-text'))}&body={quote(text)}")

    def _browse(self, address: str) -> None:
        if not self._services.open_address(address):
            self._board.warn(self._words.say("share-no-program"), self._words.say("share-no-program.hint"))

    def _tell_where(self, path: Path) -> None:
        self._board.tell(
            self._words.say("result-saved", file=path.name),
            self._words.say("result-saved-where", folder=str(path.parent)),
        )

    @Slot(object)
    def _on_copy(self, picture: QImage) -> None:
        self._on_card_done()
        QGuiApplication.clipboard().setImage(picture)
        self._clipboard_is_ours = True
        self._board.tell(self._words.say("result-copied"))

    def _on_copied_for(self, target: ShareTarget, picture: QImage) -> None:
        self._on_copy(picture)
        self._board.tell(self._words.say(f"share-done-{target.value}"))
        if address := address_of(target, self._words.say("share-text"), self._link):
            self._browse(address)

    def _on_saved_for(self, target: ShareTarget, path: Path) -> None:
        self._on_card_done()
        self._board.tell(
            self._words.say(f"share-done-{target.value}"), self._words.say("result-saved-where", folder=str(path))
        )
        self._browse(address_of(target, self._words.say("share-text"), self._link))

    @Slot(object)
    def _on_print(self, picture: QImage | None) -> None:
        if picture is None:
            self._on_card_done()
            self._board.warn(self._words.say("print-none"), self._words.say("print-none.hint"))
            return
        guest = self._guest
        self._printer.print(picture, lambda outcome: self._on_printed(outcome) if guest == self._guest else None)

    def _on_printed(self, outcome: PrintOutcome) -> None:
        self._on_card_done()
        match outcome:
            case PrintOutcome.SENT:
                self._show_share(replace(self._share, prints=self._share.prints + 1))
                self._board.tell(self._words.say("print-sent"))
            case PrintOutcome.REFUSED:
                self._board.warn(self._words.say("print-refused"), self._words.say("print-refused.hint"))
            case PrintOutcome.CALLED_OFF:
                pass
            case PrintOutcome.NOT_NOW:
                self._board.warn(self._words.say("print-not-now"), self._words.say("print-not-now.hint"))

    @Slot(object)
    def _on_card_failed(self, failure: Failure) -> None:
        self._on_card_done()
        self._board.complain(failure)

    @Slot()
    def _on_card_done(self) -> None:
        self._job = None
        self._show_share(replace(self._share, is_busy=False))

    @Slot(object)
    def _on_looked(self, has_printer: bool) -> None:
        self._is_looking = False
        if has_printer != self._has_printer:
            self._has_printer = has_printer
            self.shareChanged.emit()

    def _show_share(self, share: ShareState) -> None:
        if share != self._share:
            self._share = share
            self.shareChanged.emit()


def _saved(png: bytes, services: BoothServices, type_name: str, when: datetime) -> Path:
    file = free_file(services.pictures_folder, type_name, when)
    services.save_card(png, file)
    return file


def _decoded(png: bytes) -> QImage:
    return QImage.fromData(png)

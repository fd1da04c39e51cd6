"""What every further part of a window works with."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from alphamale_desktop.ui.card_printer import CardPrinter
from alphamale_desktop.ui.input_watch import InputWatch
from alphamale_desktop.ui.notice_board import NoticeBoard
from alphamale_desktop.ui.picture_shelf import PictureShelf
from alphamale_desktop.ui.pools import Pools
from alphamale_desktop.ui.shell_model import ShellViewModel
from alphamale_desktop.ui.visit_model import VisitViewModel
from alphamale_desktop.ui.words import Words


@dataclass(frozen=True, slots=True)
class WindowParts:
    """The parts of a window that its fittings and sections work with. GUI thread.

    Attributes:
        root: Parent of what lives as long as the window.
    """

    root: QObject
    shell: ShellViewModel
    visit: VisitViewModel
    words: Words
    board: NoticeBoard
    shelf: PictureShelf
    pools: Pools
    input: InputWatch
    printer: CardPrinter

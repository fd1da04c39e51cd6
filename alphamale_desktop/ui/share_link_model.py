"""The QR code on the result page: a link to the guest's own card, and what has truly become of it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.share_result import LinkState, NoLink, ShareOffer
from alphamale_desktop.domain.consent import is_under_age
from alphamale_desktop.domain.share_link import ShareRoute
from alphamale_desktop.domain.visit import VisitStage
from alphamale_desktop.ui.job import Job
from alphamale_desktop.ui.kept_model import KeptState, KeptViewModel
from alphamale_desktop.ui.picture_shelf import PictureShelf
from alphamale_desktop.ui.pools import Pools
from alphamale_desktop.ui.result_model import ResultViewModel
from alphamale_desktop.ui.services import BoothServices, ShareServices
from alphamale_desktop.ui.visit_model import VisitViewModel
from alphamale_desktop.ui.words import Words

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

T = TypeVar("T")


class LinkStep(StrEnum):
    """HIDDEN: No code for this guest. ASK: He keeps nothing, so the link waits until he asks for it. MAKING: A moment.
    UNREACHABLE: No phone could come now; tried again. SHOWN: The code is there."""

    HIDDEN = "hidden"
    ASK = "ask"
    MAKING = "making"
    UNREACHABLE = "unreachable"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class CodeView:
    """One QR code.

    Attributes:
        modules: How many pixels its picture has on a side: one a module, the quiet zone included.
    """

    url: str
    modules: int
    label: str
    name: str


@dataclass(frozen=True, slots=True)
class ShareLinkView:
    """Attributes:
    is_good: The state is the one that the guest hopes for.
    """

    step: str = LinkStep.HIDDEN.value
    codes: tuple[CodeView, ...] = ()
    state_text: str = ""
    until_text: str = ""
    is_good: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class MadeCodes:
    """What a worker made: the offer, and the pictures of its codes."""

    offer: ShareOffer
    link: QImage
    wifi: QImage | None


@QmlElement
@QmlUncreatable("built in composition")
class ShareLinkViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """GUI thread; links are made, and looked up, on ``pools.files``."""

    viewChanged = Signal()

    def __init__(
        self,
        services: BoothServices,
        visit: VisitViewModel,
        result: ResultViewModel,
        kept: KeptViewModel,
        words: Words,
        shelf: PictureShelf,
        pools: Pools,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._visit = visit
        self._result = result
        self._kept = kept
        self._words = words
        self._shelf = shelf
        self._pools = pools
        self._step = LinkStep.HIDDEN
        self._visit_id: UUID | None = None
        self._made: MadeCodes | None = None
        self._state: LinkState | None = None
        self._job: Job | None = None
        self._turn = 0
        self._view = ShareLinkView()
        self._timer = QTimer(self)
        self._timer.setInterval(services.share.look_ms if services.share is not None else 0)
        self._timer.timeout.connect(self._look)
        kept.viewChanged.connect(self._on_kept)
        visit.wiped.connect(self._forget)
        words.languageChanged.connect(self._derive)

    @property
    def view(self) -> ShareLinkView:
        return self._view

    @Property(bool, notify=viewChanged)
    def isShown(self) -> bool:
        return self._view.step != LinkStep.HIDDEN.value

    @Property(str, notify=viewChanged)
    def step(self) -> str:
        return self._view.step

    @Property("QVariantList", notify=viewChanged)  # type: ignore[arg-type]
    def codes(self) -> list[dict[str, object]]:
        """Maps with url, modules, label and name, in the order in which they are to be read."""
        return [asdict(code) for code in self._view.codes]

    @Property(str, notify=viewChanged)
    def stateText(self) -> str:
        return self._view.state_text

    @Property(str, notify=viewChanged)
    def untilText(self) -> str:
        return self._view.until_text

    @Property(bool, notify=viewChanged)
    def isGood(self) -> bool:
        return self._view.is_good

    def shut_down(self) -> None:
        """Before the pools drain: nothing is begun any more."""
        self._timer.stop()
        self._forget()

    @Slot()
    def ask(self) -> None:
        """The guest keeps nothing here, but wants his card on his phone: it stays in memory for a while."""
        if self._step is LinkStep.ASK:
            self._make()

    def _on_kept(self) -> None:
        match self._kept.view.state:
            case KeptState.ERASING | KeptState.ERASED:
                self._forget()
            case KeptState.KEPT if self._may_begin:
                self._visit_id = self._kept.visit_id
                self._make()
            case KeptState.NOTHING if self._may_begin and self._kept.view.note:
                share = self._services.share
                self._show(LinkStep.ASK if share is not None and share.has_passing else LinkStep.HIDDEN)

    @property
    def _may_begin(self) -> bool:
        """A grown-up guest stands before his result, and nothing was begun for him yet."""
        profile, is_idle = self._visit.visit.entries.profile, self._step in (LinkStep.HIDDEN, LinkStep.ASK)
        if self._services.share is None or profile is None or self._visit.visit.stage is not VisitStage.RESULT:
            return False
        return is_idle and not is_under_age(profile, self._services.clock.now().astimezone().date())

    def _make(self) -> None:
        share, visit_id, language = self._services.share, self._visit_id, self._words.spoken
        content = self._result.card_content() if visit_id is None else None
        if share is None or self._job is not None or (visit_id is None and content is None):
            return

        def work() -> MadeCodes | NoLink:
            if visit_id is not None:
                offer = share.offer_kept(visit_id, language)
            else:
                offer = share.offer_passing(content) if content is not None else NoLink.NOT_KEPT
            return offer if isinstance(offer, NoLink) else _codes_of(offer, share)

        self._run(work, self._on_made)
        self._show(LinkStep.MAKING if self._step is not LinkStep.UNREACHABLE else LinkStep.UNREACHABLE)

    def _on_made(self, made: MadeCodes | NoLink) -> None:
        match made:
            case NoLink.NOT_KEPT:
                share, had_visit = self._services.share, self._visit_id is not None
                self._visit_id = None
                # Kept without its photo, as on a full disk: the card in front can still wait in memory.
                can_pass = had_visit and share is not None and share.has_passing
                self._show(LinkStep.ASK if can_pass else LinkStep.HIDDEN)
                return
            case NoLink.UNREACHABLE:
                self._timer.start()
                self._show(LinkStep.UNREACHABLE)
                return
        self._made = made
        self._state = None
        self._show(LinkStep.SHOWN)
        self._timer.start()
        self._look()

    def _look(self) -> None:
        if self._job is not None:
            return
        if self._step is LinkStep.UNREACHABLE:
            self._make()
            return
        share, made = self._services.share, self._made
        if share is not None and made is not None:
            offer = made.offer
            self._run(lambda: share.state(offer), self._on_state)

    def _on_state(self, state: LinkState) -> None:
        if state is not self._state and self._made is not None:
            self._state = state
            # Only a link that opens from anywhere is worth sending.
            self._result.set_link(self._made.offer.url if state is LinkState.CLOUD_READY else "")
            self._derive()

    def _run(self, work: Callable[[], T], on_done: Callable[[T], None]) -> None:
        # A number, not the job itself: what a signal holds must not hold the job in turn.
        self._turn += 1
        turn = self._turn
        self._job = job = Job(lambda _: work(), self)
        job.succeeded.connect(lambda outcome: self._on_run(turn, on_done, outcome))
        job.failed.connect(lambda _: self._on_failed(turn))
        job.start(self._pools.files)

    def _on_run(self, turn: int, on_done: Callable[[T], None], outcome: T) -> None:
        if turn == self._turn and self._job is not None:
            self._job = None
            on_done(outcome)

    def _on_failed(self, turn: int) -> None:
        """No link, and no promise of one; the card itself is still there."""
        if turn == self._turn and self._job is not None:
            self._job = None
            self._made = None
            self._show(LinkStep.UNREACHABLE)
            self._timer.start()

    def _forget(self) -> None:
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._visit_id = self._made = self._state = None
        self._show(LinkStep.HIDDEN)

    def _show(self, step: LinkStep) -> None:
        self._step = step
        self._derive()

    def _derive(self) -> None:
        view = self._derived()
        if view != self._view:
            self._view = view
            self.viewChanged.emit()

    def _derived(self) -> ShareLinkView:
        made, step = self._made, self._step
        if step is not LinkStep.SHOWN or made is None:
            return ShareLinkView(step.value, state_text=self._step_text())
        state = self._state
        is_open = state not in (LinkState.EXPIRED, LinkState.USED_UP, LinkState.GONE)
        return ShareLinkView(
            step=step.value,
            codes=self._codes(made) if is_open else (),
            state_text=self._words.say(f"link-state-{state.value}") if state is not None else "",
            until_text=self._words.say("link-until", when=self._when(made.offer.expires_at)) if is_open else "",
            is_good=state in (LinkState.LAN_READY, LinkState.CLOUD_READY),
        )

    def _when(self, moment: datetime) -> str:
        local, today = moment.astimezone(), self._services.clock.now().astimezone().date()
        return f"{local:%H:%M}" if local.date() == today else f"{local:%m-%d %H:%M}"

    def _step_text(self) -> str:
        match self._step:
            case LinkStep.MAKING:
                return self._words.say("link-making")
            case LinkStep.UNREACHABLE:
                return self._words.say("link-unreachable")
            case _:
                return ""

    def _codes(self, made: MadeCodes) -> tuple[CodeView, ...]:
        say, share = self._words.say, self._services.share
        url = self._shelf.put(f"qr-link-{made.offer.token.digest[:12]}", made.link)
        if made.wifi is None or share is None or made.offer.route is not ShareRoute.LAN:
            return (CodeView(url, made.link.width(), say("link-scan"), say("link-code")),)
        wifi = self._shelf.put("qr-wifi", made.wifi)
        return (
            CodeView(wifi, made.wifi.width(), say("link-first-wifi", name=share.wifi_name), say("link-wifi-code")),
            CodeView(url, made.link.width(), say("link-then-scan"), say("link-code")),
        )


def _codes_of(offer: ShareOffer, share: ShareServices) -> MadeCodes:
    wifi = QImage.fromData(share.qr(share.wifi_text)) if share.wifi_text else None
    return MadeCodes(offer, QImage.fromData(share.qr(offer.url)), wifi)

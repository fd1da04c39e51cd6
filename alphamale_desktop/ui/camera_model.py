"""The camera page: runs the camera while the page is shown, coaches, counts down and takes the photo."""

import logging
from concurrent.futures import Future
from dataclasses import dataclass, replace

from PySide6.QtCore import Property, QObject, QThreadPool, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from alphamale_desktop.application.camera_port import CameraFrame, CameraState, CameraStatus, Still
from alphamale_desktop.domain.analysis import GateReport
from alphamale_desktop.domain.coaching import Coaching, coach
from alphamale_desktop.domain.errors import AlphaMaleError
from alphamale_desktop.domain.photo import PhotoSource
from alphamale_desktop.domain.visit import VisitStage
from alphamale_desktop.ui.camera_mirror import CameraMirror
from alphamale_desktop.ui.camera_services import CameraServices
from alphamale_desktop.ui.camera_shutter import Shutter, ShutterPhase
from alphamale_desktop.ui.camera_view import CameraView, view_of
from alphamale_desktop.ui.job import Failure, Job
from alphamale_desktop.ui.notice_board import NoticeBoard
from alphamale_desktop.ui.photo_intake import PhotoIntake
from alphamale_desktop.ui.pools import Pools
from alphamale_desktop.ui.services import BoothServices
from alphamale_desktop.ui.visit_model import VisitViewModel
from alphamale_desktop.ui.words import Words

QML_IMPORT_NAME = "AlphaMale.Model"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 40

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Judged:
    """Model 1's answer on a picture of that size."""

    report: GateReport
    width_px: int
    height_px: int


@QmlElement
@QmlUncreatable("built in composition")
class CameraViewModel(QObject):  # type: ignore[operator]  # PySide's stub
    """GUI thread. Frames wait nowhere: a flag says that one is there, and whoever is free takes the newest.

    The camera runs while the camera page, the review of its photo (a retake must not wait for a cold lens) or the
    operator's live test is in front, and at no other time.

    Signals:
        viewChanged: Any property of the view changed.
        stateChanged: The camera's state did.

    Attributes:
        mirror: The preview's picture.
    """

    viewChanged = Signal()
    stateChanged = Signal()
    _frameCame = Signal()
    _statusCame = Signal()
    _stillCame = Signal(object)

    def __init__(
        self,
        services: BoothServices,
        room: CameraServices,
        visit: VisitViewModel,
        words: Words,
        board: NoticeBoard,
        intake: PhotoIntake,
        pools: Pools,
        parent: QObject | None = None,
    ) -> None:
        """``intake`` is the camera's own: what it admits goes to the review."""
        super().__init__(parent)
        self._clock = services.clock
        self._room = room
        self._feed = room.feed
        self._visit = visit
        self._words = words
        self._board = board
        self._intake = intake
        self._pools = pools
        # Opening and closing a camera may take seconds; one thread keeps them in order.
        self._switch = QThreadPool(self)
        self._switch.setMaxThreadCount(1)
        self.mirror = CameraMirror(self)
        self._is_testing = False
        self._is_running = False
        self._frame_waits = False
        self._frame: CameraFrame | None = None
        self._judging: Job | None = None
        self._judged_at_s = float("-inf")
        self._can_judge = True
        self._coaching: Coaching | None = None
        self._shutter = Shutter(room.rules)
        self._accepted_at_s: float | None = None
        self._view = CameraView()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._frameCame.connect(self._on_frame)
        self._statusCame.connect(self._derive)
        self._stillCame.connect(self._on_still)
        intake.admitted.connect(visit.take_photo)
        intake.viewChanged.connect(self._on_intake)
        visit.stageChanged.connect(self._on_stage)
        visit.wiped.connect(self._forget)
        words.languageChanged.connect(self._derive)
        self._unsubscribe = self._feed.subscribe(self._note_status, self._note_frame)

    @property
    def view(self) -> CameraView:
        return self._view

    @property
    def is_running(self) -> bool:
        return self._is_running

    @Property(bool, notify=viewChanged)
    def isLive(self) -> bool:
        return self._view.is_live

    @Property(str, notify=viewChanged)
    def state(self) -> str:
        return self._view.state

    @Property(str, notify=viewChanged)
    def text(self) -> str:
        """What the guest should do, or what the camera waits for."""
        return self._view.text

    @Property(str, notify=viewChanged)
    def hint(self) -> str:
        return self._view.hint

    @Property(str, notify=viewChanged)
    def coaching(self) -> str:
        return self._view.coaching

    @Property(bool, notify=viewChanged)
    def isGood(self) -> bool:
        return self._view.is_good

    @Property(int, notify=viewChanged)
    def count(self) -> int:
        return self._view.count

    @Property(bool, notify=viewChanged)
    def isFlash(self) -> bool:
        return self._view.is_flash

    @Property(bool, notify=viewChanged)
    def isBusy(self) -> bool:
        """The shutter was pressed."""
        return self._view.is_busy

    @Property("double", notify=viewChanged)  # type: ignore[arg-type]
    def steadiness(self) -> float:
        return self._view.steadiness

    @Property(int, notify=viewChanged)
    def secondsLeft(self) -> int:
        return self._view.seconds_left

    @Property(bool, notify=viewChanged)
    def isAutomatic(self) -> bool:
        return self._room.rules.auto_after_s is not None

    @Property(str, notify=viewChanged)
    def reviewText(self) -> str:
        return self._view.review_text

    @Property(str, notify=viewChanged)
    def retakeText(self) -> str:
        return self._view.retake_text

    @Slot()
    def press(self) -> None:
        """The shutter; nothing happens while no picture moves."""
        if self._view.is_live and self._visit.visit.stage is VisitStage.CAMERA:
            self._shutter = self._shutter.pressed(self._clock.monotonic_s())
            self._derive()

    @Slot()
    def callOff(self) -> None:
        """Stops the countdown."""
        if self._shutter.phase is ShutterPhase.COUNTING:
            self._shutter = self._shutter.called_off()
            self._derive()

    @Slot(bool)
    def setTesting(self, is_testing: bool) -> None:
        """An operator looks at the live picture."""
        self._is_testing = is_testing
        self._run_as_needed()

    def set_auto_shutter(self, auto_after_s: float | None) -> None:
        """See ``ShutterRules``; counts from the next photo on."""
        self._room = replace(self._room, rules=replace(self._room.rules, auto_after_s=auto_after_s))
        self._shutter = Shutter(self._room.rules)
        self._derive()

    def shut_down(self) -> None:
        """Stops the camera and waits for it; nothing calls back afterwards."""
        self._timer.stop()
        self._unsubscribe()
        self._drop_judging()
        self._intake.cancel()
        self._switch.clear()
        self._switch.waitForDone()
        self._feed.stop()
        self.mirror.shut_down()

    # The camera's thread.

    def _note_frame(self, _: CameraFrame) -> None:
        if not self._frame_waits:
            self._frame_waits = True
            self._frameCame.emit()

    def _note_status(self, _: CameraStatus) -> None:
        self._statusCame.emit()

    def _note_still(self, still: "Future[Still]") -> None:
        self._stillCame.emit(still)

    # The GUI thread.

    def _on_stage(self) -> None:
        stage = self._visit.visit.stage
        self._shutter = Shutter(self._room.rules)
        self._coaching = None
        self._can_judge = True
        accept_after_s = self._room.accept_after_s
        is_counted = stage is VisitStage.REVIEW and accept_after_s is not None
        self._accepted_at_s = self._clock.monotonic_s() + (accept_after_s or 0.0) if is_counted else None
        if stage is not VisitStage.CAMERA:
            self._drop_judging()
            self._intake.cancel()
        self._run_as_needed()
        self._derive()

    def _run_as_needed(self) -> None:
        stage = self._visit.visit.stage
        is_in_front = stage in (VisitStage.CAMERA, VisitStage.REVIEW)
        should_run = is_in_front or self._is_testing
        if is_in_front:
            self._timer.start()
        else:
            self._timer.stop()
        if should_run == self._is_running:
            return
        self._is_running = should_run
        turn = self._feed.start if should_run else self._feed.stop
        job = Job(lambda _: turn(), self)
        job.failed.connect(self._board.complain)
        job.start(self._switch)
        if not should_run:
            self.mirror.clear()

    def _forget(self) -> None:
        """Nothing of a guest stays."""
        self._frame = None
        self.mirror.clear()

    @Slot()
    def _on_frame(self) -> None:
        self._frame_waits = False
        frame = self._feed.newest
        if frame is None or not self._is_running:
            return
        self._frame = frame
        if self._visit.visit.stage is VisitStage.REVIEW:
            return
        self.mirror.show(frame)
        self._judge(frame)
        if self._shutter.phase is ShutterPhase.FLASH:
            self._tick()

    def _judge(self, frame: CameraFrame) -> None:
        now_s = self._clock.monotonic_s()
        is_due = now_s - self._judged_at_s >= self._room.judge_every_s
        is_wanted = self._visit.visit.stage is VisitStage.CAMERA and self._shutter.phase is ShutterPhase.WAITING
        if self._judging is not None or not (is_due and is_wanted and self._can_judge):
            return
        self._judged_at_s = now_s
        judge, shape = self._room.judge, self.mirror.shape

        def look() -> _Judged:
            # Advice is for what the guest sees: the preview's part of the frame, which is also what is taken.
            shown = frame if shape is None else frame.middle(shape)
            return _Judged(judge(shown), shown.width_px, shown.height_px)

        self._judging = job = Job(lambda _: look(), self)
        job.succeeded.connect(self._on_judged)
        job.failed.connect(self._on_not_judged)
        job.start(self._pools.analysis)

    @Slot(object)
    def _on_judged(self, judged: "_Judged") -> None:
        self._judging = None
        self._coaching = coach(judged.report, judged.width_px, judged.height_px, self._coaching)
        now_s = self._clock.monotonic_s()
        self._shutter = self._shutter.judged(self._coaching is Coaching.GOOD, now_s)
        self._tick()

    @Slot(object)
    def _on_not_judged(self, _: Failure) -> None:
        # Without advice a photo can still be taken; the analysis will say what is wrong with the models.
        self._judging = None
        self._can_judge = False
        self._coaching = None
        self._derive()

    def _drop_judging(self) -> None:
        if self._judging is not None:
            self._judging.cancel()
            self._judging = None

    @Slot()
    def _tick(self) -> None:
        now_s = self._clock.monotonic_s()
        if self._accepted_at_s is not None and now_s >= self._accepted_at_s:
            self._accepted_at_s = None
            self._visit.acceptPhoto()
            return
        before = self._shutter.phase
        if self._visit.visit.stage is VisitStage.CAMERA:
            sequence = self._frame.sequence if self._frame is not None else 0
            self._shutter = self._shutter.ticked(now_s, sequence)
        if self._shutter.phase is ShutterPhase.TAKING and before is not ShutterPhase.TAKING:
            self._feed.capture_still(self.mirror.shape).add_done_callback(self._note_still)
        self._derive()

    @Slot(object)
    def _on_still(self, still: "Future[Still]") -> None:
        if self._shutter.phase is not ShutterPhase.TAKING or still.cancelled():
            return
        match still.exception():
            case None:
                self._intake.take(still.result().jpeg, PhotoSource.CAMERA)
                return
            case AlphaMaleError() as error:
                self._board.complain(Failure(error.code, error.details))
            case error:
                logger.error("the shutter failed", exc_info=error)
                self._board.complain(Failure("unexpected"))
        self._shutter = self._shutter.called_off()
        self._derive()

    @Slot()
    def _on_intake(self) -> None:
        # The photo is there or could not be read: either way the flash is over.
        if not self._intake.property("isBusy") and self._shutter.phase is ShutterPhase.TAKING:
            self._shutter = self._shutter.called_off()
            self._derive()

    @Slot()
    def _derive(self) -> None:
        status = self._feed.status
        if status.state is not CameraState.LIVE:
            self._coaching = None
            self._frame = None
            if self._shutter.phase is not ShutterPhase.TAKING:
                self._shutter = self._shutter.called_off()
        now_s = self._clock.monotonic_s()
        left = self._visit.visit.retakes_left
        view = view_of(status, self._coaching, self._shutter, now_s, self._accepted_at_s, left, self._words.say)
        if view != self._view:
            is_other = view.state != self._view.state
            self._view = view
            self.viewChanged.emit()
            if is_other:
                self.stateChanged.emit()

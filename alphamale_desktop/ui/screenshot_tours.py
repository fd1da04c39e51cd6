"""Walks through every page of a window, in every state worth looking at."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from alphamale_desktop.domain.analysis import UnusableReason
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.photo import PhotoSource
from alphamale_desktop.ui.screenshot_camera import ScreenshotCamera
from alphamale_desktop.ui.shell_model import Look

_SHEET_MS = 320
"""A sheet or a kept result has come, and hears."""


@dataclass(frozen=True, slots=True)
class TourProps:
    """What the tours set behind the window.

    Attributes:
        answer: What the next analysis says.
        hold: Whether analyses wait.
        pass_time: Moves the window's clock on by so many seconds.
        break_down: The program fails twice in a row.
        empty_archive: Answers as if nothing were kept.
    """

    photo: bytes
    answer: Callable[[FaceType | UnusableReason], None]
    hold: Callable[[bool], None]
    pass_time: Callable[[float], None]
    break_down: Callable[[], None]
    empty_archive: Callable[[bool], None]


def desktop_tour(camera: ScreenshotCamera, props: TourProps) -> None:
    """The window on a desktop."""
    camera.go("welcome")
    camera.take("main")
    _tour_form(camera, props)
    for reason in (UnusableReason.TOO_SMALL, UnusableReason.NO_FACE, UnusableReason.NOT_SURE):
        _to_form(camera, props, reason)
        _submit(camera, "unusable")
        camera.take(f"unusable-{reason.value.replace('_', '-')}")
        _home(camera)
    _tour_results(camera, props)
    _tour_friends(camera, props)
    _tour_history(camera, props)
    _tour_camera(camera)
    camera.booth.shell.open("settings")
    camera.go("settings")
    _tour_sections(camera, "settings")
    camera.booth.shell.close()
    camera.go("welcome")
    _tour_looks(camera, props)


def kiosk_tour(camera: ScreenshotCamera, props: TourProps) -> None:
    """The kiosk: what only it has."""
    camera.go("welcome")
    camera.take("attract")
    rooms = camera.booth.rooms
    _tour_camera(camera)
    _to_form(camera, props, FaceType.BETA)
    props.pass_time(61)
    camera.see("stay")
    camera.take("still-there")
    camera.press("stay")
    camera.rest(_SHEET_MS)
    _submit(camera, "result")
    camera.see("qrCode")
    camera.see("linkState")
    camera.take("result")
    camera.booth.shell.change_look(replace(_KIOSK, text_percent=200))
    camera.take("result-large")
    camera.scroll_to_end()
    camera.take("result-large-end")
    camera.booth.shell.change_look(_KIOSK)
    _take_erasing(camera)
    _home(camera)
    if rooms.operator is not None:
        rooms.operator.open()
        camera.rest(_SHEET_MS)
        camera.take("pin")
        for _ in range(2):
            _enter_pin(camera)
        camera.go("operator")
        _tour_sections(camera, "operator")
        _tour_keyboard(camera)
        usual = camera.booth.shell.look
        camera.booth.shell.change_look(replace(usual, text_percent=200))
        _tour_sections(camera, "operator-large")
        camera.booth.shell.change_look(usual)
        rooms.operator.done()
        camera.go("welcome")
    props.break_down()
    camera.go("outOfOrder")
    camera.take("out-of-order")


def _tour_sections(camera: ScreenshotCamera, name: str) -> None:
    """The list, where it stands alone, and every section."""
    sections = camera.booth.rooms.sections
    sections.close()
    camera.rest(_SHEET_MS)
    camera.take(name)
    for section_id in sections.ids:
        sections.open(section_id)
        camera.rest(_SHEET_MS)
        camera.take(f"{name}-{section_id}")


def _tour_keyboard(camera: ScreenshotCamera) -> None:
    """Our own keyboard under a name that is half typed."""
    camera.booth.rooms.sections.open("event")
    camera.rest(_SHEET_MS)
    camera.touch("eventName")
    camera.see("keyDone")
    for key in "ㅎㅐㅇㅅㅏ" if camera.booth.words.spoken == "ko" else "gala":
        camera.press(f"key-{key}")
    camera.rest(_SHEET_MS)
    camera.take("keyboard")
    camera.press("keyDone")
    camera.rest(_SHEET_MS)


def _enter_pin(camera: ScreenshotCamera) -> None:
    operator = camera.booth.rooms.operator
    if operator is None:
        return
    heading = operator.property("heading")
    for digit in "2468":
        operator.key(digit)
    operator.submit()
    camera.wait(
        lambda: (
            not operator.property("isBusy")
            and (operator.property("heading") != heading or not operator.property("isOpen"))
        ),
        "the operator's area",
    )


def _tour_form(camera: ScreenshotCamera, props: TourProps) -> None:
    _bring_photo(camera, props, FaceType.ALPHA)
    camera.take("form-empty")
    camera.press("analyse")
    camera.take("form-missing")
    camera.booth.board.dismiss()
    _fill(camera)
    camera.take("form-filled")
    camera.scroll_to_end()
    camera.take("form-filled-end")
    camera.press("salary")
    camera.rest(_SHEET_MS)
    camera.take("form-salary")
    camera.booth.visit.finish()
    camera.go("welcome")
    props.hold(True)
    _to_form(camera, props, FaceType.ALPHA)
    camera.booth.form.submit()
    camera.go("analysing")
    camera.wait(lambda: camera.booth.visit.property("progress") >= 0.5, "progress")
    camera.rest(_SHEET_MS)
    camera.take("analysing")
    props.hold(False)
    camera.go("result")
    _home(camera)


def _tour_results(camera: ScreenshotCamera, props: TourProps) -> None:
    for face_type in FaceType:
        _to_form(camera, props, face_type)
        _submit(camera, "result")
        camera.take(f"result-{face_type.code}")
        if face_type is FaceType.ALPHA:
            camera.press("resultPhoto")
            camera.take("result-parts")
            camera.press("share")
            camera.rest(_SHEET_MS)
            camera.take("result-share")
            camera.press("shareClose")
            camera.rest(_SHEET_MS)
            _take_erasing(camera)
        _home(camera)


def _take_erasing(camera: ScreenshotCamera) -> None:
    """The question whether to delete, and the page after it; from a result."""
    camera.press("eraseNow")
    camera.rest(_SHEET_MS)
    camera.take("result-erase")
    camera.press("eraseYes")
    camera.wait(lambda: not camera.booth.kept.property("mayErase") and camera.booth.board.notice.text != "", "the end")
    camera.rest(_SHEET_MS)
    camera.take("result-erased")
    camera.booth.board.dismiss()


def _tour_friends(camera: ScreenshotCamera, props: TourProps) -> None:
    group = (FaceType.GAMMA, FaceType.ALPHA, FaceType.BETA, FaceType.OMEGA, FaceType.DELTA, FaceType.BETA)
    for count, face_type in enumerate(group, start=1):
        _to_form(camera, props, face_type)
        _submit(camera, "result")
        camera.booth.shell.open("compare")
        camera.go("compare")
        if count in (1, 2, 4, len(group)):
            camera.take(f"compare-{count}")
        if count < len(group):
            camera.booth.compare.nextFriend()
            camera.go("welcome")
    camera.booth.compare.finish()
    camera.go("welcome")


def _tour_history(camera: ScreenshotCamera, props: TourProps) -> None:
    booth = camera.booth
    booth.shell.open("history")
    camera.go("history")
    camera.see("kept-0")
    camera.take("history")
    booth.history.openRecord(1)
    camera.see("recordBar")
    camera.rest(_SHEET_MS)
    camera.take("history-record")
    camera.press("erase")
    camera.rest(_SHEET_MS)
    camera.take("history-erase")
    camera.press("eraseNo")
    camera.rest(_SHEET_MS)
    booth.record.close()
    camera.press("period-day")
    camera.rest(_SHEET_MS)
    camera.take("history-day")
    camera.press("dayClose")
    camera.rest(_SHEET_MS)
    props.empty_archive(True)
    booth.history.refresh()
    camera.see("told")
    camera.take("history-empty")
    props.empty_archive(False)
    booth.shell.close()
    camera.go("welcome")


def _tour_camera(camera: ScreenshotCamera) -> None:
    room = camera.booth.rooms.camera
    if room is None:
        return
    camera.booth.visit.openCamera()
    camera.go("camera")
    camera.wait(lambda: bool(room.property("isLive")), "a live picture")
    camera.wait(lambda: bool(room.property("isGood")), "good framing")
    camera.take("camera")
    camera.press("shutter")
    camera.wait(lambda: room.property("count") > 0, "the countdown")
    camera.take("camera-countdown")
    camera.go("review")
    camera.take("camera-review")
    camera.booth.visit.finish()
    camera.go("welcome")


def _tour_looks(camera: ScreenshotCamera, props: TourProps) -> None:
    """Letters of twice the size, and high contrast."""
    usual = camera.booth.shell.look
    for name, look in (("large", Look(text_percent=200, has_motion=False)), ("contrast", _CONTRAST)):
        camera.booth.shell.change_look(look)
        camera.take(f"main-{name}")
        _to_form(camera, props, FaceType.GAMMA)
        camera.take(f"form-{name}")
        _submit(camera, "result")
        camera.take(f"result-{name}")
        camera.booth.shell.open("compare")
        camera.go("compare")
        camera.take(f"compare-{name}")
        camera.booth.compare.finish()
        camera.go("welcome")
    camera.booth.shell.change_look(usual)


_KIOSK = Look(is_kiosk=True, has_motion=False)
_CONTRAST = Look(is_high_contrast=True, has_motion=False)


def _bring_photo(camera: ScreenshotCamera, props: TourProps, answer: FaceType | UnusableReason) -> None:
    props.answer(answer)
    camera.booth.intake.take(props.photo, PhotoSource.FILE)
    camera.go("form")


def _fill(camera: ScreenshotCamera) -> None:
    form = camera.booth.form
    form.chooseMbti("ENFP")
    form.turnTo(1998, 11, 10)
    form.tick("analysis")
    form.tick("storage")
    for key in ("4", "2", "0", "0"):
        form.keySalary(key)


def _to_form(camera: ScreenshotCamera, props: TourProps, answer: FaceType | UnusableReason) -> None:
    _bring_photo(camera, props, answer)
    _fill(camera)


def _submit(camera: ScreenshotCamera, page: str) -> None:
    camera.booth.form.submit()
    camera.go(page)


def _home(camera: ScreenshotCamera) -> None:
    camera.booth.visit.finish()
    camera.go("welcome")

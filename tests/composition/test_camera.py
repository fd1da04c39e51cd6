"""The camera that is made when it is first needed."""

import pytest

from alphamale_desktop.application.camera_port import CameraFrame, CameraState, CameraStatus
from alphamale_desktop.composition.camera import FeedOnDemand, open_feed
from alphamale_desktop.domain.errors import CameraNotReadyError
from alphamale_desktop.settings.schema import CameraSettings
from tests.ui.fake_camera import ScriptedFeed


class _Ear:
    def __init__(self) -> None:
        self.states: list[CameraState] = []
        self.frames = 0

    def status(self, status: CameraStatus) -> None:
        self.states.append(status.state)

    def frame(self, _: CameraFrame) -> None:
        self.frames += 1


def test_who_listened_before_hears_the_camera_that_came_later() -> None:
    behind, ear = ScriptedFeed(), _Ear()
    feed = FeedOnDemand(lambda: behind)
    feed.subscribe(ear.status, ear.frame)

    feed.start()
    behind.deliver()

    assert ear.states[-1] is CameraState.LIVE
    assert ear.frames == 1
    assert feed.newest is behind.newest


@pytest.mark.parametrize("begins_first", [True, False])
def test_who_stopped_listening_hears_nothing_more(begins_first: bool) -> None:
    behind, ear = ScriptedFeed(), _Ear()
    feed = FeedOnDemand(lambda: behind)
    end = feed.subscribe(ear.status, ear.frame)

    if begins_first:
        feed.start()
        end()
    else:
        end()
        feed.start()
    behind.deliver()
    end()

    assert ear.frames == 0


def test_a_choice_made_before_counts() -> None:
    behind = ScriptedFeed()
    feed = FeedOnDemand(lambda: behind)

    feed.choose("usb-2")
    feed.start()

    assert behind.chosen == "usb-2"


def test_nothing_is_opened_before_it_is_needed() -> None:
    made: list[ScriptedFeed] = []

    def make() -> ScriptedFeed:
        made.append(ScriptedFeed())
        return made[-1]

    feed = FeedOnDemand(make)
    feed.stop()
    still = feed.capture_still()

    assert feed.status.state is CameraState.STOPPED
    assert isinstance(still.exception(), CameraNotReadyError)
    assert made == []


def test_the_settings_choose_the_camera() -> None:
    feed = open_feed(CameraSettings(source="replay:/nowhere/at/all"))

    assert feed.status.state is CameraState.STOPPED
    assert len(feed.cameras()) == 1

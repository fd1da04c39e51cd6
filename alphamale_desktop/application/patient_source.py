"""Objects that cost the whole processor to make, such as cards, made so that a guest hardly notices."""

import threading

from alphamale_desktop.application.object_store_port import Content, ContentSource
from alphamale_desktop.application.right_of_way import RightOfWay
from alphamale_desktop.domain.delivery import Parcel


class PatientBench:
    """Any thread: of all that is made here one is made at a time, and none is begun while a guest is served.

    Args:
        give_way_s: So long at most one waits for a guest.
    """

    def __init__(self, right_of_way: RightOfWay, give_way_s: float = 10.0) -> None:
        self._right_of_way = right_of_way
        self._give_way_s = give_way_s
        self._lock = threading.Lock()

    def source(self, make: ContentSource) -> ContentSource:
        def patiently(parcel: Parcel) -> Content:
            with self._lock:
                self._right_of_way.give_way(self._give_way_s)
                return make(parcel)

        return patiently

"""Kept visits in memory, behind the window's ``Archive``."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from alphamale_desktop.application.erase_visit import EraseVisit
from alphamale_desktop.application.ports import MediaFile
from alphamale_desktop.domain.celebrity import Celebrity
from alphamale_desktop.domain.consent import Consent, ConsentPurpose
from alphamale_desktop.domain.errors import AlphaMaleError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.profile import Mbti
from alphamale_desktop.domain.stored_visit import HistoryQuery, StoredVisit
from alphamale_desktop.ui.services import Archive
from tests.fakes.clock import FakeClock
from tests.fakes.memory_storage import MemoryMediaStore, MemoryStorage
from tests.ui.fake_services import MODELS, drawn_photo, result_of

STEP = timedelta(hours=5)
"""From one kept visit to the one before."""


@dataclass
class MemoryArchive:
    """Answers from memory and remembers what it was asked.

    Attributes:
        questions: Every query, in order.
        fails_with: When set, every question raises it.
        threads: On which threads it was asked.
    """

    storage: MemoryStorage = field(default_factory=MemoryStorage)
    media: MemoryMediaStore = field(default_factory=MemoryMediaStore)
    questions: list[HistoryQuery] = field(default_factory=list)
    fails_with: AlphaMaleError | None = None
    threads: set[int] = field(default_factory=set)

    def fill(self, count: int, newest: datetime, picture: bytes | None = None) -> list[StoredVisit]:
        """Keeps ``count`` visits of all types in turn, alpha first, each with one photo; newest first."""
        file = self.media.put(picture if picture is not None else drawn_photo(90, 120), "png")
        visits = [self._visit(number, newest - number * STEP, file) for number in range(count)]
        self.storage.visits.update({visit.visit_id: visit for visit in visits})
        return visits

    def archive(self) -> Archive:
        erase = EraseVisit(self.storage.unit_of_work, self.media, FakeClock())
        return Archive(self._find, self.media.get, self._celebrities, erase)

    def _visit(self, number: int, when: datetime, file: MediaFile) -> StoredVisit:
        visit = StoredVisit(
            visit_id=UUID(int=1_000_000 - number),
            result=result_of(list(FaceType)[number % 5]),
            models=MODELS,
            consent=Consent(frozenset({ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE}), when),
            created_at=when,
            expires_at=when + timedelta(days=30),
            created_by="test",
            mbti=Mbti.ENFP,
            birth_date=date(1998, 11, 10),
        )
        return replace(visit, photo_digest=file.digest, photo_suffix=file.suffix, celebrity_ids=(1, 2, 3, 4))

    def _find(self, query: HistoryQuery) -> Sequence[StoredVisit]:
        self.questions.append(query)
        self.threads.add(threading.get_ident())
        if self.fails_with is not None:
            raise self.fails_with
        with self.storage.unit_of_work() as work:
            return work.visits.find(query)

    def _celebrities(self, ids: Sequence[int]) -> tuple[Celebrity, ...]:
        return tuple(Celebrity(each, f"No. {each}", FaceType.ALPHA, each) for each in ids)

"""Brings a kiosk and its fleet's server to the same state, after seconds or after a day without a network."""

import hashlib
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from alphamale_desktop.application.cancel import Cancel
from alphamale_desktop.application.fleet_port import CatalogDump, DueVisit, FleetMember, FleetServer, SharedMark
from alphamale_desktop.application.ports import Clock, MediaFile, MediaStore
from alphamale_desktop.domain.errors import MediaDamagedError, VisitNotFoundError
from alphamale_desktop.domain.fleet_errors import VisitRefusedError
from alphamale_desktop.domain.numbers import CounterName
from alphamale_desktop.domain.stored_visit import StoredVisit

logger = logging.getLogger(__name__)

CATALOG, SETTINGS = "catalog", "settings"
"""What kiosks share beside visits."""

SHARED_EVERY_S = 60.0
"""How often catalog and settings are compared: reading a large catalog takes its time."""

_AT_ONCE = 50
_COUNTERS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class SharedText:
    """Attributes: digest: sha256, in hex."""

    digest: str
    text: str


class SharedSettings(Protocol):
    """The settings that all kiosks of a fleet have in common, as text. One thread at a time."""

    def read(self) -> str: ...

    def write(self, content: str) -> str:
        """Keeps them for the next start, and says how they read now: a newer program may share more than this one
        takes. Raises SettingsMalformedError if they make no sense here."""
        ...


class Count(Protocol):
    def __call__(self, name: CounterName, label: str = "", seconds: float = 0.0) -> None: ...


@dataclass(frozen=True, slots=True)
class Merged:
    """What one merge moved; no personal data.

    Attributes:
        kept, erased: Told to the server.
        gone: Erased here, because somebody erased them elsewhere.
        refused: Visits that the server did not take; they stay here and are tried again.
        pulled: ``"catalog"`` and ``"settings"``, as far as they came from the server.
        pushed: The same, as far as they went there.
        held: Visits that stay here because their guests read of this machine alone; nothing that moved.
        locked: Visits that stay here because the key to their entries is not; nothing that moved.
    """

    kept: int = 0
    erased: int = 0
    gone: int = 0
    refused: int = 0
    pulled: tuple[str, ...] = ()
    pushed: tuple[str, ...] = ()
    held: int = 0
    locked: int = 0

    @property
    def is_empty(self) -> bool:
        return self == Merged(held=self.held, locked=self.locked)


class MergeFleet:
    """One thread at a time; may be stopped and begun again at any point: nothing is lost, nothing comes twice.

    Args:
        erase: Deletes a visit here, photo included; raises VisitNotFoundError.
        count: Notes how long visits took to arrive.
        name: This kiosk's, for people who ask who changed something.
    """

    def __init__(
        self,
        member: FleetMember,
        server: FleetServer,
        settings: SharedSettings | None,
        media: MediaStore,
        erase: Callable[[UUID], None],
        clock: Clock,
        count: Count,
        kiosk_id: UUID,
        name: str,
    ) -> None:
        self._member = member
        self._server = server
        self._settings = settings
        self._media = media
        self._erase = erase
        self._clock = clock
        self._count = count
        self._kiosk_id = kiosk_id
        self._name = name
        self._shared_at_s: float | None = None

    def __call__(self, cancel: Cancel | None = None) -> Merged:
        """Raises StorageError, such as DatabaseUnreachableError, or CancelledByUserError."""
        cancel = cancel or Cancel()
        self._server.open()
        held = self._member.join(self._clock.now())
        # Erasures by others first: what must not be here is not sent either.
        gone = self._erase_here(cancel)
        kept, erased, refused, locked = self._send(cancel)
        self._send_counters(cancel)
        moved = self._share_all()
        self._server.purge(self._clock.now())
        pulled = tuple(key for key, way in moved if way == "pulled")
        pushed = tuple(key for key, way in moved if way == "pushed")
        return Merged(kept, erased, gone, refused, pulled, pushed, held, locked)

    def _erase_here(self, cancel: Cancel) -> int:
        ids, until = self._server.erased_since(self._member.seen_erasures())
        gone = 0
        for visit_id in ids:
            cancel.check()
            try:
                self._erase(visit_id)
            except VisitNotFoundError:
                continue
            gone += 1
        self._member.saw_erasures(until)
        return gone

    def _send(self, cancel: Cancel) -> tuple[int, int, int, int]:
        kept = erased = refused = locked = 0
        after: UUID | None = None
        while due := self._member.due(after, _AT_ONCE):
            cancel.check()
            after = due[-1].visit_id
            here = {visit.visit_id: visit for visit in self._member.visits([d.visit_id for d in due])}
            found = [one for one in due if not one.is_erased and one.visit_id in here]
            # The server's copies are in clear; whose key is lost must not hold up the others.
            to_keep = [one for one in found if not here[one.visit_id].are_entries_locked]
            # Neither here nor erased: it was deleted before it was queued so; there is nothing to tell.
            lost = [one for one in due if not one.is_erased and one.visit_id not in here]
            to_erase = [one for one in due if one.is_erased]
            if to_erase:
                self._server.erase(to_erase, self._kiosk_id)
            arrived = self._keep(to_keep, here)
            self._member.settle([*to_erase, *arrived, *lost])
            kept, erased, refused = kept + len(arrived), erased + len(to_erase), refused + len(to_keep) - len(arrived)
            locked += len(found) - len(to_keep)
        return kept, erased, refused, locked

    def _keep(self, due: Sequence[DueVisit], here: dict[UUID, StoredVisit]) -> list[DueVisit]:
        """Those that arrived. One that the server refuses must not hold up the others."""
        if not due:
            return []
        try:
            self._server.keep([here[one.visit_id] for one in due])
        except VisitRefusedError:
            if len(due) == 1:
                logger.warning("the server refuses a visit")
                return []
            return [arrived for one in due for arrived in self._keep([one], here)]
        now = self._clock.now()
        for one in due:
            self._count(CounterName.DELIVERED, seconds=(now - one.queued_at).total_seconds())
        return list(due)

    def _send_counters(self, cancel: Cancel) -> None:
        while counted := self._member.due_counters(_COUNTERS_AT_ONCE):
            cancel.check()
            self._server.put_counters(self._kiosk_id, counted)
            self._member.settle_counters(counted)
            if len(counted) < _COUNTERS_AT_ONCE:
                return

    def _share_all(self) -> list[tuple[str, str]]:
        now_s = self._clock.monotonic_s()
        if self._shared_at_s is not None and now_s - self._shared_at_s < SHARED_EVERY_S:
            return []
        moved = [(CATALOG, self._share_catalog())]
        if self._settings is not None:
            moved.append((SETTINGS, self._share_settings(self._settings)))
        self._shared_at_s = now_s
        return moved

    def _share_catalog(self) -> str:
        member = self._member

        def read() -> SharedText:
            dump = member.catalog()
            return SharedText(dump.digest, dump.rows)

        def take(theirs: SharedText, ours: SharedText) -> str | None:
            dump = CatalogDump(theirs.digest, theirs.text)
            self._fetch_files(dump)
            return member.replace_catalog(dump, ours.digest)

        def before_push(ours: SharedText) -> None:
            self._send_files(CatalogDump(ours.digest, ours.text))

        return self._share(CATALOG, read, take, before_push)

    def _send_files(self, dump: CatalogDump) -> None:
        """Pictures first: who hears of the catalog finds them there."""
        there = self._server.files()
        for digest in self._member.files_of(dump):
            if digest not in there:
                # A picture that is gone from this disk must not keep the rest from the fleet.
                with suppress(MediaDamagedError):
                    self._server.put_file(digest, self._media.get(MediaFile(digest, "jpg")))

    def _fetch_files(self, dump: CatalogDump) -> None:
        for digest in self._member.files_of(dump):
            if not self._has_file(digest) and (data := self._server.file(digest)) is not None:
                self._media.put(data, "jpg")

    def _has_file(self, digest: str) -> bool:
        try:
            self._media.get(MediaFile(digest, "jpg"))
        except MediaDamagedError:
            return False
        return True

    def _share_settings(self, settings: SharedSettings) -> str:
        def read() -> SharedText:
            text = settings.read()
            return SharedText(_digest_of(text), text)

        def take(theirs: SharedText, _: SharedText) -> str:
            return _digest_of(settings.write(theirs.text))

        return self._share(SETTINGS, read, take, lambda _: None)

    def _share(
        self,
        key: str,
        read: Callable[[], SharedText],
        take: Callable[[SharedText, SharedText], str | None],
        before_push: Callable[[SharedText], None],
    ) -> str:
        """``"pulled"``, ``"pushed"`` or nothing. Where both sides changed, the server's side stands: whoever came back
        first from a broken network has told it.

        Args:
            take: Puts theirs in the place of ours; the digest of what is there then, or None where ours was changed
                since it was read. Taken at that moment: a change that comes right after it must count as one.
        """
        ours, agreed, there = read(), self._member.agreed(key), self._server.shared(key)
        if there is None:
            before_push(ours)
            return self._push(key, None, ours)
        mark, text = there
        if mark.digest == ours.digest:
            if agreed != mark:
                self._member.agree(key, mark)
            return ""
        if agreed is not None and agreed.revision == mark.revision:
            # Another version's text may read differently once it was taken; only what changed since is news.
            if agreed.digest == ours.digest:
                return ""
            before_push(ours)
            return self._push(key, mark, ours)
        if agreed is not None and agreed.digest != ours.digest:
            logger.warning("the %s was changed here and elsewhere; the server's stands", key)
        taken = take(SharedText(mark.digest, text), ours)
        if taken is None:
            # Somebody was editing; the next merge looks again.
            return ""
        self._member.agree(key, SharedMark(mark.revision, taken))
        return "pulled"

    def _push(self, key: str, base: SharedMark | None, ours: SharedText) -> str:
        fresh = self._server.share(key, base, ours.digest, ours.text, self._name)
        if fresh is None:
            # Somebody was quicker; the next merge sees what he did.
            return ""
        self._member.agree(key, fresh)
        return "pushed"


def _digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

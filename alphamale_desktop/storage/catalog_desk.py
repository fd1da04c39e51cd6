"""The catalog's writing side in the database."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Row as ResultRow
from sqlalchemy import Select, and_, bindparam, delete, func, insert, select, update

from alphamale_desktop.domain.catalog_entry import CatalogEntry, CatalogPicture
from alphamale_desktop.domain.celebrity import TypeDescription
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.organiser_errors import CelebrityNotFoundError
from alphamale_desktop.storage.catalog_tables import CelebrityRow, MaleTextRow, PictureRow
from alphamale_desktop.storage.transaction import Transaction
from alphamale_desktop.storage.upsert import insert_into

T = TypeVar("T")

_AT_ONCE = 500
_SUFFIX = "jpg"

_Entry = tuple[CelebrityRow, int | None, str | None, str | None]


class SqlCatalogDesk:
    """Satisfies ``CatalogDesk``. Inside a unit of work only."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def entries(self) -> Sequence[CatalogEntry]:
        """Everybody, by rank."""
        return self._read(_entries().order_by(CelebrityRow.rank))

    def page(self, face_type: FaceType | None, after_rank: int, limit: int) -> Sequence[CatalogEntry]:
        """By rank, beginning behind ``after_rank``."""
        wanted = _entries().where(CelebrityRow.rank > after_rank).order_by(CelebrityRow.rank).limit(limit)
        if face_type is not None:
            wanted = wanted.where(CelebrityRow.male_id == face_type.value)
        return self._read(wanted)

    def entry(self, celebrity_id: int) -> CatalogEntry:
        """Raises CelebrityNotFoundError."""
        found = self._read(_entries().where(CelebrityRow.id == celebrity_id))
        if not found:
            raise CelebrityNotFoundError(who=celebrity_id)
        return found[0]

    def add(self, name: str, face_type: FaceType, name_en: str = "", score: float | None = None) -> int:
        """Behind everybody by rank; returns the id."""
        session = self._transaction.writing
        last = session.scalar(select(func.max(CelebrityRow.rank)))
        person = CelebrityRow(
            male_id=face_type.value,
            position=self._seats(face_type.value),
            rank=1 + (last or 0),
            name=name,
            name_en=name_en,
            score=score,
        )
        session.add(person)
        session.flush()
        return person.id

    def change(self, entry: CatalogEntry) -> None:
        """Name, English name, type and score become the entry's; raises CelebrityNotFoundError."""
        person = self._person(entry.celebrity_id)
        if person.male_id != entry.face_type.value:
            self._leave_seat(person)
            person.male_id, person.position = entry.face_type.value, self._seats(entry.face_type.value)
        person.name, person.name_en, person.score = entry.name, entry.name_en, entry.score
        self._transaction.writing.flush()

    def remove(self, celebrity_id: int) -> None:
        """With the pictures' rows; raises CelebrityNotFoundError."""
        person = self._person(celebrity_id)
        session = self._transaction.writing
        session.execute(delete(PictureRow).where(PictureRow.celebrity_id == celebrity_id))
        self._leave_seat(person)
        session.delete(person)
        session.flush()

    def rerank(self, order: Sequence[int]) -> None:
        """Everybody's ids, best first: ranks become 1 .. n."""
        session = self._transaction.writing
        session.flush()
        # Ranks are unique at every moment, so the old ones step aside before the new ones come.
        aside = 1 + max(len(order), session.scalar(select(func.max(CelebrityRow.rank))) or 0)
        session.execute(update(CelebrityRow).values(rank=CelebrityRow.rank + aside))
        session.expire_all()
        table = CelebrityRow.__table__
        place = update(CelebrityRow).where(table.c.id == bindparam("who")).values(rank=bindparam("place"))
        for chunk in _chunks([{"who": who, "place": rank} for rank, who in enumerate(order, 1)]):
            session.connection().execute(place, chunk)

    def pictures(self, celebrity_id: int) -> Sequence[CatalogPicture]:
        """By position, the portrait first."""
        rows = self._transaction.reading.scalars(
            select(PictureRow).where(PictureRow.celebrity_id == celebrity_id).order_by(PictureRow.position)
        )
        return [CatalogPicture(row.digest, row.thumbnail, row.look, row.width_px, row.height_px) for row in rows]

    def set_pictures(self, celebrity_id: int, pictures: Sequence[CatalogPicture]) -> None:
        """These and no others, in this order."""
        session = self._transaction.writing
        session.flush()
        is_his = PictureRow.celebrity_id == celebrity_id
        added = dict(session.execute(select(PictureRow.digest, PictureRow.added_at).where(is_his)).all())
        session.execute(delete(PictureRow).where(is_his))
        now = datetime.now(UTC)
        rows = [
            {
                "celebrity_id": celebrity_id,
                "position": position,
                "digest": picture.digest,
                "suffix": _SUFFIX,
                "width_px": picture.width_px,
                "height_px": picture.height_px,
                "added_at": added.get(picture.digest, now),
                "thumbnail": picture.thumbnail,
                "look": picture.look,
            }
            for position, picture in enumerate(pictures)
        ]
        for chunk in _chunks(rows):
            session.execute(insert(PictureRow), chunk)

    def describe(self, words: TypeDescription) -> None:
        """The type's words in that language become these."""
        session = self._transaction.writing
        line1, line2, line3 = words.lines
        texts = {"name": words.name, "title": words.title, "line1": line1, "line2": line2, "line3": line3}
        place = {"male_id": words.face_type.value, "language": words.language}
        fresh = insert_into(session, MaleTextRow).values(**place, **texts)
        session.execute(fresh.on_conflict_do_update(index_elements=list(place), set_=texts))
        session.expire_all()

    def owners_of_looks(self, looks: Iterable[str]) -> dict[str, str]:
        """Names of people who have a picture with exactly that perceptual hash, by hash."""
        owners: dict[str, str] = {}
        for chunk in _chunks(list(dict.fromkeys(looks))):
            wanted = (
                select(PictureRow.look, CelebrityRow.name)
                .join(CelebrityRow, CelebrityRow.id == PictureRow.celebrity_id)
                .where(PictureRow.look.in_(chunk))
            )
            owners |= {look: name for look, name in self._transaction.reading.execute(wanted) if look is not None}
        return owners

    def _read(self, wanted: Select[*_Entry]) -> list[CatalogEntry]:
        return [_to_entry(row) for row in self._transaction.reading.execute(wanted)]

    def _person(self, celebrity_id: int) -> CelebrityRow:
        person = self._transaction.writing.get(CelebrityRow, celebrity_id)
        if person is None:
            raise CelebrityNotFoundError(who=celebrity_id)
        return person

    def _seats(self, male_id: int) -> int:
        """How many people a type has: the next free position."""
        last = self._transaction.writing.scalar(
            select(func.max(CelebrityRow.position)).where(CelebrityRow.male_id == male_id)
        )
        return 0 if last is None else last + 1

    def _leave_seat(self, person: CelebrityRow) -> None:
        """Positions stay dense: the last of the type takes the seat."""
        session = self._transaction.writing
        seat, last = person.position, self._seats(person.male_id) - 1
        person.position = last + 1
        session.flush()
        if seat != last:
            session.execute(
                update(CelebrityRow)
                .where(CelebrityRow.male_id == person.male_id, CelebrityRow.position == last)
                .values(position=seat)
            )


def _entries() -> Select[*_Entry]:
    count = (
        select(func.max(PictureRow.position))
        .where(PictureRow.celebrity_id == CelebrityRow.id)
        .correlate(CelebrityRow)
        .scalar_subquery()
    )
    is_portrait = and_(PictureRow.celebrity_id == CelebrityRow.id, PictureRow.position == 0)
    return select(CelebrityRow, count, PictureRow.digest, PictureRow.thumbnail).outerjoin(PictureRow, is_portrait)


def _to_entry(row: ResultRow[*_Entry]) -> CatalogEntry:
    person, last, portrait, thumbnail = row
    return CatalogEntry(
        person.id,
        person.name,
        FaceType(person.male_id),
        person.rank,
        person.name_en,
        person.score,
        0 if last is None else last + 1,
        portrait,
        thumbnail,
    )


def _chunks(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]

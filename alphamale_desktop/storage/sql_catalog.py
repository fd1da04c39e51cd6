"""The celebrity catalog in the database."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Select, and_, func, select

from alphamale_desktop.domain.celebrity import Celebrity, TypeDescription
from alphamale_desktop.domain.errors import CatalogEmptyError
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.storage.catalog_tables import CelebrityRow, MaleTextRow, PictureRow
from alphamale_desktop.storage.transaction import Transaction


class SqlCatalog:
    """Satisfies ``Catalog``. Inside a unit of work only."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def celebrities(self, face_type: FaceType | None = None) -> Sequence[Celebrity]:
        """In survey order; of one type, or of all."""
        wanted = _with_portrait().order_by(CelebrityRow.rank)
        if face_type is not None:
            wanted = wanted.where(CelebrityRow.male_id == face_type.value)
        return self._read(wanted)

    def count(self, face_type: FaceType) -> int:
        """One look-up: positions are dense."""
        last = select(func.max(CelebrityRow.position)).where(CelebrityRow.male_id == face_type.value)
        found = self._transaction.reading.scalars(last).one()
        return 0 if found is None else found + 1

    def at_positions(self, face_type: FaceType, positions: Sequence[int]) -> Sequence[Celebrity]:
        """In the order asked for; positions that no one has are left out."""
        seat = select(CelebrityRow.position, CelebrityRow.id).where(
            CelebrityRow.male_id == face_type.value, CelebrityRow.position.in_(positions)
        )
        ids = dict(self._transaction.reading.execute(seat).all())
        return self.by_ids([ids[position] for position in positions if position in ids])

    def by_ids(self, ids: Sequence[int]) -> Sequence[Celebrity]:
        """In the order of ``ids``; unknown ids are left out."""
        found = {person.celebrity_id: person for person in self._read(_with_portrait().where(CelebrityRow.id.in_(ids)))}
        return [found[celebrity_id] for celebrity_id in ids if celebrity_id in found]

    def shows(self, digest: str) -> bool:
        # One question a column: an index answers each, and neither an OR of them on every engine.
        return any(
            self._transaction.reading.scalar(select(PictureRow.id).where(column == digest).limit(1)) is not None
            for column in (PictureRow.digest, PictureRow.thumbnail)
        )

    def picture_counts(self, ids: Sequence[int]) -> Mapping[int, int]:
        """One look-up a person: positions are dense."""
        last = (
            select(func.max(PictureRow.position))
            .where(PictureRow.celebrity_id == CelebrityRow.id)
            .correlate(CelebrityRow)
            .scalar_subquery()
        )
        found = self._transaction.reading.execute(select(CelebrityRow.id, last).where(CelebrityRow.id.in_(ids)))
        return {celebrity_id: 0 if position is None else position + 1 for celebrity_id, position in found}

    def picture_at(self, celebrity_id: int, position: int) -> str | None:
        """The digest of a person's picture; None where there is none."""
        at = select(PictureRow.digest).where(PictureRow.celebrity_id == celebrity_id, PictureRow.position == position)
        return self._transaction.reading.scalar(at)

    def description(self, face_type: FaceType, language: str) -> TypeDescription:
        """Raises CatalogEmptyError if the type has no words in that language."""
        words = self._transaction.reading.get(MaleTextRow, (face_type.value, language))
        if words is None:
            raise CatalogEmptyError
        lines = (words.line1, words.line2, words.line3)
        return TypeDescription(face_type, language, words.name, words.title, lines)

    def _read(self, wanted: Select[CelebrityRow, str]) -> list[Celebrity]:
        return [_to_celebrity(person, portrait) for person, portrait in self._transaction.reading.execute(wanted)]


def _with_portrait() -> Select[CelebrityRow, str]:
    is_portrait = and_(PictureRow.celebrity_id == CelebrityRow.id, PictureRow.position == 0)
    return select(CelebrityRow, PictureRow.digest).outerjoin(PictureRow, is_portrait)


def _to_celebrity(person: CelebrityRow, portrait: str | None) -> Celebrity:
    return Celebrity(person.id, person.name, FaceType(person.male_id), person.rank, portrait, person.name_en)

"""Fills the catalog with what ships, and never writes over what an organiser made of it.

For each thing that ships, ``seed_tbl`` remembers what was last offered. A thing that still is as it was offered belongs
to the program and follows a newer version; anything else belongs to the organiser. The list of people is one thing:
its ranks depend on one another. Each type's words in each language are another.
"""

from sqlalchemy import Connection, delete, insert, select, update

from alphamale_desktop.domain.celebrity import TypeDescription
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.storage.catalog_seed import CatalogSeed, SeedPerson, digest_of_people, digest_of_words
from alphamale_desktop.storage.catalog_tables import CelebrityRow, MaleTextRow, PictureRow, SeedRow

_PEOPLE_KEY = "celebrities"
_EMPTY_LIST = digest_of_people(())


def is_seeded(connection: Connection, seed: CatalogSeed) -> bool:
    """Whether everything in ``seed`` was offered before."""
    return _wanted(seed).items() <= _offered(connection).items()


def seed_catalog(connection: Connection, seed: CatalogSeed) -> None:
    """Inside a transaction that holds the write lock."""
    offered = _offered(connection)
    _seed_people(connection, seed.people, offered.get(_PEOPLE_KEY))
    for words in seed.words:
        _seed_words(connection, words, offered.get(_words_key(words)))
    for key, digest in _wanted(seed).items():
        if key not in offered:
            connection.execute(insert(SeedRow).values(key=key, digest=digest))
        elif offered[key] != digest:
            connection.execute(update(SeedRow).where(SeedRow.key == key).values(digest=digest))


def _wanted(seed: CatalogSeed) -> dict[str, str]:
    words = {_words_key(words): digest_of_words(words) for words in seed.words}
    return {_PEOPLE_KEY: digest_of_people(seed.people), **words}


def _offered(connection: Connection) -> dict[str, str]:
    return dict(connection.execute(select(SeedRow.key, SeedRow.digest)).all())


def _words_key(words: TypeDescription) -> str:
    return f"words/{words.face_type.code}/{words.language}"


def _seed_people(connection: Connection, people: tuple[SeedPerson, ...], offered: str | None) -> None:
    if digest_of_people(people) == offered or digest_of_people(_present_people(connection)) != (offered or _EMPTY_LIST):
        return
    if connection.scalar(select(PictureRow.id).limit(1)) is not None:
        return
    ids = dict(connection.execute(select(CelebrityRow.name, CelebrityRow.id)).all())
    # Ranks and positions are unique at every moment, so the old ones step aside before the new ones come.
    aside = 1 + max((len(ids), len(people)))
    connection.execute(
        update(CelebrityRow).values(rank=CelebrityRow.rank + aside, position=CelebrityRow.position + aside)
    )
    counts = dict.fromkeys(FaceType, 0)
    newcomers: list[dict[str, int | str]] = []
    for person in people:
        place: dict[str, int | str] = {
            "male_id": person.face_type.value,
            "position": counts[person.face_type],
            "rank": person.rank,
            "name": person.name,
            "name_en": person.name_en,
        }
        counts[person.face_type] += 1
        if person.name in ids:
            connection.execute(update(CelebrityRow).where(CelebrityRow.id == ids.pop(person.name)).values(place))
        else:
            newcomers.append(place)
    if newcomers:
        connection.execute(insert(CelebrityRow), newcomers)
    connection.execute(delete(CelebrityRow).where(CelebrityRow.id.in_(ids.values())))


def _present_people(connection: Connection) -> tuple[SeedPerson, ...]:
    columns = select(CelebrityRow.rank, CelebrityRow.name, CelebrityRow.name_en, CelebrityRow.male_id)
    rows = connection.execute(columns.order_by(CelebrityRow.rank))
    return tuple(SeedPerson(rank, name, name_en, FaceType(male_id)) for rank, name, name_en, male_id in rows)


def _seed_words(connection: Connection, words: TypeDescription, offered: str | None) -> None:
    line1, line2, line3 = words.lines
    texts = {"name": words.name, "title": words.title, "line1": line1, "line2": line2, "line3": line3}
    is_this = (MaleTextRow.male_id == words.face_type.value) & (MaleTextRow.language == words.language)
    present = connection.execute(
        select(MaleTextRow.name, MaleTextRow.title, MaleTextRow.line1, MaleTextRow.line2, MaleTextRow.line3).where(
            is_this
        )
    ).one_or_none()
    if present is None and offered is None:
        place = {"male_id": words.face_type.value, "language": words.language}
        connection.execute(insert(MaleTextRow).values(**place, **texts))
    elif present is not None and offered is not None:
        name, title, *lines = present
        kept = TypeDescription(words.face_type, words.language, name, title, (lines[0], lines[1], lines[2]))
        if digest_of_words(kept) == offered:
            connection.execute(update(MaleTextRow).where(is_this).values(texts))

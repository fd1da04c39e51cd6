"""What all tables share: one metadata in which every constraint has a name that a migration can call it by."""

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass

NAMING = {
    "pk": "pk_%(table_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
}


class Row(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """A row of some table; never leaves this room."""

    metadata = MetaData(naming_convention=NAMING)

"""A guest's entries, MBTI, birth date and salary band, in their row: as they are, or sealed in one column."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date

from alphamale_desktop.domain.privacy_errors import SealKeyMissingError
from alphamale_desktop.domain.profile import Mbti, SalaryBand
from alphamale_desktop.domain.stored_visit import StoredVisit
from alphamale_desktop.storage.vault import Vault
from alphamale_desktop.storage.visit_tables import VisitRow


@dataclass(frozen=True, slots=True)
class RowEntries:
    """Attributes:
    are_locked: They are there, but the key is not.
    """

    mbti: Mbti | None = None
    birth_date: date | None = None
    salary_band: SalaryBand | None = None
    are_locked: bool = False


def entries_of(visit: StoredVisit) -> RowEntries:
    """Raises SealKeyMissingError for a visit whose entries could not be opened: writing it would lose them."""
    if visit.are_entries_locked:
        raise SealKeyMissingError
    return RowEntries(visit.mbti, visit.birth_date, visit.salary_band)


def write_entries(row: VisitRow, entries: RowEntries, vault: Vault) -> None:
    """Seals them where the vault encrypts; raises SealKeyMissingError."""
    values = {
        "mbti": entries.mbti.value if entries.mbti else None,
        "birth_date": entries.birth_date.isoformat() if entries.birth_date else None,
        "salary_band": entries.salary_band.value if entries.salary_band else None,
    }
    if not vault.encrypts or not any(values.values()):
        row.mbti, row.birth_date, row.salary_band = entries.mbti, entries.birth_date, entries.salary_band
        row.sealed_entries = None
        return
    row.mbti = row.birth_date = row.salary_band = None
    sealed = vault.seal(json.dumps(values).encode(), str(row.id))
    row.sealed_entries = base64.b64encode(sealed).decode("ascii")


def read_entries(row: VisitRow, vault: Vault) -> RowEntries:
    """Raises ValueError if the sealed column was changed by hand."""
    if row.sealed_entries is None:
        return RowEntries(row.mbti, row.birth_date, row.salary_band)
    try:
        values = json.loads(vault.open(base64.b64decode(row.sealed_entries, validate=True), str(row.id)))
    except SealKeyMissingError:
        # Whoever deletes or lists visits must not need the key.
        return RowEntries(are_locked=True)
    except binascii.Error as error:
        raise ValueError("sealed entries are no base64") from error
    mbti, birth_date, salary_band = (values.get(name) for name in ("mbti", "birth_date", "salary_band"))
    return RowEntries(
        Mbti(mbti) if mbti else None,
        date.fromisoformat(birth_date) if birth_date else None,
        SalaryBand(salary_band) if salary_band else None,
    )

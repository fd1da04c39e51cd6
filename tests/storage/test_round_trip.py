"""Any visit that the domain allows survives its way through the tables."""

from hypothesis import HealthCheck, given, settings

from alphamale_desktop.domain.stored_visit import StoredVisit
from alphamale_desktop.storage.database import Database
from tests.storage.samples import stored_visits


@given(kept=stored_visits())
# The database is the same for all examples; each takes its own visit back out.
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_visit_loses_nothing(database: Database, kept: StoredVisit) -> None:
    with database.unit_of_work() as unit:
        unit.visits.add(kept)
        unit.commit()

    with database.unit_of_work() as unit:
        read = unit.visits.get(kept.visit_id)
        unit.visits.delete(kept.visit_id)
        unit.commit()
    assert read == kept

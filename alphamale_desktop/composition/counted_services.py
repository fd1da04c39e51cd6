"""The window's services, with what they do counted."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import ParamSpec, TypeVar
from uuid import UUID

from alphamale_desktop.application.keep_visit import VisitToKeep
from alphamale_desktop.application.tally import Tally
from alphamale_desktop.domain.errors import AlphaMaleError, CancelledByUserError, PhotoError
from alphamale_desktop.domain.numbers import CounterName
from alphamale_desktop.ui.services import Archive, BoothServices

Given = ParamSpec("Given")
Made = TypeVar("Made")


def counted(services: BoothServices, tally: Tally) -> BoothServices:
    """The same services; kept and erased results and the program's own failures are counted."""

    def keep(visit: VisitToKeep) -> UUID | None:
        visit_id = services.keep(visit)
        if visit_id is not None:
            tally.count(CounterName.KEPT)
        return visit_id

    return replace(
        services,
        load_models=_failures(services.load_models, tally),
        analyse=_failures(services.analyse, tally),
        keep=_failures(keep, tally),
        archive=None if services.archive is None else _counted_archive(services.archive, tally),
    )


def _counted_archive(archive: Archive, tally: Tally) -> Archive:
    def erase(visit_id: UUID) -> None:
        archive.erase(visit_id)
        tally.count(CounterName.ERASED)

    return replace(archive, erase=erase)


def _failures(work: Callable[Given, Made], tally: Tally) -> Callable[Given, Made]:
    """A guest's bad photo and a cancelled analysis are no failures of the program."""

    @wraps(work)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        try:
            return work(*args, **kwargs)
        except (PhotoError, CancelledByUserError):
            raise
        except Exception as error:
            tally.count(CounterName.FAILURE, error.code if isinstance(error, AlphaMaleError) else "unexpected")
            raise

    return run

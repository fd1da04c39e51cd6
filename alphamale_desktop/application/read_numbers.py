"""Adds counters up to what an organiser wants to know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.numbers import Counted, CounterName


@dataclass(frozen=True, slots=True)
class Lasting:
    """Attributes: mean_s: Of all ``count`` together."""

    count: int
    mean_s: float


@dataclass(frozen=True, slots=True)
class TypeShare:
    """One type among the results, beside its share of the survey."""

    face_type: FaceType
    count: int
    percent: float
    survey_percent: float


@dataclass(frozen=True, slots=True)
class Numbers:
    """What happened between two moments, on one kiosk or on all.

    Attributes:
        kiosks: How many counted anything.
        per_hour: Guests by hour (aware UTC), in order, without the hours in which nobody came.
        steps, analysis: By page of the visit, by step of the analysis.
        arrival: How long kept visits took to reach the server; None where none did.
    """

    since: datetime
    until: datetime
    kiosks: int
    visits: int
    finished: int
    left: int
    photos: int
    retakes: int
    kept: int
    erased: int
    per_hour: tuple[tuple[datetime, int], ...]
    types: tuple[TypeShare, ...]
    unusable: Mapping[str, int]
    left_at: Mapping[str, int]
    steps: Mapping[str, Lasting]
    analysis: Mapping[str, Lasting]
    failures: Mapping[str, int]
    arrival: Lasting | None


def numbers_of(counted: Iterable[Counted], since: datetime, until: datetime, kiosks: int = 1) -> Numbers:
    """Adds up what lies between the two moments; pure."""
    inside = [one for one in counted if since <= one.hour < until]
    totals = {name: sum(one.count for one in inside if one.name is name) for name in CounterName}
    arrivals = _lasting(inside, CounterName.DELIVERED)
    return Numbers(
        since=since,
        until=until,
        kiosks=kiosks,
        visits=totals[CounterName.VISIT],
        finished=totals[CounterName.FINISHED],
        left=totals[CounterName.LEFT],
        photos=totals[CounterName.PHOTO],
        retakes=totals[CounterName.RETAKE],
        kept=totals[CounterName.KEPT],
        erased=totals[CounterName.ERASED],
        per_hour=_per_hour(inside),
        types=_types(inside),
        unusable=_by_label(inside, CounterName.UNUSABLE),
        left_at=_by_label(inside, CounterName.LEFT),
        steps=_lasting(inside, CounterName.STEP),
        analysis=_lasting(inside, CounterName.ANALYSIS),
        failures=_by_label(inside, CounterName.FAILURE),
        arrival=arrivals.get(""),
    )


def _per_hour(counted: Iterable[Counted]) -> tuple[tuple[datetime, int], ...]:
    hours: dict[datetime, int] = {}
    for one in counted:
        if one.name is CounterName.VISIT:
            hours[one.hour] = hours.get(one.hour, 0) + one.count
    return tuple(sorted(hours.items()))


def _types(counted: Iterable[Counted]) -> tuple[TypeShare, ...]:
    counts = _by_label(counted, CounterName.TYPE)
    total = sum(counts.get(face_type.code, 0) for face_type in FaceType)
    return tuple(
        TypeShare(
            face_type,
            counts.get(face_type.code, 0),
            100 * counts.get(face_type.code, 0) / total if total else 0.0,
            face_type.survey_share_percent,
        )
        for face_type in FaceType
    )


def _by_label(counted: Iterable[Counted], name: CounterName) -> dict[str, int]:
    """The most frequent first."""
    counts: dict[str, int] = {}
    for one in counted:
        if one.name is name:
            counts[one.label] = counts.get(one.label, 0) + one.count
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _lasting(counted: Iterable[Counted], name: CounterName) -> dict[str, Lasting]:
    sums: dict[str, tuple[int, float]] = {}
    for one in counted:
        if one.name is name:
            count, total_s = sums.get(one.label, (0, 0.0))
            sums[one.label] = (count + one.count, total_s + one.total_s)
    return {label: Lasting(count, total_s / count) for label, (count, total_s) in sums.items() if count}

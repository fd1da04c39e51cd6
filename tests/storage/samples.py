"""Visits and catalogs to keep: one by hand, and any that the domain allows."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from hypothesis import strategies as st

from alphamale_desktop.domain.analysis import AnalysisResult, ModelVersion
from alphamale_desktop.domain.consent import Consent, ConsentPurpose
from alphamale_desktop.domain.consent_wording import ConsentWording
from alphamale_desktop.domain.detection import Box, PartDetection, TypeDistribution
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.profile import Mbti, SalaryBand
from alphamale_desktop.domain.scoring import ScoreCard, ScoreLine, score_card_of_parts
from alphamale_desktop.domain.stored_visit import StoredVisit
from tests.fakes.clock import NOON

SHIPPED_CATALOG = Path(__file__).resolve().parents[2] / "resources" / "catalog"
DIGEST = "5e" * 32


def visit(
    visit_id: UUID,
    face_type: FaceType = FaceType.BETA,
    created_at: datetime = NOON,
    photo_digest: str | None = DIGEST,
) -> StoredVisit:
    """A whole visit of a type, with everything that a guest can leave."""
    parts = tuple(
        PartDetection(part, Box(10.5, 20, 110.25, 220), 0.99, face_type.original_grade - 0.05, _certain_of(face_type))
        for part in FacePart
    )
    result = AnalysisResult(score_card_of_parts(parts), parts, _certain_of(face_type), 1920, 1080)
    purposes = frozenset({ConsentPurpose.ANALYSIS, ConsentPurpose.STORAGE, ConsentPurpose.UPLOAD})
    return StoredVisit(
        visit_id=visit_id,
        result=result,
        models=(ModelVersion("gate", "1.0.0"), ModelVersion("typer", "2.1.0")),
        consent=Consent(purposes, created_at, ConsentWording("ko", is_linked=True).version),
        created_at=created_at,
        expires_at=created_at + timedelta(days=30),
        created_by="kiosk-1",
        mbti=Mbti.ESTJ,
        birth_date=date(1998, 11, 10),
        salary_band=SalaryBand.FROM_3600,
        photo_digest=photo_digest,
        photo_suffix="jpg" if photo_digest else None,
        celebrity_ids=(24, 31, 28, 47),
    )


def _certain_of(face_type: FaceType) -> TypeDistribution:
    shares = [0.05] * 5
    shares[face_type.value - 1] = 0.8
    return TypeDistribution((shares[0], shares[1], shares[2], shares[3], shares[4]))


_shares = st.floats(0, 1)
_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
_moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.sampled_from([UTC]))  # noqa: DTZ001
_pixels = st.floats(-1e6, 1e6)


@st.composite
def _distributions(draw: st.DrawFn) -> TypeDistribution:
    weights = draw(st.lists(st.integers(0, 1_000), min_size=5, max_size=5).filter(any))
    alpha, beta, gamma, delta, omega = (weight / sum(weights) for weight in weights)
    return TypeDistribution((alpha, beta, gamma, delta, omega))


@st.composite
def _boxes(draw: st.DrawFn) -> Box:
    x0, y0 = draw(_pixels), draw(_pixels)
    return Box(x0, y0, x0 + draw(st.floats(0.01, 1e5)), y0 + draw(st.floats(0.01, 1e5)))


_parts = st.builds(PartDetection, st.sampled_from(FacePart), _boxes(), _shares, _shares, _distributions())


@st.composite
def _results(draw: st.DrawFn) -> AnalysisResult:
    card = ScoreCard(
        (
            ScoreLine(FacePart.WHOLE, draw(_shares)),
            ScoreLine(FacePart.UPPER, draw(_shares)),
            ScoreLine(FacePart.LOWER, draw(_shares)),
        )
    )
    parts = tuple(draw(st.lists(_parts, max_size=3)))
    side = st.integers(1, 30_000)
    return AnalysisResult(card, parts, draw(_distributions()), draw(side), draw(side))


@st.composite
def _consents(draw: st.DrawFn) -> Consent:
    purposes = draw(st.frozensets(st.sampled_from(ConsentPurpose)))
    if ConsentPurpose.STORAGE not in purposes:
        purposes &= {ConsentPurpose.ANALYSIS}
    return Consent(purposes, draw(_moments), draw(_texts))


@st.composite
def stored_visits(draw: st.DrawFn) -> StoredVisit:
    """Any visit that the domain allows."""
    created_at = draw(_moments)
    digest = draw(st.none() | st.binary(min_size=32, max_size=32).map(bytes.hex))
    return StoredVisit(
        visit_id=draw(st.uuids(version=4)),
        result=draw(_results()),
        models=tuple(draw(st.lists(st.builds(ModelVersion, _texts, _texts), max_size=3))),
        consent=draw(_consents()),
        created_at=created_at,
        expires_at=created_at + draw(st.timedeltas(timedelta(seconds=1), timedelta(days=3_650))),
        created_by=draw(_texts),
        mbti=draw(st.none() | st.sampled_from(Mbti)),
        birth_date=draw(st.none() | st.dates(date(1900, 1, 1), date(2026, 11, 23))),
        salary_band=draw(st.none() | st.sampled_from(SalaryBand)),
        photo_digest=digest,
        photo_suffix=None if digest is None else draw(st.sampled_from(["jpg", "png", "heic"])),
        celebrity_ids=tuple(draw(st.lists(st.integers(1, 2_000_000_000), max_size=4))),
    )

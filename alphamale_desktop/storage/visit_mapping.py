"""Between a visit of the domain and its rows, without loss either way."""

from collections.abc import Iterable

from alphamale_desktop.domain.analysis import AnalysisResult, ModelVersion
from alphamale_desktop.domain.consent import Consent, ConsentPurpose
from alphamale_desktop.domain.detection import Box, PartDetection, TypeDistribution
from alphamale_desktop.domain.face_part import FacePart
from alphamale_desktop.domain.scoring import ScoreCard, ScoreLine
from alphamale_desktop.domain.stored_visit import StoredVisit
from alphamale_desktop.storage.sealed_entries import entries_of, read_entries, write_entries
from alphamale_desktop.storage.vault import Vault
from alphamale_desktop.storage.visit_tables import VisitCelebrityRow, VisitModelRow, VisitPartRow, VisitRow


def to_row(visit: StoredVisit, vault: Vault) -> VisitRow:
    """Raises SealKeyMissingError where entries are to be sealed, or could not be opened when they were read."""
    entries = entries_of(visit)
    result = visit.result
    whole, upper, lower = result.score_card.lines
    p_alpha, p_beta, p_gamma, p_delta, p_omega = result.distribution.probabilities
    row = VisitRow(
        id=visit.visit_id,
        created_at=visit.created_at,
        created_by=visit.created_by,
        expires_at=visit.expires_at,
        mbti=None,
        birth_date=None,
        salary_band=None,
        sealed_entries=None,
        consent_version=visit.consent.version,
        consent_given_at=visit.consent.given_at,
        may_analyse=visit.consent.allows(ConsentPurpose.ANALYSIS),
        may_store=visit.consent.allows(ConsentPurpose.STORAGE),
        may_upload=visit.consent.allows(ConsentPurpose.UPLOAD),
        may_promote=visit.consent.allows(ConsentPurpose.PROMOTION),
        photo_digest=visit.photo_digest,
        photo_suffix=visit.photo_suffix,
        width_px=result.width_px,
        height_px=result.height_px,
        male_id=result.face_type.value,
        score_percent=result.score_card.score_percent,
        whole_grade=whole.grade,
        upper_grade=upper.grade,
        lower_grade=lower.grade,
        p_alpha=p_alpha,
        p_beta=p_beta,
        p_gamma=p_gamma,
        p_delta=p_delta,
        p_omega=p_omega,
        parts=list(_part_rows(result.parts)),
        models=[
            VisitModelRow(position=position, name=model.name, version=model.version)
            for position, model in enumerate(visit.models)
        ],
        celebrities=[
            VisitCelebrityRow(position=position, celebrity_id=celebrity_id)
            for position, celebrity_id in enumerate(visit.celebrity_ids)
        ],
    )
    write_entries(row, entries, vault)
    return row


def to_visit(row: VisitRow, vault: Vault) -> StoredVisit:
    """Raises ValueError if the row was changed by hand into something that cannot be."""
    entries = read_entries(row, vault)
    return StoredVisit(
        visit_id=row.id,
        result=_result(row),
        models=tuple(ModelVersion(model.name, model.version) for model in row.models),
        consent=_consent(row),
        created_at=row.created_at,
        expires_at=row.expires_at,
        created_by=row.created_by,
        mbti=entries.mbti,
        birth_date=entries.birth_date,
        salary_band=entries.salary_band,
        are_entries_locked=entries.are_locked,
        photo_digest=row.photo_digest,
        photo_suffix=row.photo_suffix,
        celebrity_ids=tuple(shown.celebrity_id for shown in row.celebrities),
    )


def _result(row: VisitRow) -> AnalysisResult:
    lines = (
        ScoreLine(FacePart.WHOLE, row.whole_grade),
        ScoreLine(FacePart.UPPER, row.upper_grade),
        ScoreLine(FacePart.LOWER, row.lower_grade),
    )
    parts = tuple(_part(part) for part in row.parts)
    return AnalysisResult(ScoreCard(lines), parts, _distribution(row), row.width_px, row.height_px)


def _consent(row: VisitRow) -> Consent:
    ticks = (
        (ConsentPurpose.ANALYSIS, row.may_analyse),
        (ConsentPurpose.STORAGE, row.may_store),
        (ConsentPurpose.UPLOAD, row.may_upload),
        (ConsentPurpose.PROMOTION, row.may_promote),
    )
    agreed = frozenset(purpose for purpose, is_ticked in ticks if is_ticked)
    return Consent(agreed, row.consent_given_at, row.consent_version)


def _part_rows(parts: Iterable[PartDetection]) -> Iterable[VisitPartRow]:
    for position, found in enumerate(parts):
        p_alpha, p_beta, p_gamma, p_delta, p_omega = found.distribution.probabilities
        yield VisitPartRow(
            position=position,
            part=found.part.value,
            x0_px=found.box.x0,
            y0_px=found.box.y0,
            x1_px=found.box.x1,
            y1_px=found.box.y1,
            confidence=found.confidence,
            grade=found.grade,
            p_alpha=p_alpha,
            p_beta=p_beta,
            p_gamma=p_gamma,
            p_delta=p_delta,
            p_omega=p_omega,
        )


def _part(row: VisitPartRow) -> PartDetection:
    box = Box(row.x0_px, row.y0_px, row.x1_px, row.y1_px)
    return PartDetection(FacePart(row.part), box, row.confidence, row.grade, _distribution(row))


def _distribution(row: VisitRow | VisitPartRow) -> TypeDistribution:
    return TypeDistribution((row.p_alpha, row.p_beta, row.p_gamma, row.p_delta, row.p_omega))

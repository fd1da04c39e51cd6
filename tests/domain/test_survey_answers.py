import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.survey import head_counts
from alphamale_desktop.domain.survey_answers import SurveyAnswers, Tie, rank_people

cells = st.one_of(st.none(), st.integers(1, 5).map(float))
surveys = st.integers(1, 8).flatmap(
    lambda width: st.lists(st.lists(cells, min_size=width, max_size=width).map(tuple), max_size=12).map(
        lambda rows: SurveyAnswers(tuple(f"p{n}" for n in range(width)), tuple(rows))
    )
)


def test_people_are_ranked_by_the_mean_of_what_they_got() -> None:
    answers = SurveyAnswers(("A", "B", "C"), ((1.0, 5.0, 3.0), (3.0, None, 4.0)))

    ranking = rank_people(answers)

    assert [(each.rank, each.person, each.score, each.answers) for each in ranking.people] == [
        (1, "B", 5.0, 1),
        (2, "C", 3.5, 2),
        (3, "A", 2.0, 2),
    ]
    assert ranking.people[2].spread == pytest.approx(math.sqrt(2))


def test_of_equal_scores_the_one_with_more_answers_goes_first() -> None:
    answers = SurveyAnswers(("A", "B"), ((4.0, 4.0), (None, 4.0)))

    assert [each.person for each in rank_people(answers).people] == ["B", "A"]


def test_who_got_no_answer_has_no_place() -> None:
    ranking = rank_people(SurveyAnswers(("A", "B"), ((4.0, None),)))

    assert [each.person for each in ranking.people] == ["A"]
    assert ranking.unrated == ("B",)


def test_equal_scores_on_two_sides_of_a_border_are_told() -> None:
    answers = SurveyAnswers(("A", "B", "C"), ((5.0, 5.0, 1.0),))

    ranking = rank_people(answers, dict.fromkeys(FaceType, 20.0))

    assert ranking.ties == (Tie("A", "B"),)


@given(surveys)
def test_a_ranking_holds_everybody_once_best_first_and_keeps_the_head_counts(answers: SurveyAnswers) -> None:
    ranking = rank_people(answers)

    scores = [each.score for each in ranking.people]
    assert sorted([each.person for each in ranking.people] + list(ranking.unrated)) == sorted(answers.people)
    assert all(one >= other - 1e-9 for one, other in pairwise(scores))
    assert ranking.counts == head_counts(len(ranking.people))
    assert [each.rank for each in ranking.people] == list(range(1, len(scores) + 1))


@pytest.mark.parametrize("rows", [((1.0,),), ((1.0, math.nan),), ((1.0, math.inf),)])
def test_answers_that_are_none_are_refused(rows: tuple[tuple[float, ...], ...]) -> None:
    with pytest.raises(ValueError, match="want"):
        SurveyAnswers(("A", "B"), rows)


def test_a_person_stands_in_the_answers_once() -> None:
    with pytest.raises(ValueError, match="once"):
        SurveyAnswers(("A", "A"), ((1.0, 2.0),))

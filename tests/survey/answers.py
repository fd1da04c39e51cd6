"""Made surveys, as the programs that export them write them."""

import random
from collections.abc import Sequence

PEOPLE = ("차은우", "원빈", "유재석", "염따", "오지헌")


def google_form(people: Sequence[str] = PEOPLE, respondents: int = 12, seed: int = 3) -> str:
    """A grid question with an age question before it; the first people are liked best."""
    chance = random.Random(seed)
    header = ["타임스탬프", "성별", "나이", *(f"얼굴 점수를 매겨 주세요 [{name}]" for name in people)]
    lines = [",".join(f'"{cell}"' for cell in header)]
    for number in range(respondents):
        scores = [
            min(5, max(1, round(5 - 4 * place / max(len(people) - 1, 1) + chance.gauss(0, 0.5))))
            for place in range(len(people))
        ]
        row = [
            f"2022/11/07 1:{number % 60:02} PM GMT+9",
            chance.choice("남여"),
            str(20 + number % 9),
            *map(str, scores),
        ]
        lines.append(",".join(f'"{cell}"' for cell in row))
    return "\n".join(lines) + "\n"


def as_long(people: Sequence[str] = PEOPLE, respondents: int = 6) -> str:
    """One answer a line; everybody gives the same scores, 5 to the first, less to each next."""
    lines = ["respondent,person,score"]
    lines += [f"r{n},{name},{10 - place}" for n in range(respondents) for place, name in enumerate(people)]
    return "\n".join(lines) + "\n"

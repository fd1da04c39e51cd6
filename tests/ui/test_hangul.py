"""Composing Hangul from keys."""

import unicodedata

import pytest

from alphamale_desktop.ui.hangul import Syllable, is_jamo

_TABLE = [
    ("ㅎㅏㄴ", "한"),
    ("ㅎㅏㄴㄱㅡㄹ", "한글"),
    ("ㅎㅏㄴㅏ", "하나"),
    ("ㄱㅏㅂㅅ", "값"),
    ("ㄱㅏㅂㅅㅣ", "갑시"),
    ("ㄷㅏㄹㄱㅇㅣ", "닭이"),
    ("ㄷㅏㄹㄱㅣ", "달기"),
    ("ㅁㅏㄴㅎㅇㅏ", "많아"),
    ("ㅇㅚㄱㅜㄱ", "외국"),
    ("ㅇㅗㅣㄱㅜㄱ", "외국"),
    ("ㅇㅗㅐ", "왜"),
    ("ㅇㅜㅓㄴ", "원"),
    ("ㅇㅜㅔㅂ", "웹"),
    ("ㅇㅡㅣㅅㅏ", "의사"),
    ("ㅇㅜㅣㅎㅓㅁ", "위험"),
    ("ㅃㅏㄹㄹㅣ", "빨리"),
    ("ㅇㅣㅆㅏ", "이싸"),
    ("ㅇㅣㅆㄷㅏ", "있다"),
    ("ㅂㅏㄲ", "밖"),
    ("ㅂㅏㄲㅇㅔ", "밖에"),
    ("ㅂㅏㄲㅔ", "바께"),
    ("ㅂㅏㄸㅏ", "바따"),
    ("ㅋㅋㅋ", "ㅋㅋㅋ"),
    ("ㄱㅅ", "ㄱㅅ"),
    ("ㅠㅠ", "ㅠㅠ"),
    ("ㅗㅏ", "ㅘ"),
    ("ㅏㄴ", "ㅏㄴ"),
    ("ㄱㅏㅏ", "가ㅏ"),
    ("ㅇㅑㅖ", "야ㅖ"),
    ("ㅅㅏㅁㅅㅓㅇ", "삼성"),
    ("ㅇㅓㄹㄱㅜㄹ", "얼굴"),
    ("ㅎㅐㅇㅅㅏ", "행사"),
    ("ㅇㅏㄶㅏ", "안하"),
]


def _typed(keys: str) -> tuple[str, Syllable]:
    done, syllable = "", Syllable()
    for key in keys:
        finished, syllable = syllable.typed(key)
        done += finished
    return done, syllable


@pytest.mark.parametrize(("keys", "wanted"), _TABLE)
def test_keys_become_syllables(keys: str, wanted: str) -> None:
    done, syllable = _typed(keys.replace("ㄶ", "ㄴㅎ"))

    assert done + syllable.text == wanted


@pytest.mark.parametrize(
    ("keys", "steps"),
    [
        ("ㅎㅏㄴ", ["하", "ㅎ", ""]),
        ("ㄱㅏㅂㅅ", ["갑", "가", "ㄱ", ""]),
        ("ㅇㅗㅐ", ["오", "ㅇ", ""]),
        ("ㅇㅗㅐㄴ", ["왜", "오", "ㅇ", ""]),
        ("ㅂㅏㄲ", ["바", "ㅂ", ""]),
        ("ㅗㅏ", ["ㅗ", ""]),
    ],
)
def test_backspace_takes_back_one_key_at_a_time(keys: str, steps: list[str]) -> None:
    _, syllable = _typed(keys)
    seen: list[str] = []

    for _ in steps:
        syllable = syllable.erased()
        seen.append(syllable.text)

    assert seen == steps


def test_every_syllable_stands_where_unicode_has_it() -> None:
    wrong = []
    for code in range(0xAC00, 0xD7A4):
        initial, medial, final = (
            "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"[(code - 0xAC00) // 588],
            "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"[(code - 0xAC00) % 588 // 28],
            " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"[(code - 0xAC00) % 28].strip(),
        )
        syllable = Syllable(initial, medial, final)
        if syllable.text != chr(code) or len(unicodedata.normalize("NFD", syllable.text)) != 2 + bool(final):
            wrong.append(chr(code))

    assert wrong == []


def test_only_jamo_are_composed() -> None:
    assert [key for key in "ㄱㅏㄳaA1가 " if is_jamo(key)] == ["ㄱ", "ㅏ"]


def test_a_final_needs_a_syllable() -> None:
    with pytest.raises(ValueError, match="wants an initial"):
        Syllable("ㄱ", "", "ㄴ")

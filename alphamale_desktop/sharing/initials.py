"""The letters that stand for a person on a monogram."""

_HANGUL = range(0xAC00, 0xD7A4)
_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진엄채원천방공현함변염여추도소석선설마길연위표명기반왕옥육인맹제모탁봉사은편용예경국"
)
_LONG_SURNAMES = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방")


def initials_of(name: str) -> str:
    """At most two letters: a Korean given name's syllables, or the first letters of the first and last word.

    A stage name or a nickname that has no surname keeps its first two syllables. Words that introduce the person
    ("래퍼", "배우") come before the name, so the last word that looks like a full name is taken, else the last word.
    """
    words = ["".join(filter(str.isalnum, word)) for word in name.split()]
    words = [word for word in words if word]
    if not words:
        return ""
    korean = [word for word in words if _is_hangul(word[:2])]
    if not korean:
        ends = [words[0], words[-1]] if len(words) > 1 else [words[0]]
        return "".join(word[0].upper() for word in ends)
    named = [word for word in korean if _given_name(word)]
    chosen = named[-1] if named else korean[-1]
    return _given_name(chosen) or chosen[:2]


def _is_hangul(text: str) -> bool:
    return all(ord(character) in _HANGUL for character in text)


def _given_name(word: str) -> str:
    """Empty unless the word is a surname with a given name of two syllables (or one, after a long surname)."""
    if not _is_hangul(word):
        return ""
    if word.startswith(_LONG_SURNAMES) and len(word) in (3, 4):
        return word[2:]
    return word[1:] if len(word) == 3 and word[0] in _SURNAMES else ""

"""Hangul from the jamo of a two-set (2-beolsik) keyboard, one key after the other.

Syllables lie at 0xAC00 + (initial * 21 + medial) * 28 + final (The Unicode Standard, section 3.12); the jamo here are
the compatibility letters that keys show.
"""

from dataclasses import dataclass, replace

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"

_JOINED = {
    **{"ㅗㅏ": "ㅘ", "ㅗㅐ": "ㅙ", "ㅗㅣ": "ㅚ", "ㅜㅓ": "ㅝ", "ㅜㅔ": "ㅞ", "ㅜㅣ": "ㅟ", "ㅡㅣ": "ㅢ"},
    **{"ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ", "ㄴㅎ": "ㄶ", "ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ", "ㄹㅅ": "ㄽ"},
    **{"ㄹㅌ": "ㄾ", "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ", "ㅂㅅ": "ㅄ"},
}
_PARTED = {joined: (pair[0], pair[1]) for pair, joined in _JOINED.items()}
"""Only what two keys made comes apart again: ㄲ and ㅆ are keys of their own."""


@dataclass(frozen=True, slots=True)
class Syllable:
    """What is being composed; each part a jamo or empty. A final stands only after an initial and a medial."""

    initial: str = ""
    medial: str = ""
    final: str = ""

    def __post_init__(self) -> None:
        if self.final and not (self.initial and self.medial):
            raise ValueError(f"a final wants an initial and a medial, got {self.initial!r}, {self.medial!r}")

    @property
    def text(self) -> str:
        """One character, or none."""
        if not (self.initial and self.medial):
            return self.initial or self.medial
        final = _FINALS.index(self.final) if self.final else 0
        return chr(0xAC00 + (_INITIALS.index(self.initial) * 21 + _MEDIALS.index(self.medial)) * 28 + final)

    def typed(self, jamo: str) -> tuple[str, "Syllable"]:
        """What is finished by this key, and what is composed from now on."""
        return self._with_vowel(jamo) if jamo in _MEDIALS else self._with_consonant(jamo)

    def erased(self) -> "Syllable":
        """Without its last key; an empty one stays empty."""
        if self.final:
            return replace(self, final=_first_of(self.final))
        if self.medial:
            return replace(self, medial=_first_of(self.medial))
        return Syllable()

    def _with_consonant(self, jamo: str) -> tuple[str, "Syllable"]:
        if not (self.initial and self.medial):
            return self.text, Syllable(jamo)
        final = _JOINED.get(self.final + jamo, "") if self.final else jamo
        if final in _FINALS and final:
            return "", replace(self, final=final)
        return self.text, Syllable(jamo)

    def _with_vowel(self, jamo: str) -> tuple[str, "Syllable"]:
        if self.final:
            # The last consonant belongs to the new vowel.
            kept, moved = _PARTED.get(self.final, ("", self.final))
            return replace(self, final=kept).text, Syllable(moved, jamo)
        if not self.medial:
            return "", replace(self, medial=jamo)
        if joined := _JOINED.get(self.medial + jamo):
            return "", replace(self, medial=joined)
        return self.text, Syllable("", jamo)


def is_jamo(key: str) -> bool:
    """Whether the composer takes this key."""
    return len(key) == 1 and (key in _INITIALS or key in _MEDIALS)


def _first_of(jamo: str) -> str:
    return _PARTED[jamo][0] if jamo in _PARTED else ""

"""Which keys the kiosk's own keyboard shows."""

from enum import StrEnum


class Layer(StrEnum):
    """A set of letters."""

    KOREAN = "ko"
    LATIN = "en"
    SYMBOLS = "symbols"


_DIGITS = "1234567890"

_PLAIN = {
    Layer.KOREAN: (_DIGITS, "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ"),
    Layer.LATIN: (_DIGITS, "qwertyuiop", "asdfghjkl", "zxcvbnm"),
    Layer.SYMBOLS: (_DIGITS, "!@#$%^&*()", "-_=+[]{}\\|", "~`:;'\",?<>"),
}
_SHIFTED_KOREAN = str.maketrans("ㅂㅈㄷㄱㅅㅐㅔ", "ㅃㅉㄸㄲㅆㅒㅖ")


def key_rows(layer: Layer, is_shifted: bool) -> tuple[str, ...]:
    """Four rows from above, one character a key; the symbols have no second form."""
    rows = _PLAIN[layer]
    match layer:
        case Layer.KOREAN if is_shifted:
            return tuple(row.translate(_SHIFTED_KOREAN) for row in rows)
        case Layer.LATIN if is_shifted:
            return tuple(row.upper() for row in rows)
        case _:
            return rows

"""Colours of the card and of the five types' prints, all sRGB."""

from dataclasses import dataclass

from alphamale_desktop.domain.face_type import FaceType

Colour = tuple[int, int, int]

GROUND: Colour = (14, 13, 12)
RAISED: Colour = (38, 35, 31)
IVORY: Colour = (244, 237, 224)
MUTED: Colour = (176, 166, 148)
GOLD: Colour = (214, 180, 116)
GOLD_DEEP: Colour = (140, 112, 64)
HAIRLINE: Colour = (74, 67, 56)


@dataclass(frozen=True, slots=True)
class PrintInks:
    """The inks of one type's monograms.

    Attributes:
        glow, edge: The ground at the middle and at the corners.
        line: The engraved ornament.
        letter_top, letter_bottom: The initials, as a vertical blend.
    """

    glow: Colour
    edge: Colour
    line: Colour
    letter_top: Colour
    letter_bottom: Colour


INKS: dict[FaceType, PrintInks] = {
    FaceType.ALPHA: PrintInks((92, 24, 28), (30, 8, 11), (226, 184, 112), (255, 244, 214), (226, 182, 106)),
    FaceType.BETA: PrintInks((25, 54, 92), (8, 17, 34), (176, 198, 222), (250, 252, 255), (176, 200, 226)),
    FaceType.GAMMA: PrintInks((20, 74, 58), (6, 25, 21), (190, 208, 150), (250, 250, 226), (196, 208, 142)),
    FaceType.DELTA: PrintInks((112, 52, 22), (38, 16, 8), (240, 176, 124), (255, 242, 224), (244, 178, 118)),
    FaceType.OMEGA: PrintInks((70, 40, 104), (21, 11, 38), (212, 178, 232), (255, 246, 255), (214, 176, 236)),
}


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1, as WCAG 2 defines it."""
    red, green, blue = (
        channel / 255 / 12.92 if channel / 255 <= 0.04045 else ((channel / 255 + 0.055) / 1.055) ** 2.4
        for channel in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

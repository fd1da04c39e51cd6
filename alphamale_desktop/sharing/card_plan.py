"""Where everything on a card goes: a plan that can be measured before a pixel is drawn."""

from dataclasses import dataclass, replace

from alphamale_desktop.domain.celebrity import Celebrity
from alphamale_desktop.sharing.lettering import Lettering, Style
from alphamale_desktop.sharing.palette import Colour
from alphamale_desktop.sharing.photo_crop import FaceFrame


@dataclass(frozen=True, slots=True)
class Area:
    """Pixels of the card, right and bottom excluded; y grows downwards."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width_px(self) -> int:
        return self.right - self.left

    @property
    def height_px(self) -> int:
        return self.bottom - self.top

    def overlaps(self, other: "Area") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Area") -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A line of text, fitted already.

    Attributes:
        slot: What the line may blacken; no other text's slot overlaps it.
    """

    text: str
    style: Style
    x: int
    baseline_y: int
    slot: Area


@dataclass(frozen=True, slots=True)
class PlacedFill:
    """A rectangle of one colour."""

    area: Area
    colour: Colour


@dataclass(frozen=True, slots=True)
class PlacedPortrait:
    """A celebrity's portrait in a round frame."""

    celebrity: Celebrity
    area: Area


@dataclass(frozen=True, slots=True)
class CardPlan:
    """A whole card.

    Attributes:
        photo: Where the guest's photo goes; it fades into the ground from ``fade_from_y`` to ``fade_to_y``.
        face_frame: How the face sits in that place.
        logo: Where the organiser's logo goes, exactly as large as it is.
    """

    area: Area
    photo: Area
    fade_from_y: int
    fade_to_y: int
    face_frame: FaceFrame
    texts: tuple[PlacedText, ...]
    fills: tuple[PlacedFill, ...]
    portraits: tuple[PlacedPortrait, ...]
    logo: Area | None = None


class Sheet:
    """Collects what a card's sections place. One card, one thread."""

    def __init__(self, lettering: Lettering) -> None:
        self._lettering = lettering
        self.texts: list[PlacedText] = []
        self.fills: list[PlacedFill] = []
        self.portraits: list[PlacedPortrait] = []
        self.logo: Area | None = None

    def line(
        self, text: str, style: Style, span: tuple[int, int], baseline_y: int, smallest_px: int, align: float = 0.0
    ) -> PlacedText | None:
        """Fits one line between ``span``'s left and right; None when nothing is left to set.

        Args:
            align: 0 left, 0.5 middle, 1 right.
        """
        left, right = span
        fitted, sized = self._lettering.fitted(text, style, right - left, smallest_px)
        if not fitted:
            return None
        ink = self._lettering.ink(fitted, sized)
        # The first letter's side bearing would make large letters look indented.
        x = round(left - ink.left + (right - left - (ink.right - ink.left)) * align)
        slot = Area(left, baseline_y - round(style.size_px * 0.98), right, baseline_y + round(style.size_px * 0.28))
        placed = PlacedText(fitted, sized, x, baseline_y, slot)
        self.texts.append(placed)
        return placed

    def end_of_last_line(self) -> int:
        """Where the ink of the last placed line ends; the line gives back the rest of its slot."""
        last = self.texts[-1]
        end = last.x + self._lettering.ink(last.text, last.style).right
        self.texts[-1] = replace(last, slot=replace(last.slot, right=min(end, last.slot.right)))
        return end

    def size_for_all(self, texts: tuple[str, ...], style: Style, width_px: int, smallest_px: int) -> int:
        """The largest size, at most the style's, at which every one of ``texts`` fits."""
        return min(self._lettering.fitted(text, style, width_px, smallest_px)[1].size_px for text in texts)

    def wrapped(self, text: str, style: Style, width_px: int, most_lines: int) -> list[str]:
        return self._lettering.wrapped(text, style, width_px, most_lines)

    def fill(self, area: Area, colour: Colour) -> None:
        self.fills.append(PlacedFill(area, colour))

    def rule(self, left: int, right: int, y: int, colour: Colour) -> None:
        """A line one pixel high."""
        self.fill(Area(left, y, right, y + 1), colour)

    def portrait(self, celebrity: Celebrity, area: Area) -> None:
        self.portraits.append(PlacedPortrait(celebrity, area))

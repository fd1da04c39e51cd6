"""The parts that both card formats are made of."""

from collections.abc import Sequence
from dataclasses import replace

from alphamale_desktop.application.ports import CardContent, Texts
from alphamale_desktop.domain.celebrity import Celebrity
from alphamale_desktop.domain.detection import TypeDistribution
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.scoring import ScoreLine
from alphamale_desktop.sharing.card_plan import Area, Sheet
from alphamale_desktop.sharing.fonts import Typeface
from alphamale_desktop.sharing.lettering import Style
from alphamale_desktop.sharing.palette import GOLD, HAIRLINE, IVORY, MUTED, RAISED

_CAPTION = Style(Typeface.TEXT_STRONG, 21, MUTED, tracking_px=2)
_LABEL = Style(Typeface.TEXT, 25, IVORY)
_SMALL = Style(Typeface.TEXT, 22, MUTED)
_SMALLEST_PX = 17


class Sections:
    """Places a card's sections on a sheet, in the card's language."""

    def __init__(self, sheet: Sheet, texts: Texts, content: CardContent) -> None:
        self._sheet = sheet
        self._texts = texts
        self._content = content

    def masthead(self, left: int, right: int, baseline_y: int, logo_px: tuple[int, int] | None) -> None:
        """The program's name on the left; the event's on the right, before its logo where there is one.

        Args:
            logo_px: The logo's width and height.
        """
        style = Style(Typeface.TITLE_STRONG, 30, GOLD, tracking_px=7)
        middle = left + (right - left) * 42 // 100
        self._sheet.line(self._text("card-masthead"), style, (left, middle), baseline_y, _SMALLEST_PX)
        if logo_px is not None:
            width, height = logo_px
            top = baseline_y - 11 - height // 2
            self._sheet.logo = Area(right - width, top, right, top + height)
            right -= width + 22
        aside = self._content.event_name.strip() or ("" if logo_px else self._text("card-tagline"))
        style = Style(Typeface.TEXT, 25, IVORY)
        self._sheet.line(aside, style, (middle + 24, right), baseline_y, 19, align=1)

    def type_name(self, left: int, right: int, baseline_y: int, size_px: int) -> None:
        """The type in huge Latin letters, in every language."""
        name = self._texts.text(f"type-{self._content.result.face_type.code}", "en")
        self._sheet.line(name, Style(Typeface.TITLE, size_px, IVORY), (left, right), baseline_y, 90)

    def title(self, left: int, right: int, baseline_y: int, size_px: int) -> None:
        """The type's own name where it is not the huge one, then its title."""
        described = self._content.description
        if described.language != "en":
            style = Style(Typeface.TITLE_STRONG, size_px, GOLD)
            third = left + (right - left) // 3
            name = self._sheet.line(described.name, style, (left, third), baseline_y, 24)
            if name is not None:
                end = self._sheet.end_of_last_line()
                self._sheet.fill(Area(end + 22, baseline_y - size_px * 3 // 4, end + 24, baseline_y + 4), GOLD)
                left = end + 46
            style = Style(Typeface.TITLE, size_px, IVORY)
        else:
            style = Style(Typeface.TITLE_ITALIC, size_px, GOLD)
        self._sheet.line(described.title, style, (left, right), baseline_y, 24)

    def lines(self, left: int, right: int, first_baseline_y: int, pitch_px: int, size_px: int) -> None:
        lines = self._content.description.lines
        style = Style(Typeface.TEXT, size_px, IVORY)
        style = replace(style, size_px=self._sheet.size_for_all(lines, style, right - left, 22))
        for row, line in enumerate(lines):
            self._sheet.line(line, style, (left, right), first_baseline_y + row * pitch_px, 22)

    def total(self, left: int, right: int, top: int, size_px: int) -> None:
        """The score with one decimal, its caption above, "/ 100" after it."""
        score = f"{self._content.result.score_card.score_percent:.1f}"
        self._sheet.line(self._text("card-score"), _CAPTION, (left, right), top + 22, _SMALLEST_PX)
        baseline = top + 36 + size_px
        suffix_left = right - 66
        figures = Style(Typeface.FIGURES, size_px, GOLD)
        placed = self._sheet.line(score, figures, (left, suffix_left - 8), baseline, 40)
        if placed is not None:
            suffix_left = self._sheet.end_of_last_line() + 12
        self._sheet.line(self._text("card-score-of"), _SMALL, (suffix_left, right), baseline, _SMALLEST_PX)

    def score_lines(self, left: int, right: int, top: int, pitch_px: int) -> None:
        """Each part with its weight, type and points over a bar of the earned share."""
        for row, line in enumerate(self._content.result.score_card.lines):
            self._score_line(line, left, right, top + row * pitch_px)

    def spread(self, left: int, right: int, top: int, gap_px: int) -> None:
        """The five probabilities side by side, the result's own type lit."""
        self._sheet.line(self._text("card-spread"), _CAPTION, (left, right), top + 22, _SMALLEST_PX)
        width = (right - left - 4 * gap_px) // 5
        name_size = self._common_size(tuple(FaceType), width * 53 // 100 - 4)
        for place, (face_type, percent) in enumerate(_whole_percents(self._content.result.distribution)):
            x = left + place * (width + gap_px)
            lit = face_type is self._content.result.face_type
            self._bar(Area(x, top + 50, x + width, top + 56), percent / 100, lit)
            figure = Style(Typeface.FIGURES, 36, GOLD if lit else IVORY)
            split = x + width * 47 // 100
            percent_text = self._text("card-percent", percent=percent)
            self._sheet.line(percent_text, figure, (x, split), top + 100, 20)
            name = Style(Typeface.TEXT_STRONG if lit else Typeface.TEXT, name_size, GOLD if lit else MUTED)
            self._sheet.line(self._type(face_type), name, (split + 4, x + width), top + 100, _SMALLEST_PX, align=1)

    def spread_column(self, left: int, right: int, top: int, pitch_px: int) -> None:
        """The five probabilities one below the other."""
        self._sheet.line(self._text("card-spread"), _CAPTION, (left, right), top + 22, _SMALLEST_PX)
        name_end, bar_end = left + (right - left) * 34 // 100, right - 66
        name_size = self._common_size(tuple(FaceType), name_end - left)
        for row, (face_type, percent) in enumerate(_whole_percents(self._content.result.distribution)):
            baseline = top + 62 + row * pitch_px
            lit = face_type is self._content.result.face_type
            name = Style(Typeface.TEXT_STRONG if lit else Typeface.TEXT, name_size, GOLD if lit else MUTED)
            self._sheet.line(self._type(face_type), name, (left, name_end), baseline, _SMALLEST_PX)
            self._bar(Area(name_end + 10, baseline - 10, bar_end, baseline - 5), percent / 100, lit)
            figure = replace(name, colour=GOLD if lit else IVORY)
            self._sheet.line(
                self._text("card-percent", percent=percent), figure, (bar_end + 8, right), baseline, 16, align=1
            )

    def celebrities(self, left: int, right: int, top: int, portrait_px: int) -> None:
        """Up to four round portraits side by side, names below in at most two lines."""
        shown = self._content.celebrities[:4]
        if not shown:
            return
        caption = self._text("card-celebrities", type=self._type(self._content.result.face_type))
        self._sheet.line(caption, _CAPTION, (left, right), top + 22, _SMALLEST_PX)
        column = (right - left + 24) // 4
        for place, celebrity in enumerate(shown):
            self._celebrity(celebrity, left + place * column, column - 24, top + 44, portrait_px)

    def footer(self, left: int, right: int, baseline_y: int, most_lines: int, pitch_px: int) -> None:
        note = self._text("for-fun")
        for row, line in enumerate(self._sheet.wrapped(note, _SMALL, right - left, most_lines)):
            self._sheet.line(line, _SMALL, (left, right), baseline_y + row * pitch_px, _SMALLEST_PX)

    def rule(self, left: int, right: int, y: int) -> None:
        self._sheet.rule(left, right, y, HAIRLINE)

    def _score_line(self, line: ScoreLine, left: int, right: int, top: int) -> None:
        width = right - left
        baseline = top + 26
        weight = f"{line.part.weight_points}"
        columns = [left, left + width * 36 // 100, left + width * 49 // 100, left + width * 71 // 100]
        part = self._texts.text(f"part-{line.part.code}", self._content.language)
        self._sheet.line(part, _LABEL, (columns[0], columns[1] - 8), baseline, _SMALLEST_PX)
        self._sheet.line(
            self._text("card-part-weight", weight=weight), _SMALL, (columns[1], columns[2] - 8), baseline, _SMALLEST_PX
        )
        serif = Style(Typeface.TITLE_STRONG, 27, GOLD)
        self._sheet.line(self._type(line.face_type), serif, (columns[2], columns[3] - 8), baseline, _SMALLEST_PX)
        points = self._text("card-part-points", points=f"{line.points:.1f}", weight=weight)
        self._sheet.line(points, _LABEL, (columns[3], right), baseline, _SMALLEST_PX, align=1)
        self._bar(Area(left, baseline + 15, right, baseline + 20), line.grade, lit=True)

    def _bar(self, area: Area, share: float, lit: bool) -> None:
        self._sheet.fill(area, RAISED)
        filled = round(area.width_px * share)
        if filled:
            end = area.left + filled
            self._sheet.fill(Area(area.left, area.top, end, area.bottom), GOLD if lit else MUTED)

    def _celebrity(self, celebrity: Celebrity, left: int, width: int, top: int, portrait_px: int) -> None:
        x = left + (width - portrait_px) // 2
        self._sheet.portrait(celebrity, Area(x, top, x + portrait_px, top + portrait_px))
        style = Style(Typeface.TEXT, 24, IVORY)
        name = celebrity.name_en if self._content.language == "en" and celebrity.name_en else celebrity.name
        lines = self._sheet.wrapped(name, style, width, 2)
        if len(lines) > 1:
            style = replace(style, size_px=20)
            lines = self._sheet.wrapped(name, style, width, 2)
        for row, line in enumerate(lines):
            baseline = top + portrait_px + 31 + row * 26
            self._sheet.line(line, style, (left, left + width), baseline, _SMALLEST_PX, align=0.5)

    def _common_size(self, types: tuple[FaceType, ...], width_px: int) -> int:
        """At which every one of the types' names fits."""
        names = tuple(self._type(face_type) for face_type in types)
        return self._sheet.size_for_all(names, Style(Typeface.TEXT_STRONG, 22, MUTED), width_px, _SMALLEST_PX)

    def _text(self, key: str, **values: str | int) -> str:
        return self._texts.text(key, self._content.language, **values)

    def _type(self, face_type: FaceType) -> str:
        return self._texts.text(f"type-{face_type.code}", self._content.language)


def _whole_percents(distribution: TypeDistribution) -> Sequence[tuple[FaceType, int]]:
    """Whole per cents that sum to 100, by largest remainder."""
    exact = [100 * p for p in distribution.probabilities]
    whole = [int(value) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: exact[at] - whole[at], reverse=True)
    for at in by_remainder[: 100 - sum(whole)]:
        whole[at] += 1
    return list(zip(FaceType, whole, strict=True))

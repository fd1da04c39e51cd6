"""The two formats' grids, in pixels."""

from alphamale_desktop.application.ports import CardContent, CardFormat, Texts
from alphamale_desktop.sharing.card_plan import Area, CardPlan, Sheet
from alphamale_desktop.sharing.card_sections import Sections
from alphamale_desktop.sharing.lettering import Lettering

WIDTH_PX = 1080
_LEFT, _RIGHT = 84, 996


def plan_card(content: CardContent, card_format: CardFormat, lettering: Lettering, texts: Texts) -> CardPlan:
    """The whole card, measured and fitted."""
    sheet = Sheet(lettering)
    sections = Sections(sheet, texts, content)
    match card_format:
        case CardFormat.STORY:
            return _story(sheet, sections)
        case CardFormat.POST:
            return _post(sheet, sections)


def _story(sheet: Sheet, sections: Sections) -> CardPlan:
    sections.masthead(_LEFT, _RIGHT, 104)
    sections.type_name(_LEFT, _RIGHT, 908, 250)
    sections.title(_LEFT, _RIGHT, 992, 46)
    sections.lines(_LEFT, _RIGHT, 1056, 46, 31)
    sections.rule(_LEFT, _RIGHT, 1186)
    sections.total(_LEFT, 356, 1212, 108)
    sections.score_lines(404, _RIGHT, 1214, 66)
    sections.rule(_LEFT, _RIGHT, 1430)
    sections.spread(_LEFT, _RIGHT, 1454, 22)
    sections.rule(_LEFT, _RIGHT, 1584)
    sections.celebrities(_LEFT, _RIGHT, 1608, 132)
    sections.footer(_LEFT, _RIGHT, 1876, 1, 28)
    return _plan(sheet, 1920, photo_height=940, fade_from=520, face=(540, 400), face_height=430)


def _post(sheet: Sheet, sections: Sections) -> CardPlan:
    sections.masthead(_LEFT, _RIGHT, 84)
    sections.type_name(_LEFT, _RIGHT, 566, 200)
    sections.title(_LEFT, _RIGHT, 636, 40)
    sections.lines(_LEFT, _RIGHT, 690, 40, 28)
    sections.rule(_LEFT, _RIGHT, 800)
    sections.total(_LEFT, 280, 822, 84)
    sections.score_lines(306, 706, 824, 66)
    sections.spread_column(748, _RIGHT, 822, 33)
    sections.rule(_LEFT, _RIGHT, 1044)
    sections.celebrities(_LEFT, _RIGHT, 1060, 108)
    sections.footer(_LEFT, _RIGHT, 1316, 1, 26)
    return _plan(sheet, 1350, photo_height=600, fade_from=320, face=(540, 262), face_height=290)


def _plan(
    sheet: Sheet, height: int, photo_height: int, fade_from: int, face: tuple[int, int], face_height: int
) -> CardPlan:
    return CardPlan(
        Area(0, 0, WIDTH_PX, height),
        Area(0, 0, WIDTH_PX, photo_height),
        fade_from,
        face,
        face_height,
        tuple(sheet.texts),
        tuple(sheet.fills),
        tuple(sheet.portraits),
    )

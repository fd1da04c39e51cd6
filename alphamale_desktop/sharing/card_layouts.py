"""The two formats' grids, in pixels."""

from alphamale_desktop.application.ports import CardContent, CardFormat, Texts
from alphamale_desktop.sharing.card_plan import Area, CardPlan, Sheet
from alphamale_desktop.sharing.card_sections import Sections
from alphamale_desktop.sharing.lettering import Lettering
from alphamale_desktop.sharing.palette import GOLD
from alphamale_desktop.sharing.photo_crop import FaceFrame

WIDTH_PX = 1080
_LEFT, _RIGHT = 84, 996


def plan_card(
    content: CardContent,
    card_format: CardFormat,
    lettering: Lettering,
    texts: Texts,
    logo_px: tuple[int, int] | None = None,
) -> CardPlan:
    """The whole card, measured and fitted; ``logo_px`` is the event logo's width and height."""
    sheet = Sheet(lettering)
    sections = Sections(sheet, texts, content)
    match card_format:
        case CardFormat.STORY:
            return _story(sheet, sections, logo_px)
        case CardFormat.POST:
            return _post(sheet, sections, logo_px)


def _story(sheet: Sheet, sections: Sections, logo_px: tuple[int, int] | None) -> CardPlan:
    sections.masthead(_LEFT, _RIGHT, 90, logo_px)
    sections.type_name(_LEFT, _RIGHT, 872, 250)
    sections.title(_LEFT, _RIGHT, 990, 46)
    sections.lines(_LEFT, _RIGHT, 1058, 48, 34)
    sections.rule(_LEFT, _RIGHT, 1194)
    sections.total(_LEFT, 356, 1218, 112)
    sections.score_lines(404, _RIGHT, 1214, 66)
    sections.rule(_LEFT, _RIGHT, 1422)
    sections.spread(_LEFT, _RIGHT, 1442, 22)
    sections.rule(_LEFT, _RIGHT, 1566)
    sections.celebrities(_LEFT, _RIGHT, 1584, 150)
    sections.footer(_LEFT, _RIGHT, 1884, 1, 28)
    photo = Area(0, 136, WIDTH_PX, 900)
    return _plan(sheet, 1920, photo, (460, 862), FaceFrame(*_size(photo), (540, 225), 380, 520))


def _post(sheet: Sheet, sections: Sections, logo_px: tuple[int, int] | None) -> CardPlan:
    sections.masthead(_LEFT, _RIGHT, 74, logo_px)
    sections.type_name(_LEFT, _RIGHT, 592, 200)
    sections.title(_LEFT, _RIGHT, 690, 40)
    sections.lines(_LEFT, _RIGHT, 738, 39, 29)
    sections.rule(_LEFT, _RIGHT, 842)
    sections.total(_LEFT, 270, 858, 78)
    sections.score_lines(296, 720, 858, 62)
    sections.spread_column(762, _RIGHT, 858, 30)
    sections.rule(_LEFT, _RIGHT, 1060)
    sections.celebrities(_LEFT, _RIGHT, 1072, 112)
    sections.footer(_LEFT, _RIGHT, 1318, 1, 26)
    photo = Area(0, 112, WIDTH_PX, 620)
    return _plan(sheet, 1350, photo, (296, 560), FaceFrame(*_size(photo), (540, 140), 250, 330))


def _size(area: Area) -> tuple[int, int]:
    return area.width_px, area.height_px


def _plan(sheet: Sheet, height: int, photo: Area, fade: tuple[int, int], face_frame: FaceFrame) -> CardPlan:
    # A gold edge where the photo begins.
    sheet.fill(Area(0, photo.top - 2, WIDTH_PX, photo.top), GOLD)
    whole = Area(0, 0, WIDTH_PX, height)
    texts, fills, portraits = tuple(sheet.texts), tuple(sheet.fills), tuple(sheet.portraits)
    return CardPlan(whole, photo, *fade, face_frame, texts, fills, portraits, sheet.logo)

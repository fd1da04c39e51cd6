"""Share cards without drawing."""

from alphamale_desktop.application.ports import CardContent, CardFormat


class PlainCards:
    """Satisfies ``CardPainter``: the photo's own bytes, marked."""

    def paint(self, content: CardContent, card_format: CardFormat = CardFormat.STORY) -> bytes:
        return b"card of " + content.photo

"""The bundled letters."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

SANS = "Pretendard"
SERIF = "Playfair Display"
HANGUL_SERIF = "NanumMyeongjo"


def register_fonts(folder: Path) -> tuple[str, ...]:
    """Registers every bundled font; call once, after the application object and before the window.

    Returns the families, the sans first: Qt takes the first family that has a letter, so the sans must precede the
    serif or Hangul inside serif text would be empty boxes.

    Raises:
        OSError: If the folder has no font, or one cannot be read as a font.
    """
    files = sorted(
        (*folder.glob("*.otf"), *folder.glob("*.ttf")), key=lambda file: (not file.name.startswith(SANS), file.name)
    )
    if not files:
        raise OSError(f"no fonts in {folder}")
    families: dict[str, None] = {}
    for file in files:
        number = QFontDatabase.addApplicationFont(str(file))
        if number < 0:
            raise OSError(f"{file.name} is not a font")
        families |= dict.fromkeys(QFontDatabase.applicationFontFamilies(number))
    QFont.insertSubstitutions(SERIF, [HANGUL_SERIF, SANS])
    QApplication.setFont(QFont(SANS))
    return tuple(families)

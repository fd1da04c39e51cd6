"""QR codes in the card's colours."""

from io import BytesIO

import segno

from alphamale_desktop.sharing.palette import GROUND, IVORY

QUIET_MODULES = 4
"""Empty modules around it, as ISO/IEC 18004 asks."""


def qr_png(text: str) -> bytes:
    """Dark on light, one pixel a module with the quiet zone around: enlarge it by whole factors, without smoothing.

    Error correction is at least M (15 %), and more where that makes the code no larger.

    Raises:
        ValueError: If the text is too long for any QR code.
    """
    code = segno.make(text, error="m", micro=False, boost_error=True)
    written = BytesIO()
    code.save(written, kind="png", scale=1, border=QUIET_MODULES, dark=GROUND, light=IVORY)
    return written.getvalue()

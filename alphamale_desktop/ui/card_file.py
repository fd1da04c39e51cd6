"""What a saved card is called."""

from datetime import datetime
from pathlib import Path

from alphamale_desktop.domain.errors import CardUnwritableError

_MOST_NAMESAKES = 1000


def free_file(folder: Path, type_name: str, local_time: datetime) -> Path:
    """``AlphaMale Alpha 2026-11-23 14.05.09.png`` in ``folder``, which is made; a number follows where it is taken.

    Args:
        local_time: In the guest's own time zone.

    Raises:
        CardUnwritableError: If the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CardUnwritableError(file=str(folder)) from error
    stem = f"AlphaMale {type_name} {local_time:%Y-%m-%d %H.%M.%S}"
    names = (stem, *(f"{stem} ({number})" for number in range(2, _MOST_NAMESAKES)))
    return next(
        (folder / f"{name}.png" for name in names if not (folder / f"{name}.png").exists()), folder / f"{stem}.png"
    )

"""The pause between attempts to reach something that does not answer: a camera, a bucket."""

from random import Random


def retry_delay_s(failures: int, first_s: float, limit_s: float, random: Random) -> float:
    """Seconds to wait after ``failures`` (1 or more) failed attempts in a row.

    The ceiling doubles with each failure from ``first_s`` up to ``limit_s``; the pause is drawn from its upper half,
    so that several booths on one power strip or network do not march in step. Always between ``first_s`` and
    ``limit_s``.

    Raises:
        ValueError: If ``failures`` is below 1.
    """
    if failures < 1:
        raise ValueError(f"want at least one failure, got {failures}")
    # Sixteen doublings pass any limit; a kiosk that fails for weeks must not overflow a float.
    ceiling_s = min(limit_s, first_s * 2.0 ** min(failures, 16))
    return max(first_s, ceiling_s * random.uniform(0.5, 1.0))

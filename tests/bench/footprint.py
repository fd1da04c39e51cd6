"""Memory and start-up of a fresh process that judges one photo: ``python -m tests.bench.footprint WEIGHTS PHOTO``."""

import json
import os
import resource
import sys
import time
from pathlib import Path


def main(weights: Path, photo: Path) -> None:
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    begun_s = time.perf_counter()
    from alphamale_desktop.composition.clock import SystemClock
    from alphamale_desktop.composition.engines import Engines
    from alphamale_desktop.composition.models import Models
    from alphamale_desktop.vision.codec import PictureCodec

    assert Engines is not None
    imported_s = time.perf_counter()
    models = Models(weights, "cpu", PictureCodec(), SystemClock())
    models.load()
    loaded_s = time.perf_counter()
    analysis = models.analyse(photo.read_bytes())
    first_s = time.perf_counter()
    for _ in range(20):
        models.analyse(photo.read_bytes())
    figures = {
        "import_s": imported_s - begun_s,
        "load_s": loaded_s - imported_s,
        "first_photo_s": first_s - loaded_s,
        "peak_mb": _peak_mb(),
        "outcome": analysis.outcome_code,
    }
    sys.stdout.write(json.dumps(figures) + "\n")


def _peak_mb() -> float:
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    # getrusage would count what the process that started this one held.
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

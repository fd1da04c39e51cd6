"""Reads a benchmark run and says how it compares: ``python -m tests.bench.ratios bench.json``."""

import json
import sys
from pathlib import Path

_WHOLE = "test_photo_to_result"
_ORIGINAL = ("test_original_warm", "test_original_per_request")


def table_of(run: dict[str, list[dict[str, object]]]) -> str:
    """A Markdown table of medians, and the ratios of the original design to ours in the same run."""
    medians: dict[str, float] = {}
    lines = ["| step | median ms | middle half ms | rounds |", "| --- | ---: | ---: | ---: |"]
    footprint: dict[str, object] = {}
    for one in run["benchmarks"]:
        name, stats = str(one["name"]), one["stats"]
        assert isinstance(stats, dict)
        medians[name] = 1000 * float(stats["median"])
        spread = f"{1000 * float(stats['q1']):.1f} to {1000 * float(stats['q3']):.1f}"
        lines.append(f"| {name.removeprefix('test_')} | {medians[name]:.2f} | {spread} | {stats['rounds']} |")
        if isinstance(one["extra_info"], dict):
            footprint.update(one["extra_info"])
    for name in _ORIGINAL:
        if name in medians and _WHOLE in medians:
            lines.append(f"\n{name.removeprefix('test_')} / photo_to_result = {medians[name] / medians[_WHOLE]:.1f}")
    if footprint:
        lines.append("\n" + ", ".join(f"{key} {value}" for key, value in footprint.items()))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table_of(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))

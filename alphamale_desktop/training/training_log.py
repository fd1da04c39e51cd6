"""A run's log: one CSV row a report, and its curves as a picture."""

import csv
from collections.abc import Mapping
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure


class TrainingLog:
    """Appends rows to a CSV file; a resumed run drops the rows after the step it resumes from."""

    def __init__(self, path: Path, resumed_from: int = 0) -> None:
        self._path = path
        self._rows = [row for row in _read(path) if row["step"] <= resumed_from] if resumed_from else []
        path.parent.mkdir(parents=True, exist_ok=True)
        self._write()

    @property
    def rows(self) -> tuple[Mapping[str, float], ...]:
        """Oldest first."""
        return tuple(self._rows)

    def add(self, step: int, values: Mapping[str, float]) -> None:
        """Adds a row; a row may bring new columns."""
        self._rows.append({"step": float(step), **values})
        self._write()

    def draw(self, path: Path) -> None:
        """One small chart a column, over the steps, as PNG; what was validated is drawn into its loss's chart."""
        columns = [name for name in self._columns() if name != "step" and not name.startswith("val_")]
        if not columns:
            return
        across = min(3, len(columns))
        down = -(-len(columns) // across)
        figure = Figure(figsize=(4.2 * across, 2.8 * down))
        figure.subplots_adjust(left=0.06, right=0.98, top=0.95, bottom=0.05, hspace=0.35, wspace=0.25)
        FigureCanvasAgg(figure)
        for place, name in enumerate(columns, start=1):
            axes = figure.add_subplot(down, across, place)
            for curve in (name, f"val_{name}"):
                points = [(row["step"], row[curve]) for row in self._rows if curve in row]
                axes.plot([step for step, _ in points], [value for _, value in points], linewidth=1.2)
            axes.set_title(name, fontsize=9)
            axes.grid(alpha=0.3)
        figure.savefig(path, dpi=110)

    def _columns(self) -> list[str]:
        names: dict[str, None] = {"step": None}
        for row in self._rows:
            names.update(dict.fromkeys(row))
        return list(names)

    def _write(self) -> None:
        with self._path.open("w", newline="", encoding="utf-8") as lines:
            writer = csv.DictWriter(lines, self._columns(), restval="")
            writer.writeheader()
            writer.writerows({name: f"{value:.6g}" for name, value in row.items()} for row in self._rows)


def _read(path: Path) -> list[dict[str, float]]:
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as lines:
        return [{name: float(value) for name, value in row.items() if value} for row in csv.DictReader(lines)]

"""The survey's two plots: the shares as a pie, the ranking as bars."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from alphamale_desktop.application.survey_port import PlotWords
from alphamale_desktop.domain.face_type import FaceType
from alphamale_desktop.domain.survey_answers import Ranking

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

COLOURS = {
    FaceType.ALPHA: "#b8892f",
    FaceType.BETA: "#3f6f8f",
    FaceType.GAMMA: "#5b8a5a",
    FaceType.DELTA: "#8a6a9c",
    FaceType.OMEGA: "#a65a4a",
}
_INK, _PAPER, _LINE = "#1d2430", "#ffffff", "#d5d8de"
_DPI = 150
_LEAST_HEIGHT_IN, _ROW_IN, _MOST_HEIGHT_IN = 4.0, 0.19, 40.0


class SurveyPlots:
    """Satisfies ``SurveyPainter``. The same ranking gives the same bytes. One thread at a time.

    Args:
        fonts: Folder with the bundled fonts, which have Hangul.
    """

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts

    def paint(self, ranking: Ranking, words: PlotWords) -> Mapping[str, bytes]:
        """``shares`` and ``ranking``, each as PNG and SVG."""
        # Imported here: it takes a second that only this command should pay.
        import matplotlib
        from matplotlib.font_manager import FontProperties

        font = FontProperties(fname=self._fonts / "Pretendard-Regular.otf")
        strong = FontProperties(fname=self._fonts / "Pretendard-SemiBold.otf")
        with matplotlib.rc_context({"svg.hashsalt": "alphamale", "svg.fonttype": "path", "axes.unicode_minus": False}):
            figures = {"shares": _pie(ranking, words, font, strong), "ranking": _bars(ranking, words, font, strong)}
            return {
                f"{name}.{kind}": _encoded(figure, kind) for name, figure in figures.items() for kind in ("png", "svg")
            }


def _encoded(figure: "Figure", kind: str) -> bytes:
    buffer = io.BytesIO()
    metadata = {"Software": None} if kind == "png" else {"Date": None, "Creator": None}
    figure.savefig(buffer, format=kind, dpi=_DPI, metadata=metadata)
    return buffer.getvalue()


def _pie(ranking: Ranking, words: PlotWords, font: "FontProperties", strong: "FontProperties") -> "Figure":
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 7), facecolor=_PAPER, layout="constrained")
    axes = figure.add_subplot()
    shown = [(face_type, count) for face_type, count in ranking.counts.items() if count]
    total = sum(count for _, count in shown)
    axes.pie(
        [count for _, count in shown],
        labels=[f"{words.types[face_type]}\n{count} ({100 * count / total:.1f} %)" for face_type, count in shown],
        colors=[COLOURS[face_type] for face_type, _ in shown],
        startangle=90,
        counterclock=False,
        wedgeprops={"edgecolor": _PAPER, "linewidth": 2},
        textprops={"fontproperties": font, "fontsize": 12, "color": _INK},
    )
    axes.set_title(words.shares_title, fontproperties=strong, fontsize=18, color=_INK, pad=16)
    return figure


def _bars(ranking: Ranking, words: PlotWords, font: "FontProperties", strong: "FontProperties") -> "Figure":
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

    people = ranking.people
    height = min(max(1.6 + _ROW_IN * len(people), _LEAST_HEIGHT_IN), _MOST_HEIGHT_IN)
    figure = Figure(figsize=(8, height), facecolor=_PAPER, layout="constrained")
    axes = figure.add_subplot()
    scores = [each.score for each in people]
    # Bars from zero would hide the differences of a scale that has none there, but a bar must not start in mid-air.
    floor = min(0.0, *scores)
    axes.barh(range(len(people)), [score - floor for score in scores], left=floor, height=0.78,
              color=[COLOURS[each.face_type] for each in people])  # fmt: skip
    step = max(1, -(-len(people) // round((_MOST_HEIGHT_IN - 1.6) / _ROW_IN)))
    axes.set_yticks(
        range(0, len(people), step), [f"{each.rank}  {each.person}" for each in people[::step]],
        fontproperties=font, fontsize=9, color=_INK,
    )  # fmt: skip
    for place, each in list(enumerate(people))[::step]:
        axes.annotate(f"{each.score:.2f}", (each.score, place), xytext=(4, 0), textcoords="offset points",
                      va="center", fontproperties=font, fontsize=8, color=_INK)  # fmt: skip
    axes.set_ylim(len(people) - 0.4, -0.6)
    axes.margins(x=0.08)
    axes.set_xlabel(words.score, fontproperties=font, fontsize=11, color=_INK)
    for label in axes.get_xticklabels():
        label.set_fontproperties(font)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=_LINE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_title(words.ranking_title, fontproperties=strong, fontsize=18, color=_INK, pad=14, loc="left")
    present = [face_type for face_type, count in ranking.counts.items() if count]
    axes.legend(handles=[Patch(color=COLOURS[each], label=words.types[each]) for each in present],
                loc="lower right", frameon=False, prop=font)  # fmt: skip
    return figure

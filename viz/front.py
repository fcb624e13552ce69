"""The figure of a search: all points tried, and the front with intervals, for each pair of goals."""

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from experiments.headline import summary_of
from experiments.intervals import KIND
from experiments.wording import amount
from viz.palette import OKABE_ITO, REFERENCE
from viz.style import GREY, INK, save, sheet, wrapped

if TYPE_CHECKING:
    from experiments.search import Search

_FRONT = OKABE_ITO[1]


def draw(search: "Search", folder: Path) -> list[Path]:
    """Draw a search and write it as PNG, SVG and PDF; gives the files."""
    return save(lambda: figure(search), folder, "front")


def figure(search: "Search") -> Figure:
    """Make the figure of a search; see `draw`. A single goal is drawn over the factors."""
    pairs = list(combinations(range(len(search.goals)), 2))[:6]
    columns = min(len(pairs) or len(search.factors), 3)
    rows = -(-(len(pairs) or min(len(search.factors), 6)) // columns)
    width, height = max(6.4, 4.0 * columns + 0.8), 3.3 * rows + 1.7
    count, trials = len(search.on_front), len(search.points)
    what = "designs tried are beaten by no other in all goals at once" if pairs else "best of the designs tried"
    title = f"{count} of {trials} {what}" if pairs else f"The {what}"
    settlement = search.scenario.settlement.name
    under = f"{settlement}, {search.scenario.design.title}; " + ", ".join(
        f"{each.name} {each.low:g} to {each.high:g} {each.unit}".strip() for each in search.factors
    )
    picture = sheet(width, height, title, wrapped(under, width * 0.86), wrapped(_caption(search), width))
    places = picture.subplots(rows, columns, squeeze=False)
    picture.subplots_adjust(
        left=0.85 / width, right=1 - 0.25 / width, top=1 - 1.05 / height, bottom=1.3 / height, wspace=0.32, hspace=0.42
    )
    for axes in places.flat[len(pairs) or len(search.factors) :]:
        axes.remove()
    if pairs:
        for axes, (x, y) in zip(places.flat, pairs, strict=False):
            _pair(axes, search, x, y)
    else:
        for axes, number in zip(places.flat, range(len(search.factors)), strict=False):
            _over_factor(axes, search, number)
    return picture


def _caption(search: "Search") -> str:
    runs = (len(search.points) + 1) * len(search.seeds) + (len(search.fresh) + 1) * len(search.fresh_seeds)
    old, new = search.seeds, search.fresh_seeds
    short = ", ".join(f"{each.about.title} ({summary_of(each.measure)})" for each in search.goals)
    return (
        "Differences from the design as it is, under the same luck. "
        f"{runs:,} runs of {search.scenario.clock.days} days. "
        f"Grey: means of {len(old)} seeds ({old[0]} to {old[-1]}). "
        f"Blue: the front, run again under {len(new)} fresh seeds ({new[0]} to {new[-1]}), {KIND}; pale "
        f"where a bootstrap of the seeds puts the point on the front in fewer than half of the samples. {short}. "
        "Proposals by Optuna's multi-objective TPE."
    )


def _pair(axes: Axes, search: "Search", x: int, y: int) -> None:
    means = search.answers.mean(axis=1) - search.base.mean(axis=0)
    for line in (axes.axhline, axes.axvline):
        line(0, color=GREY, linewidth=0.8, zorder=1)
    axes.plot(means[:, x], means[:, y], "o", color=REFERENCE, markersize=3.2, alpha=0.45, markeredgewidth=0)
    best, goals = search.best(), search.goals
    for row in best.to_dict("records"):
        strength = 1.0 if not row["chance_front"] < 0.5 else 0.4
        ends = [[row[f"{goals[n].measure}_gain{end}"] for end in ("", "_low", "_high")] for n in (x, y)]
        (at_x, low_x, high_x), (at_y, low_y, high_y) = ends
        axes.plot([low_x, high_x], [at_y, at_y], color=_FRONT, linewidth=1.1, alpha=0.6 * strength)
        axes.plot([at_x, at_x], [low_y, high_y], color=_FRONT, linewidth=1.1, alpha=0.6 * strength)
        axes.plot(at_x, at_y, "o", color=_FRONT, markersize=5.5, alpha=strength, markeredgecolor="white")
    for axis, number in ((axes.xaxis, x), (axes.yaxis, y)):
        goal = goals[number]
        way = "more" if goal.highest else "less"
        axis.set_label_text(f"{goal.about.title}, {goal.about.unit} ({way} is better)", color=GREY, fontsize=8.3)
        axis.set_major_locator(MaxNLocator(5))
        axis.set_major_formatter(FuncFormatter(_signed))
    axes.grid(axis="both")


def _signed(value: float, _: object) -> str:
    return amount(value, like=value if abs(value) >= 1 else 10 * value, signed=True) if value else "0"


def _over_factor(axes: Axes, search: "Search", number: int) -> None:
    goal, factor = search.goals[0], search.factors[number]
    best = search.best()
    values = np.array([float(point[factor.name]) for point in search.points])
    gains = search.answers[:, :, 0].mean(axis=1) - search.base[:, 0].mean()
    axes.plot(values, gains, "o", color=REFERENCE, markersize=3.2, alpha=0.45, mew=0)
    measure = goal.measure
    low, high = best[f"{measure}_gain_low"], best[f"{measure}_gain_high"]
    axes.vlines(best[factor.name], low, high, color=_FRONT, linewidth=1.3)
    axes.plot(best[factor.name], best[f"{measure}_gain"], "o", color=_FRONT, markersize=6)
    axes.set_xlabel(f"{factor.name} {factor.unit}".strip(), color=GREY)
    axes.xaxis.set_major_locator(MaxNLocator(5))
    if number % 3 == 0:
        axes.set_ylabel(f"{goal.about.title}, {goal.about.unit}", color=INK, fontsize=8.3)

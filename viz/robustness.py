"""The figure of options in uncertain futures: how much each regrets, how often it is good enough, and where not."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from viz.palette import colour_of, dashes_of
from viz.style import GREY, INK, save, sheet, wrapped

if TYPE_CHECKING:
    from experiments.stress import Stress


def draw(stress: "Stress", folder: Path) -> list[Path]:
    """Draw options in uncertain futures and write it as PNG, SVG and PDF; gives the files."""
    return save(lambda: figure(stress), folder, "robustness")


def figure(stress: "Stress") -> Figure:
    """Make the figure; see `draw`."""
    names, about = stress.names, stress.goal.about
    lines = _where_it_fails(stress)
    width = 10.4
    height = 3.4 + 0.3 * len(names) + 0.2 * len(lines) + 0.5
    worlds = len(stress.futures.futures)
    least = stress.summary().sort_values("regret_most").iloc[0]
    most = f"{least['regret_most']:,.3g} {about.unit}"
    title = f"{least['option']} regrets least in its worst future ({most})"
    if least["regret_most"] == 0:
        title = f"{least['option']} is the best in every future"
    under = f"{about.title}, {about.unit}; {len(names)} options in the same {worlds} futures"
    uncertain = ", ".join(stress.futures.futures.columns)
    caption = (
        f"{stress.futures.runs:,} runs, at least {stress.futures.seeds} under seeds of their own for each pair; "
        f"uncertain: {uncertain}. Regret: loss against the best option of the same future. Bars: 95 % bootstrap "
        "intervals over futures."
    )
    picture = sheet(width, height, title, under, wrapped(caption, width))
    foot = 0.75 + 0.2 * len(lines)
    left, right = picture.subplots(1, 2, width_ratios=(1.35, 1))
    picture.subplots_adjust(
        left=0.07,
        right=0.975,
        top=1 - 1.0 / height,
        bottom=(foot + 0.55) / height,
        wspace=0.16 + 0.013 * _longest(names),
    )
    _regrets(left, stress)
    _shares(right, stress)
    for number, line in enumerate(lines):
        weight = "bold" if number == 0 else "normal"
        place = (foot - 0.14 - 0.2 * number) / height
        picture.text(0.12 / width, place, line, fontsize=8.3, color=INK, va="top", fontweight=weight)
    return picture


def _longest(names: list[str]) -> int:
    return min(max(map(len, names)), 36)


def _regrets(axes: Axes, stress: "Stress") -> None:
    loss = stress.regret.to_numpy()
    share = 100 * (np.arange(len(loss)) + 1) / len(loss)
    for number, name in enumerate(stress.names):
        (line,) = axes.step(share, np.sort(loss[:, number]), where="pre", color=colour_of(number), lw=1.6, label=name)
        if dashes := dashes_of(number):
            line.set_dashes(dashes)
    axes.set_xlim(0, 100)
    axes.set_ylim(bottom=-0.02 * loss.max())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f} %"))
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.set_xlabel("share of futures with at most this regret", color=GREY)
    axes.set_title(f"Regret, {stress.goal.about.unit}", loc="left", fontsize=10, fontweight="bold", color=INK)


def _shares(axes: Axes, stress: "Stress") -> None:
    table = stress.summary()
    column = "enough" if stress.enough else "best_share"
    heights = np.arange(len(table))[::-1]
    for number, (row, height) in enumerate(zip(table.to_dict("records"), heights, strict=True)):
        colour = colour_of(number)
        axes.barh(height, 100 * row[column], height=0.5, color=colour)
        axes.plot([100 * row[f"{column}_low"], 100 * row[f"{column}_high"]], [height] * 2, color=INK, lw=1)
        axes.annotate(
            f"{100 * row[column]:.0f} %",
            (max(100 * row[f"{column}_high"], 0), height),
            (5, 0),
            textcoords="offset points",
            va="center",
            fontsize=8.3,
        )
    axes.set_yticks(heights, table["option"])
    for number, label in enumerate(axes.get_yticklabels()):
        label.set_color(colour_of(number))
        label.set_fontweight("bold")
    axes.set_xlim(0, 115)
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:.0f} %"))
    axes.set_xlabel("share of futures", color=GREY)
    axes.grid(axis="x")
    axes.grid(visible=False, axis="y")
    what = " and ".join(str(each) for each in stress.enough)
    title = f"Good enough: {what}" if what else "Best of all"
    axes.set_title(title, loc="left", fontsize=10 if len(title) < 45 else 8.5, fontweight="bold", color=INK)


def _where_it_fails(stress: "Stress") -> list[str]:
    """A line for each option on what its bad futures have in common; the first says what bad is."""
    what = "not good enough" if stress.enough else "in the worst quarter of its regrets"
    lines = [f"Futures in which an option is {what} (classification tree)"]
    for name, found in stress.discoveries().items():
        if found.base in (0.0, 1.0):
            lines.append(f"{name}: {'none' if found.base == 0 else 'all'} of the futures.")
        elif not found.says_something:
            lines.append(f"{name}: {found.base:.0%} of the futures; the tree finds nothing that sets them apart.")
        else:
            box = found.boxes[0]
            rules = " and ".join(box.rules)
            lines.append(
                f"{name}: {found.base:.0%} of all futures, {box.density:.0%} where {rules} "
                f"({box.coverage:.0%} of them lie there; "
                f"balanced accuracy {found.accuracy:.2f})."
            )
    return lines

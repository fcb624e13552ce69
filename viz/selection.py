"""The figure of a choice among designs: means with intervals, and who left the race when."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.headline import summary_of
from experiments.intervals import KIND, half_widths
from experiments.wording import amount, chance_in_words
from viz.labels import label_ends
from viz.palette import colour_of, dashes_of
from viz.style import GREY, INK, between, save, sheet, wrapped

if TYPE_CHECKING:
    from experiments.select import Selection


def draw(selection: "Selection", folder: Path) -> list[Path]:
    """Draw a choice and write it as PNG, SVG and PDF; gives the files."""
    return save(lambda: figure(selection), folder, "selection")


def figure(selection: "Selection") -> Figure:
    """Make the figure of a choice; see `draw`."""
    settlement, clock, about = selection.scenario.settlement, selection.scenario.clock, selection.goal.about
    made = selection.choice.replicates
    width, height = 10.0, 4.6
    counts = f"{min(made)}" if min(made) == max(made) else f"{min(made)} to {max(made)}"
    seeds = f"seeds {selection.first_seed} to {selection.first_seed + max(made) - 1}"
    caption = (
        f"{sum(made):,} runs of {clock.days} days: {counts} replicates of each design ({seeds}) on the same luck. "
        f"Left: {KIND}; P is the posterior probability of the best mean over the replicates that all have. "
        f"Right: running means of the differences from the chosen design; a dot where a design left the race. "
        f"Procedure of Kim and Nelson (2001), smallest difference that matters {selection.least:g} {about.unit}."
    )
    under = f"{about.title}, {about.unit} ({summary_of(about.name)}), {settlement.name}"
    picture = sheet(width, height, selection.verdict, under, wrapped(caption, width))
    picture.set_layout_engine(between(head=0.83, foot=0.17))
    left, right = picture.subplots(1, 2, width_ratios=(1, 1.15))
    _means(left, selection)
    _race(right, selection)
    return picture


def _means(axes: Axes, selection: "Selection") -> None:
    table = selection.summary()
    heights = np.arange(len(table))[::-1]
    row: Any
    for number, (row, y) in enumerate(zip(table.itertuples(), heights, strict=True)):
        colour = colour_of(number)
        axes.plot([row.low, row.high], [y, y], color=colour, linewidth=2.2, solid_capstyle="butt")
        axes.plot(row.mean, y, "o", color=colour, markersize=6)
        chance = _chance(row.chance_best)
        axes.annotate(
            f"{amount(row.mean)}{chance}", (row.mean, y), (0, 7), textcoords="offset points", ha="center", fontsize=8
        )
    axes.set_yticks(heights, table["design"])
    for label, design in zip(axes.get_yticklabels(), table["design"], strict=True):
        label.set_fontweight("bold" if design == selection.best else "normal")
    axes.set_ylim(-0.6, len(table) - 0.35)
    axes.margins(x=0.16)
    axes.grid(axis="x")
    axes.grid(visible=False, axis="y")
    axes.xaxis.set_major_locator(MaxNLocator(5))
    axes.set_xlabel(f"{selection.goal.about.title}, {selection.goal.about.unit}", color=GREY)
    axes.set_title("Mean", loc="left", fontsize=10, fontweight="bold", color=INK)


def _chance(chance: float) -> str:
    if np.isnan(chance):
        return ""
    words = chance_in_words(chance)
    return f"   P {words}" if words[0] in "<>" else f"   P = {words}"


def _race(axes: Axes, selection: "Selection") -> None:
    best, values = selection.choice.best, selection.values
    ends = []
    for number, design in enumerate(selection.designs):
        made = selection.choice.replicates[number]
        if number == best or made < 2:
            continue
        off = values[:made, number] - values[:made, best]
        counts = np.arange(2, made + 1)
        means = np.array([off[:n].mean() for n in counts])
        half = np.array([float(half_widths(off[:n])) for n in counts])
        shown = counts >= min(5, made)
        colour = colour_of(number)
        (line,) = axes.plot(counts[shown], means[shown], color=colour, linewidth=1.5)
        if dashes := dashes_of(number):
            line.set_dashes(dashes)
        axes.fill_between(counts[shown], (means - half)[shown], (means + half)[shown], color=colour, alpha=0.2, lw=0)
        if made < len(values):
            axes.plot(made, means[-1], "o", color=colour, markersize=5)
        ends.append((float(means[-1]), design, colour))
    axes.axhline(0, color=colour_of(best), linewidth=1.5)
    ends.append((0.0, selection.best, colour_of(best)))
    axes.margins(x=0)
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.set_xlabel("replicates", color=GREY)
    axes.set_title(f"Difference from {selection.best}", loc="left", fontsize=10, fontweight="bold", color=INK)
    label_ends(axes, ends, gap=0.09)

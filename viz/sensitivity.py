"""The figure of a sensitivity analysis: what each factor does, and whether the sample was large enough."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, NullLocator

from experiments.headline import summary_of
from model.measures import CATALOGUE
from viz.labels import label_ends
from viz.palette import OKABE_ITO, colour_of, dashes_of
from viz.style import GREY, INK, between, save, sheet, wrapped

if TYPE_CHECKING:
    from experiments.sensitivity import Sensitivity

_MAIN = {"sobol": "total", "morris": "mu_star"}
_TITLES = {"sobol": "Share of the variance", "morris": "Change over the factor's range (μ*)"}


def draw(sensitivity: "Sensitivity", folder: Path) -> list[Path]:
    """Draw each measure and write it as PNG, SVG and PDF; gives the files."""
    return [
        file
        for measure in sensitivity.measures
        for file in save(lambda name=measure: figure(sensitivity, name), folder, f"sensitivity-{measure}")  # type: ignore[misc]
    ]


def figure(sensitivity: "Sensitivity", measure: str) -> Figure:
    """Make the figure of one measure; see `draw`."""
    about, scenario = CATALOGUE[measure], sensitivity.scenario
    factors = len(sensitivity.factors)
    width, height = 10.4, 2.9 + 0.36 * max(factors, 4)
    under = f"{about.title}, {about.unit} ({summary_of(measure)}); {scenario.settlement.name}, {scenario.design.title}"
    title = f"{about.title}: what moves it, and by how much"
    picture = sheet(width, height, title, under, wrapped(_caption(sensitivity, measure), width))
    picture.set_layout_engine(between(head=1 - 0.75 / height, foot=0.8 / height))
    left, right = picture.subplots(1, 2, width_ratios=(1.25, 1))
    table = sensitivity.indices
    table = table[table["measure"] == measure]
    order = table[table["index"] == _MAIN[sensitivity.method]].sort_values("value")["factor"].tolist()
    (_variance if sensitivity.method == "sobol" else _effects)(left, table, order, sensitivity, measure)
    left.set_yticks(range(factors), [_factor_label(sensitivity, name) for name in order])
    left.set_title(_TITLES[sensitivity.method], loc="left", fontsize=10, fontweight="bold", color=INK)
    _convergence(right, sensitivity, measure, order)
    return picture


def _caption(sensitivity: "Sensitivity", measure: str) -> str:
    runs, seeds = sensitivity.answers[:, :, 0].size, sensitivity.seeds
    what = "base samples" if sensitivity.method == "sobol" else "trajectories"
    luck = sensitivity.luck(measure)
    noise = "" if np.isnan(luck) else f" Luck alone makes {luck:.0%} of the variance of single runs."
    span = f"seeds {seeds[0]} to {seeds[-1]}" if len(seeds) > 1 else f"seed {seeds[0]}"
    method = "Sobol indices (Saltelli 2010)" if sensitivity.method == "sobol" else "Morris's elementary effects"
    ranges = "; ".join(f"{each.name} {each.low:g} to {each.high:g} {each.unit}".strip() for each in sensitivity.factors)
    return (
        f"{method}: {sensitivity.size:,} {what}, {runs:,} runs of {sensitivity.scenario.clock.days} days, mean of "
        f"{len(seeds)} ({span}) at each point; 95 % bootstrap intervals.{noise} Ranges: {ranges}."
    )


def _factor_label(sensitivity: "Sensitivity", name: str) -> str:
    return name.replace("_", " ") if "." not in name else name


def _variance(axes: Axes, table: pd.DataFrame, order: list[str], *_: object) -> None:
    for index, colour, shift in (("total", OKABE_ITO[1], 0.17), ("first", OKABE_ITO[4], -0.17)):
        rows = table[table["index"] == index].set_index("factor").loc[order]
        heights = np.arange(len(order)) + shift
        label = {"total": "in all (total)", "first": "by itself (first order)"}[index]
        axes.barh(heights, rows["value"].clip(lower=0), height=0.32, color=colour, label=label)
        axes.hlines(heights, rows["low"], rows["high"], color=INK, linewidth=1)
    axes.legend(loc="lower right", fontsize=8)
    axes.axvline(0, color=GREY, linewidth=0.8)
    # Beyond 0 to 1 there are only the ends of wide intervals, and there is no need to see where they end.
    axes.set_xlim(max(-0.25, axes.get_xlim()[0]), min(1.25, max(1.0, axes.get_xlim()[1])))
    axes.set_xlabel("share of variance", color=GREY)
    axes.grid(axis="x")
    axes.grid(visible=False, axis="y")


def _effects(axes: Axes, table: pd.DataFrame, order: list[str], sensitivity: "Sensitivity", measure: str) -> None:
    size = table[table["index"] == "mu_star"].set_index("factor").loc[order]
    mean = table[table["index"] == "mu"].set_index("factor").loc[order]["value"]
    sigma = table[table["index"] == "sigma"].set_index("factor").loc[order]["value"]
    heights = np.arange(len(order))
    axes.barh(heights + 0.14, size["value"], height=0.36, color=OKABE_ITO[1], label="mean size, μ*")
    axes.hlines(heights + 0.14, size["low"], size["high"], color=INK, linewidth=1)
    axes.barh(heights - 0.18, sigma, height=0.2, color=OKABE_ITO[4], label="spread, σ (interaction, curvature)")
    for height, value, end in zip(heights, mean, np.maximum(size["high"], sigma), strict=True):
        sign = "+" if value > 0 else "−"
        axes.annotate(sign, (end, height + 0.14), (4, 0), textcoords="offset points", va="center", fontsize=10)
    axes.legend(loc="lower right", fontsize=8)
    axes.margins(x=0.08)
    axes.set_xlim(left=0)
    axes.set_xlabel(f"{CATALOGUE[measure].unit}; + raises it, − lowers it", color=GREY)
    axes.grid(axis="x")
    axes.grid(visible=False, axis="y")


def _convergence(axes: Axes, sensitivity: "Sensitivity", measure: str, order: list[str]) -> None:
    table = sensitivity.convergence
    table = table[(table["measure"] == measure) & (table["index"] == _MAIN[sensitivity.method])]
    sizes = sorted(table["size"].unique())
    ends = []
    strongest = order[::-1]
    for number, name in enumerate(strongest[:6], start=1):
        rows = table[table["factor"] == name].set_index("size").loc[sizes]
        colour = colour_of(number)
        (line,) = axes.plot(sizes, rows["value"], color=colour, linewidth=1.5, marker="o", markersize=3.5)
        if dashes := dashes_of(number):
            line.set_dashes(dashes)
        axes.fill_between(sizes, rows["low"], rows["high"], color=colour, alpha=0.13, linewidth=0)
        ends.append((float(rows["value"].iloc[-1]), _factor_label(sensitivity, name), colour))
    axes.set_xscale("log", base=2)
    axes.set_xticks(sizes, [str(size) for size in sizes])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.margins(x=0.02)
    axes.set_xlabel("base samples" if sensitivity.method == "sobol" else "trajectories", color=GREY)
    what = "Total index" if sensitivity.method == "sobol" else "μ*"
    axes.set_title(f"{what} as the sample grows", loc="left", fontsize=10, fontweight="bold", color=INK)
    if sensitivity.method == "sobol":
        axes.set_ylim(max(-0.25, axes.get_ylim()[0]), min(1.25, axes.get_ylim()[1]))
    finite = [(value, name.split(".")[-1], colour) for value, name, colour in ends if np.isfinite(value)]
    label_ends(axes, finite, gap=0.075, size=8.3)

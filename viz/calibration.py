"""The figure of a calibration: what is believed about parameters, and whether the fit foretells the data."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.observed import SERIES
from experiments.wording import amount
from viz.palette import OKABE_ITO, REFERENCE
from viz.style import GREY, INK, save, sheet, wrapped

if TYPE_CHECKING:
    from experiments.calibrate import Calibration

_BINS = 20


def draw(calibration: "Calibration", folder: Path) -> list[Path]:
    """Draw a calibration and write it as PNG, SVG and PDF; gives the files."""
    return save(lambda: figure(calibration), folder, "calibration")


def figure(calibration: "Calibration") -> Figure:
    """Make the figure; see `draw`."""
    post, observed = calibration.posterior, calibration.observed
    columns = max(len(calibration.factors), 2)
    width, height = max(8.6, 2.9 * columns), 4.2 + 2.5 * len(observed.values)
    settlement = calibration.scenario.settlement.name
    silent = sum(post.says_nothing(number) for number in range(len(calibration.factors)))
    title = f"What {len(observed.flat)} observed numbers say about {len(calibration.factors)} parameter(s)"
    if silent:
        title += f"; about {silent} of them nothing"
    under = f"{settlement}, {calibration.scenario.design.title}; {observed.months[0]} to {observed.months[-1]}"
    check = len(calibration.predicted)
    caption = (
        f"Above: posterior by approximate Bayesian computation (pyABC), {post.simulations:,} simulations, seeds from "
        f"{calibration.first_seed}, {len(post.weights)} draws (effectively {post.effective:.0f}); dashed: prior; bar: "
        f"median and 95 % credible interval. Below: {check} predictive runs with parameters drawn from the posterior, "
        "each under a seed of its own; band: 95 % of them, line: median, dots: observed."
    )
    picture = sheet(width, height, title, under, wrapped(caption, width))
    grid = picture.add_gridspec(
        1 + len(observed.values),
        1,
        left=0.75 / width,
        right=1 - 0.3 / width,
        top=1 - 1.15 / height,
        bottom=1.15 / height,
        hspace=0.55,
    )
    above = grid[0].subgridspec(1, len(calibration.factors), wspace=0.18)
    for number in range(len(calibration.factors)):
        _posterior(picture.add_subplot(above[number]), calibration, number)
    for number, name in enumerate(observed.values, start=1):
        _check(picture.add_subplot(grid[number]), calibration, name)
    return picture


def _posterior(axes: Axes, calibration: "Calibration", number: int) -> None:
    post, factor = calibration.posterior, calibration.factors[number]
    silent = post.says_nothing(number)
    colour = REFERENCE if silent else OKABE_ITO[1]
    density, edges = np.histogram(post.shares[:, number], bins=_BINS, range=(0, 1), weights=post.weights, density=True)
    at = factor.low + edges * (factor.high - factor.low)
    axes.stairs(density, at, fill=True, color=colour, alpha=0.35)
    axes.axhline(1.0, color=GREY, linewidth=1, dashes=(3, 2))
    low, high = post.interval(number)
    ends = [factor.low + share * (factor.high - factor.low) for share in (post.quantile(number, 0.5), low, high)]
    height = -0.06 * density.max()
    axes.plot(ends[1:], [height, height], color=colour, linewidth=2.4, solid_capstyle="butt", clip_on=False)
    axes.plot(ends[0], height, "o", color=colour, markersize=5, clip_on=False)
    axes.set_ylim(-0.12 * density.max(), 1.08 * density.max())
    axes.set_xlim(factor.low, factor.high)
    axes.xaxis.set_major_locator(MaxNLocator(4))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(factor.unit or "pure number", color=GREY)
    axes.set_title(
        factor.name.split(".")[-1] if len(factor.name) > 26 else factor.name,
        loc="left",
        fontsize=9.5,
        fontweight="bold",
        color=INK,
        pad=16,
    )
    said = "the data say nothing" if silent else f"{amount(ends[0])} ({amount(ends[1])} to {amount(ends[2])})"
    axes.text(0, 1.03, said, transform=axes.transAxes, fontsize=8.3, color=GREY, va="bottom")


def _check(axes: Axes, calibration: "Calibration", name: str) -> None:
    table = calibration.check()
    rows = table[table["series"] == name].reset_index(drop=True)
    at = np.arange(len(rows))
    axes.fill_between(at, rows["low"], rows["high"], color=OKABE_ITO[1], alpha=0.22, linewidth=0)
    axes.plot(at, rows["predicted"], color=OKABE_ITO[1], linewidth=1.5)
    inside = rows["within"].to_numpy()
    axes.plot(at[inside], rows["observed"][inside], "o", color=INK, markersize=4.5)
    axes.plot(at[~inside], rows["observed"][~inside], "D", color=OKABE_ITO[0], markersize=5.5)
    step = -(-len(rows) // 12)
    axes.set_xticks(at[::step], rows["month"][::step])
    axes.yaxis.set_major_locator(MaxNLocator(5))
    if rows["low"].min() > 0:
        axes.set_ylim(bottom=0)
    axes.margins(x=0.02)
    out = int((~inside).sum())
    _, title, unit = SERIES[name]
    axes.set_title(f"{title}, {unit}", loc="left", fontsize=9.5, fontweight="bold", color=INK)
    axes.set_title(
        f"{len(rows) - out} of {len(rows)} within the band" + ("; diamonds: outside" if out else ""),
        loc="right",
        fontsize=8.3,
        color=GREY,
    )

"""The figure of convergence: a design's effects by number of replicates, size of the settlement and time step."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullLocator

from model.measures import CATALOGUE
from viz.palette import OKABE_ITO
from viz.style import FAINT, GREY, INK, save, sheet, wrapped

if TYPE_CHECKING:
    from experiments.convergence import Convergence

_HEADS = ("by number of replicates", "by size, counts per 1,000 people", "by time step of ties and feelings, days")


def draw(convergence: "Convergence", folder: Path) -> list[Path]:
    """Draw the effects and write them as PNG, SVG and PDF; gives the files."""
    return save(lambda: figure(convergence), folder, "convergence")


def figure(convergence: "Convergence") -> Figure:
    """Make the figure; see `draw`."""
    measures, scenario = convergence.measures, convergence.scenario
    width, height = 11.0, 1.9 + 1.55 * len(measures)
    under = (
        f"{scenario.design.title} against the status quo; {scenario.settlement.name}, {scenario.clock.days:,} days; "
        "difference on the same luck"
    )
    few = convergence.sizes.shape[3]
    caption = (
        f"Left: the first n of {len(convergence.seeds)} replicates, with the 95 % t-interval of the mean difference. "
        f"Middle and right: {few} replicates at each point, with the same interval; in the middle one house for all "
        "sizes (filled), and places in proportion to the people (open). The operator stays in all runs."
    )
    picture = sheet(width, height, "What results hang on, and what not", under, wrapped(caption, width))
    axes = picture.subplots(len(measures), 3, squeeze=False)
    picture.subplots_adjust(
        left=0.075, right=0.985, top=1 - 1.15 / height, bottom=1.0 / height, wspace=0.2, hspace=0.62
    )
    sizes, steps = convergence.by_size(), convergence.by_step()
    for number, name in enumerate(measures):
        about = CATALOGUE[name]
        for panel, head in zip(axes[number], _HEADS, strict=True):
            title = f"{about.title}, {about.unit}" if panel is axes[number][0] else ""
            panel.set_title(title, loc="left", fontsize=9.3, fontweight="bold", color=INK)
            if number == len(measures) - 1:
                panel.set_xlabel(head, color=GREY, fontsize=8.6)
            panel.yaxis.set_major_locator(MaxNLocator(4))
            panel.yaxis.set_major_formatter("{x:,g}")
            panel.tick_params(labelsize=8)
        _replicates(axes[number][0], convergence.running(name))
        _sizes(axes[number][1], sizes[sizes["measure"] == name])
        _steps(axes[number][2], steps[steps["measure"] == name])
    return picture


def _replicates(axes: Axes, running: pd.DataFrame) -> None:
    low, high = running["mean"] - running["half"], running["mean"] + running["half"]
    axes.fill_between(running["replicates"], low, high, color=OKABE_ITO[1], alpha=0.18, lw=0)
    axes.plot(running["replicates"], running["mean"], color=OKABE_ITO[1], lw=1.5)
    kept = slice(2, None)  # two or three replicates have intervals that would dwarf all others
    axes.set_ylim(*_room(low[kept].min(), high[kept].max()))
    axes.set_xlim(2, running["replicates"].max())
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))


def _sizes(axes: Axes, rows: pd.DataFrame) -> None:
    marks = {"one house": ("o", OKABE_ITO[0], OKABE_ITO[0]), "in proportion": ("o", OKABE_ITO[2], "white")}
    for (house, (mark, colour, face)), shift in zip(marks.items(), (0.97, 1.03), strict=True):
        own = rows[rows["house"] == house]
        where = own["population"] * shift
        axes.plot(where, own["difference"], mark, ls="-", color=colour, mfc=face, ms=4.5, lw=1)
        axes.vlines(where, own["low"], own["high"], color=colour, lw=1.3)
    axes.set_xscale("log")
    axes.set_xticks(rows["population"].unique())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_ylim(*_room(rows["low"].min(), rows["high"].max()))


def _steps(axes: Axes, rows: pd.DataFrame) -> None:
    where = np.arange(len(rows))
    axes.axhline(rows["difference"].iloc[0], color=FAINT, lw=0.8)
    axes.plot(where, rows["difference"], "o", color=OKABE_ITO[1], ms=4.5)
    axes.vlines(where, rows["low"], rows["high"], color=OKABE_ITO[1], lw=1.3)
    axes.set_xticks(where, rows["step"].astype(str))
    axes.set_xlim(-0.5, len(rows) - 0.5)
    axes.set_ylim(*_room(rows["low"].min(), rows["high"].max()))


def _room(low: float, high: float) -> tuple[float, float]:
    """Bounds with a margin; 0 belongs to the picture where it is near."""
    span = high - low or abs(high) or 1.0
    bottom = 0.0 if 0.0 <= low < span else low - 0.15 * span
    return bottom, high + 0.15 * span

"""The figure of an ablation: a design's effect on each measure with one mechanism after the other switched off."""

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from model.measures import CATALOGUE
from viz.palette import OKABE_ITO
from viz.style import FAINT, GREY, INK, save, sheet, wrapped

if TYPE_CHECKING:
    from experiments.ablation import Ablation

_COLUMNS = 3


def draw(ablation: "Ablation", folder: Path) -> list[Path]:
    """Draw the effects and write them as PNG, SVG and PDF; gives the files."""
    return save(lambda: figure(ablation), folder, "ablation")


def figure(ablation: "Ablation") -> Figure:
    """Make the figure; see `draw`."""
    table, measures = ablation.table(), ablation.measures
    titles = table["title"].unique().tolist()
    rows = -(-len(measures) // _COLUMNS)
    columns = min(_COLUMNS, len(measures))
    width, height = 11.0, 1.6 + rows * (0.55 + 0.19 * len(titles))
    place, design = ablation.scenario.settlement, ablation.scenario.design
    under = f"{design.title} against the status quo; {place.name}, {ablation.scenario.clock.days:,} days"
    caption = (
        f"{len(ablation.seeds)} replicates (seeds {ablation.seeds[0]} to {ablation.seeds[-1]}); dots: mean difference, "
        "bars: 95 % t-interval of differences paired by seed. Line and band: nothing is off. Coloured: switching the "
        "mechanism off changes the effect, the interval of that change excludes 0. The operator stays in all runs."
    )
    picture = sheet(width, height, "What each mechanism does", under, wrapped(caption, width))
    axes = picture.subplots(rows, columns, squeeze=False)
    picture.subplots_adjust(
        left=0.255, right=0.985, top=1 - 1.0 / height, bottom=0.95 / height, wspace=0.12, hspace=0.75 / height * rows
    )
    for number, name in enumerate(measures):
        panel = axes[number // columns][number % columns]
        _panel(panel, table[table["measure"] == name], titles, labelled=number % columns == 0)
        about = CATALOGUE[name]
        panel.set_title(f"{about.title}, {about.unit}", loc="left", fontsize=9.3, fontweight="bold", color=INK)
    for empty in range(len(measures), rows * columns):
        axes[empty // columns][empty % columns].set_axis_off()
    return picture


def _panel(axes: Axes, rows: pd.DataFrame, titles: list[str], *, labelled: bool) -> None:
    whole = rows.iloc[0]
    axes.axvspan(whole["low"], whole["high"], color=FAINT, alpha=0.22, lw=0)
    axes.axvline(whole["effect"], color=GREY, lw=0.9)
    axes.axvline(0.0, color=FAINT, lw=0.8, dashes=(2, 2))
    for height, row in enumerate(rows.to_dict("records")):
        colour = (OKABE_ITO[0] if row["change"] < 0 else OKABE_ITO[1]) if row["matters"] else GREY
        axes.plot([row["low"], row["high"]], [height, height], color=colour, lw=1.4)
        axes.plot(row["effect"], height, "o", color=colour, ms=4.2)
    axes.set_yticks(range(len(titles)), titles if labelled else [""] * len(titles), fontsize=8.2)
    axes.set_ylim(len(titles) - 0.4, -0.6)
    axes.xaxis.set_major_locator(MaxNLocator(4))
    axes.xaxis.set_major_formatter("{x:,g}")
    axes.tick_params(axis="x", labelsize=8)
    axes.grid(axis="x")
    axes.grid(visible=False, axis="y")

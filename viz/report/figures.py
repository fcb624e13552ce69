"""The report's figures, as SVG to be put into a page: no script, no foreign host, texts that stay texts."""

import io
import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.dates import AutoDateLocator, DateFormatter, date2num
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from experiments.intervals import half_widths, mean_interval
from viz.comparison import Panel, days_shown, parting, values_of
from viz.palette import colour_of, dashes_of
from viz.report.words import Words
from viz.style import FAINT, GREY, STYLE

if TYPE_CHECKING:
    from experiments.compare import Comparison

MONEY_PANELS = (
    Panel("operator_cash", counted=True, millions=True),
    Panel("state_gain_net", counted=True, millions=True),
)

_POINTS = 240
_STYLE = STYLE | {"font.family": "sans-serif", "font.size": 9.5}


def lines(comparison: "Comparison", panel: Panel, words: Words, number: int) -> str:
    """Draw a measure over time, a line for each design, as SVG.

    Parameters
    ----------
    comparison : Comparison
    panel : Panel
        What to show.
    words : Words
        The language.
    number : int
        Number of the figure in its page; keeps names within the drawings apart.
    """
    with matplotlib.rc_context(_STYLE):
        picture = Figure(figsize=(4.9, 2.55))
        axes = picture.subplots()
        picture.subplots_adjust(left=0.105, right=0.985, top=0.965, bottom=0.115)
        _draw_lines(axes, comparison, panel, words)
        return as_svg(picture, number)


def _draw_lines(axes: Axes, comparison: "Comparison", panel: Panel, words: Words) -> None:
    clock, opens = comparison.scenario.clock, comparison.scenario.opens
    dates = date2num(np.datetime64(clock.start) + np.arange(clock.days))
    shown = days_shown(panel, comparison)
    if not panel.counted:
        shown = shown[_thinned(len(shown), min(opens, clock.days - 1))]
    reference = values_of(panel, comparison, comparison.reference)[:, shown]
    for number, design in enumerate(comparison.designs):
        values = values_of(panel, comparison, design)[:, shown]
        first = 0 if number == 0 else parting(values, reference)
        days, middle = dates[shown[first:]], values.mean(axis=0)[first:]
        half = half_widths(values)[first:]
        colour = colour_of(number)
        (line,) = axes.plot(days, middle, color=colour, linewidth=1.3 if number == 0 else 1.7, zorder=3 + number)
        if dashes := dashes_of(number):
            line.set_dashes(dashes)
        if np.isfinite(half).any():
            axes.fill_between(days, middle - half, middle + half, color=colour, alpha=0.22, linewidth=0, zorder=2)
    if not panel.against_reference and not panel.millions:
        axes.set_ylim(bottom=0)
    axes.margins(x=0)
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _tick(value, panel, words)))
    locator = AutoDateLocator(minticks=3, maxticks=6)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(DateFormatter("%m.%Y"))
    if opens < clock.days:
        axes.axvline(float(dates[opens]), color=FAINT, linewidth=0.9, dashes=(3, 2), zorder=1)
        axes.annotate(
            words("hub_opens"),
            (float(dates[opens]), 1.0),
            xycoords=("data", "axes fraction"),
            xytext=(-3, -2),
            textcoords="offset points",
            ha="right",
            va="top",
            rotation=90,
            fontsize=8,
            color="#6b6b6b",
        )


def _thinned(days: int, opening: int) -> np.ndarray:
    """Some of the days, so that a page stays light: more would not be seen. First, last and opening day are there."""
    step = max(1, days // _POINTS)
    return np.unique(np.concatenate([np.arange(0, days, step), [opening, days - 1]]))


def _tick(value: float, panel: Panel, words: Words) -> str:
    text = words.plain(abs(round(value, 6)))
    sign = "\u2212" if value < 0 else "+" if panel.against_reference and value > 0 else ""
    return sign + text


def reach(table: pd.DataFrame, designs: Sequence[str], words: Words, number: int) -> str:
    """Draw the reach of every group under every design, with intervals, as SVG.

    Parameters
    ----------
    table : pandas.DataFrame
        Columns ``grouping``, ``label``, ``design`` and ``values``, the reach in percent for each seed.
    designs : sequence of str
        In order; the first is the reference.
    words : Words
        The language.
    number : int
        Number of the figure in its page.
    """
    rows: list[tuple[str, str, bool]] = []
    for grouping, part in table.groupby("grouping", sort=False):
        head = str(grouping)
        rows.append((head, head[:1].upper() + head[1:], True))
        rows += [(str(grouping), str(label), False) for label in part["label"].unique()]
    height = 0.22 * len(rows) + 0.52
    with matplotlib.rc_context(_STYLE):
        picture = Figure(figsize=(4.9, height))
        axes = picture.subplots()
        picture.subplots_adjust(left=0.44, right=0.97, top=1 - 0.06 / height, bottom=0.46 / height)
        values = table.set_index(["grouping", "label", "design"])["values"]
        for place, (grouping, label, is_head) in enumerate(rows):
            if is_head:
                continue
            for step, design in enumerate(designs):
                mean, low, high = mean_interval(values.loc[(grouping, label, design)])
                level = place + 0.5 * ((step + 0.5) / len(designs) - 0.5)
                if not math.isnan(low):
                    axes.plot([low, high], [level, level], color=colour_of(step), linewidth=1.3, alpha=0.75)
                axes.plot([mean], [level], "o", markersize=3.8, color=colour_of(step))
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_xlim(left=0)
        axes.set_yticks(range(len(rows)), [label for _, label, _ in rows])
        for tick, (_, _, is_head) in zip(axes.get_yticklabels(), rows, strict=True):
            tick.set_fontweight("bold" if is_head else "normal")
        axes.grid(True, axis="x")
        axes.grid(False, axis="y")
        axes.xaxis.set_major_locator(MaxNLocator(5))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.plain(value)))
        axes.set_xlabel(words("reach_percent"), fontsize=8.5, color=GREY)
        return as_svg(picture, number)


def as_svg(picture: Figure, number: int) -> str:
    """Write a drawing as the part of a page that it becomes."""
    FigureCanvasSVG(picture)
    picture.patch.set_alpha(0.0)
    for axes in picture.axes:
        axes.patch.set_alpha(0.0)
    buffer = io.StringIO()
    picture.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = buffer.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    text = re.sub(r' xmlns(:\w+)?="[^"]*"', "", text)
    text = re.sub(r"<style.*?</style>", "", text, flags=re.DOTALL)
    text = re.sub(r" ?font-family: [^;\"]*;?", "", text)
    text = text.replace("xlink:href", "href")
    text = re.sub(r'id="([^"]+)"', rf'id="f{number}-\1"', text)
    text = re.sub(r'(url\(#|href="#)', rf"\1f{number}-", text)
    return re.sub(r'<svg [^>]*viewBox="([^"]+)"[^>]*>', r'<svg viewBox="\1" aria-hidden="true">', text, count=1)

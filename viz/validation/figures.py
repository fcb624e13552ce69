"""The figures of a validation, as SVG to be put into a page."""

from pathlib import Path
from textwrap import wrap

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.validation.pattern import Picture
from viz.palette import OKABE_ITO
from viz.report.figures import as_svg
from viz.style import GREY, INK, STYLE, save

_SHAPE = STYLE | {"font.family": "sans-serif", "font.size": 9.5}
_PUBLISHED = "#e9e2cf"


def drawn(picture: Picture, number: int) -> str:
    """Draw what was found, with its 95 % intervals over replicates and the published range as a band.

    Parameters
    ----------
    picture : Picture
        Numbers and labels.
    number : int
        Number of the figure in its page; keeps names within the drawings apart.
    """
    with matplotlib.rc_context(_SHAPE):
        return as_svg(_sheet(picture), number)


def save_figure(picture: Picture, title: str, caption: str, folder: Path, name: str) -> list[Path]:
    """Write a figure with title and caption as PNG, SVG and PDF.

    Parameters
    ----------
    picture : Picture
    title, caption : str
        What it shows; replicates, seeds and kind of interval.
    folder : Path
    name : str
        Name of the files, without ending.
    """

    def make() -> Figure:
        sheet = _sheet(picture, height=3.4)
        sheet.suptitle("\n".join(wrap(title, 72)), fontsize=10, fontweight="bold", x=0.01, ha="left", color=INK)
        sheet.supxlabel(caption, fontsize=7.5, x=0.01, ha="left", color=GREY)
        return sheet

    return save(make, folder, name)


def _sheet(picture: Picture, height: float = 2.9) -> Figure:
    sheet = Figure(figsize=(6.4, height), layout="constrained")
    axes = sheet.subplots()
    if picture.published is not None:
        _band(axes, *picture.published)
    (_bars if picture.kind == "bars" else _lines)(axes, picture)
    axes.set_xlabel(picture.x_label)
    axes.set_ylabel(picture.y_label, color=GREY)
    if len(picture.series) > 1 or picture.published is not None:
        # Above the plot, so that no line or bar is hidden.
        axes.legend(loc="lower left", bbox_to_anchor=(0.0, 1.01), borderaxespad=0.0, ncols=3, fontsize=8.5)
    return sheet


def _band(axes: Axes, low: float, high: float) -> None:
    if low == high:
        axes.axhline(low, color="#8c7a3d", linewidth=1.4, linestyle="--", label="published", zorder=1)
    else:
        axes.axhspan(low, high, color=_PUBLISHED, label="published", zorder=0)


def _bars(axes: Axes, picture: Picture) -> None:
    places = np.arange(len(picture.x))
    width = 0.7 / len(picture.series)
    for order, (name, values) in enumerate(picture.series.items()):
        shift = (order - (len(picture.series) - 1) / 2) * width
        half = picture.half.get(name)
        errors = None if half is None else np.nan_to_num(half)
        axes.bar(
            places + shift, values, width, color=OKABE_ITO[1 - order] if order < 2 else OKABE_ITO[order], label=name
        )
        if errors is not None:
            axes.errorbar(places + shift, values, errors, fmt="none", ecolor="#333333", capsize=2.5, linewidth=1)
    axes.set_xticks(places, [str(each) for each in picture.x])


def _lines(axes: Axes, picture: Picture) -> None:
    x = np.asarray(picture.x, float)
    few = len(x) <= 30
    for order, (name, values) in enumerate(picture.series.items()):
        colour = OKABE_ITO[1 - order] if order < 2 else OKABE_ITO[order]
        half = picture.half.get(name)
        if half is not None:
            low, high = np.asarray(values) - np.nan_to_num(half), np.asarray(values) + np.nan_to_num(half)
            axes.fill_between(x, low, high, color=colour, alpha=0.18, linewidth=0)
        # The first is drawn below, and thicker, so that it is seen where another lies on it.
        stroke, width = ("-", 2.4) if order == 0 and len(picture.series) > 1 else ("-" if order == 0 else "--", 1.6)
        mark = "o" if few else None
        axes.plot(x, values, stroke, marker=mark, markersize=3.5, linewidth=width, color=colour, label=name)

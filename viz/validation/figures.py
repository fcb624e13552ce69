"""The figures of a validation, as SVG to be put into a page."""

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from experiments.validation.pattern import Picture
from viz.palette import OKABE_ITO
from viz.report.figures import as_svg
from viz.style import GREY, STYLE

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
        sheet = Figure(figsize=(6.4, 2.9), layout="constrained")
        axes = sheet.subplots()
        if picture.published is not None:
            _band(axes, *picture.published)
        (_bars if picture.kind == "bars" else _lines)(axes, picture)
        axes.set_xlabel(picture.x_label)
        axes.set_ylabel(picture.y_label, color=GREY)
        if len(picture.series) > 1 or picture.published is not None:
            axes.legend(loc="best", fontsize=8.5)
        return as_svg(sheet, number)


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
        axes.plot(x, values, "o-" if few else "-", markersize=3.5, linewidth=1.6, color=colour, label=name)

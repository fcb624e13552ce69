"""The figure of a comparison: four measures over calendar time, a line for each design, with intervals."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from experiments.intervals import half_widths
from model.measures import CATALOGUE
from viz.labels import label_ends
from viz.palette import colour_of, dashes_of
from viz.style import FAINT, GREY, INK, between, save

if TYPE_CHECKING:
    from experiments.compare import Comparison


class Panel(NamedTuple):
    """One of the small pictures."""

    measure: str
    """Name in the catalogue."""
    window: int = 1
    """Days of the running mean that is shown; whole weeks take out the weekly rhythm."""
    counted: bool = False
    """Counted now and then only: join the counts, rather than let each stand until the next."""
    percent: bool = False
    """Show a share in percent."""
    against_reference: bool = False
    """Show the difference from the reference under the same luck."""
    millions: bool = False
    """Show an amount in millions."""


PANELS = (
    Panel("visits", window=28),
    Panel("reach_30", window=7, percent=True),
    Panel("cross_ethnic_ties", counted=True, against_reference=True),
    Panel("returning_readers"),
)


MONEY_PANELS = (
    Panel("operator_cash", counted=True, millions=True),
    Panel("state_gain_net", counted=True, millions=True),
    Panel("net_jobs", counted=True),
    Panel("public_cost_per_visit", counted=True),
)


_NOTES = {
    "reach_30": " with a visit in the last 30 days",
    "operator_cash": ", fit-out and loan included",
    "state_gain_net": ", less taxes displaced elsewhere",
    "net_jobs": " employed, less jobs displaced elsewhere",
    "public_cost_per_visit": " in the last 12 months",
}
"""What the line under a title says beyond the unit."""


def draw_money(comparison: "Comparison", folder: Path) -> list[Path]:
    """Draw what the designs earn and cost; nothing where no operator began."""
    if "npv" not in set(comparison.finance()["figure"]):
        return []
    return draw(comparison, folder, "money", MONEY_PANELS, "what it earns and costs")


def draw(
    comparison: "Comparison",
    folder: Path,
    name: str = "comparison",
    panels: tuple[Panel, ...] = PANELS,
    what: str = "a library and what it may become",
) -> list[Path]:
    """Draw a comparison and write it as PNG, SVG and PDF.

    Parameters
    ----------
    comparison : Comparison
        What came out.
    folder : Path
        Folder for the files.
    name : str
        Name of the files, without ending.
    panels : tuple of Panel
        Four panels.
    what : str
        What they show, for the heading.

    Returns
    -------
    list of Path
        The files.
    """
    return save(lambda: figure(comparison, panels, what), folder, name)


def figure(
    comparison: "Comparison", panels: tuple[Panel, ...] = PANELS, what: str = "a library and what it may become"
) -> Figure:
    """Make the figure of a comparison; see `draw`."""
    picture = Figure(figsize=(10.4, 6.9), facecolor="white", layout=between(head=0.88, foot=0.055))
    FigureCanvasAgg(picture)
    places = picture.subplots(2, 2, sharex=True)
    for axes, panel in zip(places.flat, panels, strict=True):
        _draw_panel(axes, panel, comparison)
    _head(picture, comparison, what)
    return picture


def _draw_panel(axes: Axes, panel: Panel, comparison: "Comparison") -> None:
    clock = comparison.scenario.clock
    dates = date2num(np.datetime64(clock.start) + np.arange(clock.days))
    ends = []
    opacity = min(0.28, 0.84 / len(comparison.designs))  # many bands over each other stay light
    shown = days_shown(panel, comparison)
    reference = values_of(panel, comparison, comparison.reference)[:, shown]
    for number, design in enumerate(comparison.designs):
        values = values_of(panel, comparison, design)[:, shown]
        first = 0 if number == 0 else parting(values, reference)
        middle, half = values.mean(axis=0)[first:], half_widths(values)[first:]
        colour, width = colour_of(number), 1.2 if number == 0 else 1.5
        (line,) = axes.plot(dates[shown[first:]], middle, color=colour, linewidth=width, zorder=3 + number)
        if dashes := dashes_of(number):
            line.set_dashes(dashes)
        if np.isfinite(half).any():
            low, high = middle - half, middle + half
            axes.fill_between(dates[shown[first:]], low, high, color=colour, alpha=opacity, linewidth=0, zorder=2)
        finite = middle[np.isfinite(middle)]
        if len(finite):
            ends.append((float(finite[-1]), design, colour))
    _set_floor(axes, panel)
    axes.margins(x=0)
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10], integer=not panel.percent))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _tick(value, panel)))
    locator = AutoDateLocator(minticks=4, maxticks=9)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator, show_offset=False))
    axes.tick_params(labelbottom=True)
    _mark_opening(axes, comparison, dates)
    title, under = _wording(panel, comparison)
    axes.set_title(title, loc="left", fontsize=10.5, fontweight="bold", color=INK, pad=20)
    axes.text(0, 1.035, under, transform=axes.transAxes, fontsize=8.3, color=GREY, va="bottom")
    label_ends(axes, ends, gap=0.085)


def _set_floor(axes: Axes, panel: Panel) -> None:
    """Begin at zero; where a value falls below it, draw the line of zero."""
    if not panel.against_reference and axes.dataLim.y0 >= 0:
        axes.set_ylim(bottom=0)
    elif axes.dataLim.y0 < 0:
        axes.axhline(0, color=FAINT, linewidth=0.9, zorder=1)


def values_of(panel: Panel, comparison: "Comparison", design: str) -> np.ndarray:
    """Values of a panel, shape (seeds, days)."""
    values = comparison.series(panel.measure, design)
    if panel.against_reference:
        values = values - comparison.series(panel.measure, comparison.reference)
    if panel.percent:
        values = 100.0 * values
    if panel.millions:
        values = 1e-6 * values
    return running_mean(values, panel.window)


def parting(values: np.ndarray, reference: np.ndarray) -> int:
    """Last day on which a design is still one with the reference: before it there is one line to draw, not two."""
    apart = np.flatnonzero(np.any((values != reference) & np.isfinite(values), axis=0))
    return max(int(apart[0]) - 1, 0) if len(apart) else 0


def running_mean(values: np.ndarray, window: int) -> np.ndarray:
    """Mean of a day and those before it; days without so many before them have none."""
    if window == 1:
        return values
    window = min(window, values.shape[1])
    sums = np.cumsum(np.insert(values, 0, 0.0, axis=1), axis=1)
    smooth = np.full(values.shape, np.nan)
    smooth[:, window - 1 :] = (sums[:, window:] - sums[:, :-window]) / window
    return smooth


def days_shown(panel: Panel, comparison: "Comparison") -> np.ndarray:
    """Days that a panel shows: all, or those of a count: the ends of months, and wherever a number changed.

    The first day, the last, and the hub's first are always among them: until then the designs are one.
    """
    clock = comparison.scenario.clock
    if not panel.counted:
        return np.arange(clock.days)
    dates = np.datetime64(clock.start) + np.arange(clock.days + 1)
    shown = np.diff(dates.astype("datetime64[M]").astype(int)) > 0
    series = np.concatenate([comparison.series(panel.measure, design) for design in comparison.designs])
    shown[1:] |= np.any(np.diff(series, axis=1) != 0, axis=0)
    shown[[0, min(comparison.scenario.opens, clock.days - 1), -1]] = True
    return np.flatnonzero(shown)


def _wording(panel: Panel, comparison: "Comparison") -> tuple[str, str]:
    measure = CATALOGUE[panel.measure]
    unit = "% of residents" if panel.percent else f"million {measure.unit}" if panel.millions else measure.unit
    if "since the start" in measure.formula or panel.millions:
        unit += " since the start"
    unit += _NOTES.get(panel.measure, "")
    if panel.window > 1:
        unit += f", mean of {panel.window} days"
    if panel.against_reference:
        return measure.title, f"{unit}, less those under {comparison.reference}"
    return measure.title, unit


def _tick(value: float, panel: Panel) -> str:
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
    text = text.replace("-", "\u2212")
    return f"+{text}" if panel.against_reference and value > 0 else text


def _mark_opening(axes: Axes, comparison: "Comparison", dates: np.ndarray) -> None:
    opening = comparison.scenario.opens
    if opening >= len(dates):
        return
    axes.axvline(float(dates[opening]), color=FAINT, linewidth=0.9, dashes=(3, 2), zorder=1)
    axes.annotate(
        "hub opens",
        (float(dates[opening]), 1.0),
        xycoords=("data", "axes fraction"),
        xytext=(-3, -2),
        textcoords="offset points",
        ha="right",
        va="top",
        rotation=90,
        fontsize=7.5,
        color="#6b6b6b",
    )


def _head(picture: Figure, comparison: "Comparison", what: str) -> None:
    settlement, clock = comparison.scenario.settlement, comparison.scenario.clock
    title = f"{settlement.name}: {what}"
    picture.text(0.012, 0.972, title, fontsize=14, fontweight="bold", color=INK, va="top")
    place = f", {settlement.region}" if settlement.region else ""
    time = f"{clock.days} simulated days from {clock.start.day} {clock.start:%B %Y}"
    picture.text(0.012, 0.925, f"{settlement.population:,} people{place}; {time}", fontsize=9.5, color=GREY, va="top")
    band = "Lines: means. Bands: " if len(comparison.seeds) > 1 else "Lines: "
    picture.text(
        0.012,
        0.022,
        f"{band}{comparison.basis}. All designs meet the same people and the same luck under a seed.",
        fontsize=8,
        color=GREY,
    )

"""The figures of a sweep: how each measure responds to each parameter that was varied."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.factors import unit_of
from experiments.headline import HEADLINES, summary_of
from experiments.intervals import mean_interval
from model.measures import CATALOGUE
from viz.palette import OKABE_ITO
from viz.style import GREY, INK, save, sheet, wrapped

if TYPE_CHECKING:
    from experiments.sweeps import Sweep

_FEW = 12
"""So many values of a parameter are shown each by itself; more are gathered into bins."""
_BINS = 8
_PANELS = 4
_MOST = 8
_CLOUD = 3_000


def draw(sweep: "Sweep") -> list[Path]:
    """Draw the measures that the plan names, or the headline measures, and write each as PNG, SVG and PDF.

    Returns
    -------
    list of Path
        The files, in the folder of the sweep.
    """
    runs = sweep.runs
    measures = [name for name in sweep.plan.measures[:_MOST] or HEADLINES if runs[name].notna().any()]
    return [
        file
        for measure in measures
        for file in save(lambda name=measure: figure(sweep, runs, name), sweep.folder, f"response-{measure}")  # type: ignore[misc]
    ]


def figure(sweep: "Sweep", runs: pd.DataFrame, measure: str) -> Figure:
    """Make the figure of one measure; see `draw`."""
    about, plan = CATALOGUE[measure], sweep.plan
    varied = sorted(plan.vary, key=lambda name: -_range_of_means(runs, name, measure))
    shown = [name for name in varied if runs[name].nunique() > 1][:_PANELS] or varied[:1]
    width, height = max(6.4, 0.9 + 3.1 * len(shown)), 4.3
    under = f"{about.unit} ({summary_of(measure)}); {_where(sweep)}"
    picture = sheet(
        width, height, f"{about.title}: the response", under, wrapped(_caption(sweep, runs, varied, shown), width)
    )
    panels = picture.subplots(1, len(shown), sharey=True, squeeze=False)[0]
    picture.subplots_adjust(
        left=0.78 / width, right=1 - 0.2 / width, top=1 - 0.85 / height, bottom=1.35 / height, wspace=0.08
    )
    for axes, name in zip(panels, shown, strict=True):
        _respond(axes, runs[name], runs[measure])
        unit = unit_of(name)
        axes.set_xlabel(name.replace("_", " ") + (f", {unit}" if unit else ""), color=INK)
    panels[0].set_ylabel(about.unit, color=GREY)
    return picture


def _where(sweep: "Sweep") -> str:
    """Settlement and design, as far as they stay the same."""
    scenario, varied = sweep.plan.scenario, sweep.plan.vary
    kept = {"settlement": scenario.settlement.name, "design": scenario.design.title}
    return ", ".join(text for name, text in kept.items() if name not in varied) or scenario.name


def _caption(sweep: "Sweep", runs: pd.DataFrame, varied: list[str], shown: list[str]) -> str:
    plan = sweep.plan
    how = "a grid" if plan.method == "grid" else f"a {plan.method} sample"
    luck = "the same luck at every point" if plan.common_luck else "luck of its own in every run"
    left_out = (
        f" Not shown, as they move it less: {', '.join(varied[len(shown) :])}." if len(shown) < len(varied) else ""
    )
    return (
        f"n = {len(runs):,} runs of {plan.scenario.clock.days} days: {runs['point'].nunique():,} points of {how} × "
        f"{plan.replicates} replicates, {luck}. Dots: means over all else that varies; bars: 95 % intervals of these "
        f"means (Student), each run counted once. Faint dots: single runs.{left_out}"
    )


def _respond(axes: Axes, given: pd.Series, values: pd.Series) -> None:
    """Draw the runs, and mean and interval at each value or in each bin."""
    known = values.notna()
    given, values = given[known], values[known]
    numeric = pd.api.types.is_numeric_dtype(given) and not pd.api.types.is_bool_dtype(given)
    places = (
        given.astype(float) if numeric else given.map({each: n for n, each in enumerate(given.unique())}).astype(float)
    )
    if len(values) <= _CLOUD:
        axes.plot(places, values, ".", color="#c9c9c9", markersize=3, zorder=1)
    middles, means, halves = [], [], []
    for place, group in values.groupby(_gathered(places)):
        found = mean_interval(group.to_numpy(float))
        middles.append(float(str(place)))
        means.append(found.mean)
        halves.append(0.0 if np.isnan(found.high) else found.high - found.mean)
    line = "-" if numeric else ""
    axes.errorbar(
        middles, means, halves, fmt=f"o{line}", color=OKABE_ITO[1], markersize=4.5, linewidth=1.4, capsize=3, zorder=2
    )
    if numeric:
        axes.xaxis.set_major_locator(MaxNLocator(5))
    else:
        axes.set_xticks(range(given.nunique()), [str(each) for each in given.unique()])
        axes.set_xlim(-0.5, given.nunique() - 0.5)
        if given.nunique() > 3:
            axes.tick_params(axis="x", rotation=20)


def _gathered(places: pd.Series) -> pd.Series:
    if places.nunique() <= _FEW:
        return places
    bins = pd.cut(places, _BINS)
    return places.groupby(bins, observed=True).transform("mean")


def _range_of_means(runs: pd.DataFrame, name: str, measure: str) -> float:
    column = runs[name]
    if pd.api.types.is_numeric_dtype(column) and column.nunique() > _FEW:
        column = pd.cut(column, _BINS)
    means = runs.groupby(column, observed=True)[measure].mean()
    return float(means.max() - means.min())

"""Who comes, group by group: the reach of each group of residents beside that of all."""

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from model.grouping import TOURIST

if TYPE_CHECKING:
    from experiments.compare import Comparison

LEAST_GROUP = 30
"""Residents below which a group is too small to be judged by its own reach (assumed)."""

GROUPINGS = ("ethnic_group", "sex", "age", "income", "disability", "distance")
"""Ways to divide the residents by which reach is looked at."""

_YEAR = 12


def reach_by_group(groups: pd.DataFrame, grouping: str, since: str = "") -> pd.DataFrame:
    """Reach of each group of residents over the last year of a run.

    Parameters
    ----------
    groups : pandas.DataFrame
        Months by group of one run.
    grouping : str
        Such as ``ethnic_group``; for ``disability`` those with any are taken together.
    since : str
        Month, such as ``2026-03``, before which nothing counts; the last one counts in any case.

    Returns
    -------
    pandas.DataFrame
        Columns ``group``, ``residents``, ``reach`` (residents with a visit in the last 30 days / residents, mean of
        the last twelve month ends) and ``ratio`` to the reach of all.
    """
    rows = groups[(groups["grouping"] == grouping) & (groups["group"] != TOURIST)]
    months = sorted(rows["month"].unique())[-_YEAR:]
    months = [month for month in months if month >= since] or months[-1:]
    rows = rows[rows["month"].isin(months)]
    labels = rows["group"].to_numpy(object)
    if grouping == "disability":
        labels = np.where(labels == "none", "none", "any")
    names = list(dict.fromkeys(labels))
    place = np.array([names.index(label) for label in labels])
    live_there = rows["residents"].to_numpy(float)
    residents = np.bincount(place, live_there, len(names))
    # People, who were whole before they were divided.
    who_came = np.rint(rows["reach_30"].fillna(0.0).to_numpy(float) * live_there)
    came = np.bincount(place, who_came, len(names))
    reach = np.divide(came, residents, out=np.full(len(names), np.nan), where=residents > 0)
    whole = came.sum() / residents.sum()
    return pd.DataFrame(
        {
            "group": names,
            "residents": np.rint(residents / len(months)).astype(int),
            "reach": reach,
            "ratio": reach / whole if whole else np.full(len(names), np.nan),
        }
    )


def least_reached(runs: Sequence[pd.DataFrame]) -> tuple[str, list[float]]:
    """Name the group that comes least, and give its ratio to all in each run.

    The group is the one whose ratio is least on average over the runs. The least of each run would be another group in
    each, and lie below 1 by luck alone.

    Parameters
    ----------
    runs : sequence of pandas.DataFrame
        One table for each run; see `reach_by_group`.

    Returns
    -------
    group : str
        None (``""``) where no group is large enough, or nobody comes in any run.
    ratios : list of float
        One for each run; not a number where nobody comes.
    """
    together = pd.concat(runs).groupby("group", sort=False)[["residents", "ratio"]].mean()
    ratios = together.loc[together["residents"] >= LEAST_GROUP, "ratio"].dropna()
    if ratios.empty:
        return "", [math.nan] * len(runs)
    group = str(ratios.idxmin())
    return group, [float(run.loc[run["group"] == group, "ratio"].sum(min_count=1)) for run in runs]


def reach_table(comparison: "Comparison") -> pd.DataFrame:
    """Reach of every group that is large enough, under every design, since the opening.

    Returns
    -------
    pandas.DataFrame
        Columns ``grouping``, ``group``, ``design``, ``reach`` (an array, one for each seed), ``ratio`` (to the reach of
        all) and ``residents``, both means over the seeds.
    """
    rows, opening = [], comparison.scenario.opening_month
    for design in comparison.designs:
        groups = comparison.groups[comparison.groups["design"] == design]
        runs = [run for _, run in groups.groupby("seed", sort=False)]
        for grouping in GROUPINGS:
            found = pd.concat([reach_by_group(run, grouping, opening) for run in runs])
            for group, each in found.groupby("group", sort=False):
                ratio, residents = each["ratio"].mean(), each["residents"].mean()
                if residents >= LEAST_GROUP:
                    rows.append((grouping, str(group), design, each["reach"].to_numpy(), ratio, residents))
    return pd.DataFrame(rows, columns=["grouping", "group", "design", "reach", "ratio", "residents"])


def least_of_all(table: pd.DataFrame, design: str) -> pd.Series | None:
    """Give the row of the group that a design reaches least, of all groups; none where nobody comes.

    Parameters
    ----------
    table : pandas.DataFrame
        As `reach_table` gives it.
    design : str
    """
    rows = table[table["design"] == design].dropna(subset="ratio")
    return None if rows.empty else rows.iloc[int(rows["ratio"].argmin())]


def left_out_in_words(comparison: "Comparison", title: Callable[[str], str] = str) -> list[str]:
    """Say for each design which group is reached least, of all groups of all ways to divide the residents.

    Parameters
    ----------
    comparison : Comparison
    title : callable
        Gives what a group is called.
    """
    table, told = reach_table(comparison), []
    for design in comparison.designs:
        if (row := least_of_all(table, design)) is not None:
            what = f"{title(row['group'])} ({row['grouping'].replace('_', ' ')})"
            told.append(f"{design}: least reached: {what}, a month's reach {row['ratio']:.0%} of the average.")
    return told

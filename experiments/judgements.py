"""What a value of people-first evidence is, run by run."""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from experiments.reach import LEAST_GROUP, least_reached, reach_by_group
from experiments.record import Record

LEAST_DAYS = 30
"""Days of a season below which its attendance is not judged (assumed)."""

GROWING_DAYS = 180
"""Days after the opening in which visits grow, whatever the season (assumed)."""


class Judged(NamedTuple):
    """What an indicator finds in the runs of a design."""

    values: list[float]
    """One for each run; not a number where there is nothing to judge."""
    group: str = ""
    """Of whom it speaks, where that came out of the runs."""


type Judge = Callable[[Sequence[Record]], Judged]


def in_each(value: Callable[[Record], float]) -> Judge:
    """Judge each run by itself."""
    return lambda runs: Judged([value(run) for run in runs])


def parity(grouping: str) -> Judge:
    """Judge by the group that comes least, over all runs."""

    def judge(runs: Sequence[Record]) -> Judged:
        tables = [reach_by_group(run.groups, grouping, run.scenario.opening_month) for run in runs]
        group, ratios = least_reached(tables)
        return Judged(ratios, group)

    return judge


def with_disabilities(run: Record) -> float:
    """Reach of people with any disability over that of all."""
    table = reach_by_group(run.groups, "disability", run.scenario.opening_month)
    ratios = table.loc[(table["group"] == "any") & (table["residents"] >= LEAST_GROUP), "ratio"]
    return float(ratios.iloc[0]) if len(ratios) else math.nan


def measure(name: str) -> Callable[[Record], float]:
    """Take a measure of the catalogue as it is."""
    return lambda run: run.value(name)


def known_of(run: Record) -> float:
    """Nobody knows of a hub that is gone."""
    return 0.0 if run.hub_is_gone else run.value("aware_share")


def found_a_place(run: Record) -> float:
    """Visits over visits and people turned away."""
    since = run.days_since_opening
    came, turned = since["visits"].sum(), since["turned_away"].sum()
    return float(came / (came + turned)) if came + turned else math.nan


def cost_against_before(run: Record) -> float:
    """As dear as the library where the hub is gone: the year's cost would still have months of the hub in it."""
    if run.hub_is_gone:
        return 1.0
    before = float(run.before["public_cost_per_visit"].iloc[-1])
    return run.value("public_cost_per_visit") / before if before > 0 else math.nan


def months_without_loss(run: Record) -> float:
    """Share of the operator's months that end without loss."""
    operated = run.operated
    return sum(month.profit >= 0 for month in operated) / len(operated) if operated else math.nan


def own_revenue(run: Record) -> float:
    """What the operator earns over all that it has to pay; the state's support is not earned."""
    revenue = sum(month.revenue for month in run.operated)
    spent = sum(month.costs + month.tax + month.debt_service for month in run.operated)
    return revenue / spent if spent > 0 else math.nan


def net_share_of_jobs(run: Record) -> float:
    """None where there are no jobs because the operator has left; without one there is nothing to judge."""
    jobs = run.value("jobs")
    if jobs > 0:
        return run.value("net_jobs") / jobs
    return 0.0 if run.hub_is_gone else math.nan


def programme(run: Record) -> float:
    """Nothing of what people wish is held where the hub is gone, whatever its last survey said."""
    return 0.0 if run.hub_is_gone else run.value("people_first_index")


def net_gain_of_upkeep(run: Record) -> float:
    """The state's net gain over the upkeep of the library as it is."""
    upkeep = float(run.before["upkeep"].iloc[-1])
    return run.value("state_gain_net") / upkeep if upkeep > 0 else math.nan


def winter_share(run: Record) -> float:
    """How much of its attendance the hub keeps in winter, over how much the library does in the same days."""
    if run.hub_is_gone:
        return 0.0
    since = run.days_since_opening.iloc[GROWING_DAYS:].iloc[-365:]
    winter = since["date"].dt.month.isin(run.scenario.clock.winter_months).to_numpy()
    if min(winter.sum(), (~winter).sum()) < LEAST_DAYS:
        return math.nan
    hub, library = (_winter_over_rest(days["visits"], winter) for days in (since, run.before.loc[since.index]))
    return hub / library if library else math.nan


def _winter_over_rest(visits: pd.Series, winter: np.ndarray) -> float:
    """Visits a day in winter over those of the other days; not a number where nobody comes then."""
    rest = float(visits[~winter].mean())
    return float(visits[winter].mean()) / rest if rest else math.nan


def mixing(run: Record) -> float:
    """Share of the ties made that cross groups, over the share if nobody minded groups."""
    made, across = run.value("new_ties"), run.value("new_cross_ties")
    shares = np.array(list(run.scenario.settlement.ethnic_percent.values())) / 100.0
    blind = 1.0 - float((shares**2).sum())
    return across / made / blind if made and blind else math.nan


def reached_share(run: Record) -> float:
    """Share of the residents with a visit since the opening."""
    residents = reach_by_group(run.groups, "sex")["residents"].sum()
    return run.value("residents_reached") / float(residents) if residents else math.nan

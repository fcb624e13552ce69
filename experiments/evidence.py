"""People-first evidence: what a run says about UNECE's five outcomes, and what it cannot say.

An assessor of a people-first partnership can use these indicators. They are no official score: a simulation informs
some criteria of the method and is silent about the others, which are listed with the reason. Each indicator is a value
in its own unit and, between two stated benchmarks, a number from 0 to 100; it is worked out for each replicate, so that
it has an interval.

The five outcomes are UNECE's (sdg.iisd.org). The wording of the criteria below them is from memory and has to be
checked against the current guide before it is quoted.
"""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import pandas as pd

from experiments.finance import DEMAND_RISK_COVER
from experiments.intervals import Interval, mean_interval
from experiments.record import Record

if TYPE_CHECKING:
    from experiments.compare import Comparison

type Outcome = Literal["access", "economy", "environment", "replicability", "engagement"]

OUTCOMES: dict[Outcome, str] = {
    "access": "Access and equity",
    "economy": "Economic effectiveness and fiscal sustainability",
    "environment": "Environmental sustainability and resilience",
    "replicability": "Replicability",
    "engagement": "Stakeholder engagement",
}
"""UNECE's outcomes."""

LEAST_GROUP = 30
"""Residents below which a group is too small to be judged by its own reach (assumed)."""

LEAST_DAYS = 30
"""Days of a season below which its attendance is not judged (assumed)."""

GROWING_DAYS = 180
"""Days after the opening in which visits grow, whatever the season (assumed)."""

_YEAR = 12


class Indicator(NamedTuple):
    """One thing that an assessor can look at."""

    name: str
    outcome: Outcome
    criterion: str
    """What of the outcome it informs."""
    title: str
    unit: str
    formula: str
    """How the value is worked out."""
    value: Callable[[Record], float]
    none: float
    """Value that counts as 0."""
    full: float
    """Value that counts as 100."""
    benchmark: str
    """Where the two come from."""

    def score(self, value: float) -> float:
        """Place of a value between the benchmarks, 0–100."""
        if math.isnan(value):
            return math.nan
        return 100.0 * min(1.0, max(0.0, (value - self.none) / (self.full - self.none)))


def reach_by_group(groups: pd.DataFrame, grouping: str) -> pd.DataFrame:
    """Reach of each group of residents over the last year of a run.

    Parameters
    ----------
    groups : pandas.DataFrame
        Months by group of one run.
    grouping : str
        Such as ``ethnic_group``; for ``disability`` those with any are taken together.

    Returns
    -------
    pandas.DataFrame
        Columns ``group``, ``residents``, ``reach`` (residents with a visit in the last 30 days / residents, mean of
        the last twelve month ends) and ``ratio`` to the reach of all.
    """
    rows = groups[groups["grouping"] == grouping]
    months = sorted(rows["month"].unique())[-_YEAR:]
    rows = rows[rows["month"].isin(months)]
    labels = rows["group"].to_numpy(object)
    if grouping == "disability":
        labels = np.where(labels == "none", "none", "any")
    names = list(dict.fromkeys(labels))
    place = np.array([names.index(label) for label in labels])
    residents, came = (np.bincount(place, rows[name].to_numpy(float), len(names)) for name in ("residents", "reach_30"))
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


def _least_served(grouping: str) -> Callable[[Record], float]:
    def value(run: Record) -> float:
        table = reach_by_group(run.groups, grouping)
        ratios = table.loc[table["residents"] >= LEAST_GROUP, "ratio"]
        return float(ratios.min()) if len(ratios) else math.nan

    return value


def _with_disabilities(run: Record) -> float:
    table = reach_by_group(run.groups, "disability")
    ratios = table.loc[(table["group"] == "any") & (table["residents"] >= LEAST_GROUP), "ratio"]
    return float(ratios.iloc[0]) if len(ratios) else math.nan


def _measure(name: str) -> Callable[[Record], float]:
    return lambda run: run.value(name)


def _known_of(run: Record) -> float:
    """Nobody knows of a hub that is gone."""
    return 0.0 if run.hub_is_gone else run.value("aware_share")


def _found_a_place(run: Record) -> float:
    since = run.days_since_opening
    came, turned = since["visits"].sum(), since["turned_away"].sum()
    return float(came / (came + turned)) if came + turned else math.nan


def _cost_against_before(run: Record) -> float:
    """As dear as the library where the hub is gone: the year's cost would still have months of the hub in it."""
    if run.hub_is_gone:
        return 1.0
    before = float(run.before["public_cost_per_visit"].iloc[-1])
    return run.value("public_cost_per_visit") / before if before > 0 else math.nan


def _months_without_loss(run: Record) -> float:
    operated = run.operated
    return sum(month.profit >= 0 for month in operated) / len(operated) if operated else math.nan


def _own_revenue(run: Record) -> float:
    revenue = sum(month.revenue for month in run.operated)
    spent = sum(month.costs + month.tax + month.debt_service for month in run.operated)
    return revenue / spent if spent > 0 else math.nan


def _net_share_of_jobs(run: Record) -> float:
    """None where there are no jobs because the operator has left; without one there is nothing to judge."""
    jobs = run.value("jobs")
    if jobs > 0:
        return run.value("net_jobs") / jobs
    return 0.0 if run.hub_is_gone else math.nan


def _programme(run: Record) -> float:
    """Nothing of what people wish is held where the hub is gone, whatever its last survey said."""
    return 0.0 if run.hub_is_gone else run.value("people_first_index")


def _net_gain_of_upkeep(run: Record) -> float:
    upkeep = float(run.before["upkeep"].iloc[-1])
    return run.value("state_gain_net") / upkeep if upkeep > 0 else math.nan


def _winter_share(run: Record) -> float:
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


def _mixing(run: Record) -> float:
    """Share of the ties made that cross groups, over the share if nobody minded groups."""
    made, across = run.value("new_ties"), run.value("new_cross_ties")
    shares = np.array(list(run.scenario.settlement.ethnic_percent.values())) / 100.0
    blind = 1.0 - float((shares**2).sum())
    return across / made / blind if made and blind else math.nan


def _reached_share(run: Record) -> float:
    residents = reach_by_group(run.groups, "sex")["residents"].sum()
    return run.value("residents_reached") / float(residents) if residents else math.nan


_PARITY = "0 and parity (1): nobody of the group comes, or as many as of all (assumed)"
_WHOLE = "none and all (assumed)"
_RATIO = "reach of the least reached {} / reach of all, last 12 month ends; groups under 30 residents left out"


def _parity(name: str, grouping: str, title: str, of: str) -> Indicator:
    return Indicator(
        name, "access", "equity", title, "ratio", _RATIO.format(of), _least_served(grouping), 0.0, 1.0, _PARITY
    )


INDICATORS = (
    _parity("reach_ethnic", "ethnic_group", "Reach of the least reached ethnic group", "ethnic group"),
    _parity("reach_sex", "sex", "Reach of the sex that comes less", "sex"),
    _parity("reach_age", "age", "Reach of the least reached age band", "age band from 15 on"),
    _parity("reach_income", "income", "Reach of the least reached income third", "third by income"),
    Indicator(
        "reach_disability",
        "access",
        "equity",
        "Reach of people with disabilities",
        "ratio",
        "reach of residents with disabilities / reach of all, last 12 month ends; none below 30 of them",
        _with_disabilities,
        0.0,
        1.0,
        _PARITY,
    ),
    _parity("reach_distance", "distance", "Reach of the least reached third by distance", "third by distance"),
    Indicator(
        "places",
        "access",
        "availability",
        "Found a place",
        "share",
        "visits / (visits + people turned away) since the hub's opening",
        _found_a_place,
        0.8,
        1.0,
        "one in five turned away, and nobody (assumed)",
    ),
    Indicator(
        "debt_cover",
        "economy",
        "financial viability",
        "Debt cover",
        "ratio",
        "mean of cash available for debt service / debt service due over the contract; no cash once the operator "
        "has left",
        lambda run: run.appraisal.dscr_mean,
        1.0,
        DEMAND_RISK_COVER,
        "1.0 just pays; 1.5 is what lenders ask where demand is at risk [FHWA, primer on financial structuring]",
    ),
    Indicator(
        "operator_stays",
        "economy",
        "financial viability",
        "The operator is still there",
        "share",
        "1 if the operator was there when the last month was closed; the mean over runs is the chance",
        _measure("operator_there"),
        0.0,
        1.0,
        _WHOLE,
    ),
    Indicator(
        "fiscal_gain",
        "economy",
        "fiscal sustainability",
        "The state's net gain",
        "share of upkeep",
        "(upkeep saved + rent + taxes + sales less programme of a hub of its own − support − its own investment "
        "− taxes displaced) / upkeep of the library as it is, over the run",
        _net_gain_of_upkeep,
        0.0,
        1.0,
        "no gain, and a library that costs nothing (assumed)",
    ),
    Indicator(
        "cost_of_visit",
        "economy",
        "value for money",
        "Public cost of a visit",
        "ratio to the status quo",
        "public cost per visit, the state's own investment spread over the contract / that of the library as it is, "
        "last 12 months; 1 where the hub is gone",
        _cost_against_before,
        1.0,
        0.0,
        "as dear as today, and free of charge to the public (assumed)",
    ),
    Indicator(
        "jobs",
        "economy",
        "jobs",
        "Jobs that are new",
        "share",
        "(jobs − jobs displaced) / jobs, in the last month that is over; 0 where the operator has left; a "
        "displaced job takes more sales with it than one at the hub makes (assumed), which favours the hub",
        _net_share_of_jobs,
        0.0,
        1.0,
        _WHOLE,
    ),
    Indicator(
        "winter",
        "environment",
        "resilience",
        "Attendance in winter",
        "ratio",
        "visits a day in winter months / in the other months, over the same of the library as it is; last 365 days, "
        f"the hub's first {GROWING_DAYS} left out, none below {LEAST_DAYS} days of either; 0 where the hub is gone",
        _winter_share,
        0.0,
        1.0,
        "empty in winter, and no emptier than the library (assumed)",
    ),
    Indicator(
        "without_loss",
        "replicability",
        "a model that others can copy",
        "Months without loss",
        "share",
        "1 − months of loss / months of operation, whole to their end",
        _months_without_loss,
        0.0,
        1.0,
        _WHOLE,
    ),
    Indicator(
        "own_revenue",
        "replicability",
        "a model that others can copy",
        "Carried by its own revenue",
        "share",
        "operator's revenue / (costs + taxes + debt service), in its months whole to their end",
        _own_revenue,
        0.5,
        1.0,
        "half of what it has to pay, and all of it (assumed)",
    ),
    Indicator(
        "class_fill",
        "replicability",
        "capacity of the community",
        "Fill of classes",
        "share",
        "places taken / places offered in classes, mean since opening",
        _measure("session_fill"),
        0.0,
        0.6,
        "empty, and the fill that the operator aims at by default (assumed)",
    ),
    Indicator(
        "reached",
        "engagement",
        "participation",
        "Residents reached",
        "share",
        "residents with at least one visit since opening / residents",
        _reached_share,
        0.0,
        1.0,
        _WHOLE,
    ),
    Indicator(
        "reach",
        "engagement",
        "participation",
        "Residents who come within a month",
        "share",
        "residents with a visit in the last 30 days / residents, last day",
        _measure("reach_30"),
        0.0,
        0.286,
        "nobody, and the 28.6 % of Kazakhstan's people who use a library within a year (Ministry of Culture, 2023)",
    ),
    Indicator(
        "programme",
        "engagement",
        "participation",
        "The programme held what people wished",
        "share",
        "people-first index: share of the answers to the last survey that the programme held, last day; 0 where the "
        "hub is gone",
        _programme,
        0.0,
        1.0,
        _WHOLE,
    ),
    Indicator(
        "awareness",
        "engagement",
        "transparent information",
        "Residents who know of it",
        "share",
        "residents who know of the hub / residents, last day; 0 where the hub is gone",
        _known_of,
        0.0,
        1.0,
        _WHOLE,
    ),
    Indicator(
        "satisfaction",
        "engagement",
        "user feedback",
        "Satisfaction of visitors",
        "0–1",
        "mean over the days since opening of the mean outcome of the day's visits",
        _measure("satisfaction"),
        0.0,
        1.0,
        "the ends of the model's scale (assumed)",
    ),
    Indicator(
        "mixing",
        "engagement",
        "participation",
        "Ties made across groups",
        "ratio",
        "share of the ties made that cross groups / share if nobody minded groups, 1 − Σp²",
        _mixing,
        0.0,
        1.0,
        "none, and as many as blind to groups (closed form)",
    ),
)
"""All indicators, outcome by outcome."""


class Silence(NamedTuple):
    """A criterion of which the simulation says nothing."""

    outcome: Outcome
    criterion: str
    reason: str


SILENT = (
    Silence("access", "no displacement, long-term access", "who loses a home or a right is a matter of the contract"),
    Silence("economy", "no corruption, transparent procurement", "how a contract is awarded is not simulated"),
    Silence("environment", "greenhouse gases and energy", "the model has no energy balance of the house"),
    Silence("environment", "waste", "not simulated"),
    Silence("environment", "water", "not simulated"),
    Silence("environment", "biodiversity", "not simulated"),
    Silence("environment", "disaster resilience", "closures and harsh winters can be scheduled, disasters cannot"),
    Silence("replicability", "standardised procedures", "documents and procedures are not simulated"),
    Silence("replicability", "capacity of government and industry", "the model's state and operator follow set rules"),
    Silence("replicability", "innovation and technology transfer", "not simulated"),
    Silence("engagement", "a plan of engagement", "whether there is one is read from documents, not from a run"),
    Silence("engagement", "grievances", "people can be dissatisfied and stay away; they cannot complain"),
)
"""Criteria that a simulation cannot inform."""


def evidence(comparison: "Comparison", design: str) -> pd.DataFrame:
    """Work the indicators out for a design.

    Parameters
    ----------
    comparison : Comparison
        Its reference is the status quo.
    design : str
        One of its designs.

    Returns
    -------
    pandas.DataFrame
        Columns ``design``, ``outcome``, ``criterion``, ``indicator``, ``title``, ``unit``, ``replicates`` (in which
        the indicator exists), ``value``, ``value_low``, ``value_high``, ``points``, ``points_low``, ``points_high``
        (0–100), ``formula``, ``none``, ``full`` and ``benchmark``.
    """
    records = _records(comparison, design)
    rows = []
    for each in INDICATORS:
        values = np.array([each.value(run) for run in records], float)
        known = values[~np.isnan(values)]
        value = _interval(known)
        points = _interval(np.array([each.score(one) for one in known]))
        head = (design, each.outcome, each.criterion, each.name, each.title, each.unit, len(known))
        within = (points.mean, max(points.low, 0.0), min(points.high, 100.0))
        rows.append((*head, *value, *within, each.formula, each.none, each.full, each.benchmark))
    return pd.DataFrame(rows, columns=list(_COLUMNS))


_COLUMNS = (
    *("design", "outcome", "criterion", "indicator", "title", "unit", "replicates"),
    *("value", "value_low", "value_high", "points", "points_low", "points_high"),
    *("formula", "none", "full", "benchmark"),
)


def _interval(values: np.ndarray) -> Interval:
    return mean_interval(values) if len(values) else Interval(*[math.nan] * 3)


def _records(comparison: "Comparison", design: str) -> list[Record]:
    scenario = comparison.scenarios[design]
    runs = {
        name: {
            key: rows.reset_index(drop=True)
            for key, rows in table[table["design"].isin([design, comparison.reference])].groupby(["design", "seed"])
        }
        for name, table in (("daily", comparison.daily), ("groups", comparison.groups))
    }
    return [
        Record(
            scenario,
            runs["daily"][design, seed],
            runs["groups"][design, seed],
            tuple(comparison.months[design][number]),
            comparison.appraisals[design][number],
            runs["daily"][comparison.reference, seed],
        )
        for number, seed in enumerate(comparison.seeds)
    ]

"""The indicators of people-first evidence: what a run says about UNECE's five outcomes, and what it cannot say.

An assessor of a people-first partnership can use these indicators. They are no official score: a simulation informs
some criteria of the method and is silent about the others, which are listed with the reason. Each indicator is a value
in its own unit and, between two stated benchmarks, a number from 0 to 100; it is worked out for each replicate, so that
it has an interval.

The five outcomes are UNECE's (sdg.iisd.org). The wording of the criteria below them is from memory and has to be
checked against the current guide before it is quoted.
"""

import math
from typing import Literal, NamedTuple

from experiments.finance import DEMAND_RISK_COVER
from experiments.judgements import (
    GROWING_DAYS,
    LEAST_DAYS,
    Judge,
    cost_against_before,
    found_a_place,
    in_each,
    known_of,
    measure,
    mixing,
    months_without_loss,
    net_gain_of_upkeep,
    net_share_of_jobs,
    own_revenue,
    parity,
    programme,
    reached_share,
    winter_share,
    with_disabilities,
)

type Outcome = Literal["access", "economy", "environment", "replicability", "engagement"]

OUTCOMES: dict[Outcome, str] = {
    "access": "Access and equity",
    "economy": "Economic effectiveness and fiscal sustainability",
    "environment": "Environmental sustainability and resilience",
    "replicability": "Replicability",
    "engagement": "Stakeholder engagement",
}
"""UNECE's outcomes."""


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
    judge: Judge
    none: float
    """Value that counts as 0."""
    full: float
    """Value that counts as 100."""
    benchmark: str
    """Where the two come from."""
    chance: bool = False
    """Each run says 0 or 1, and the mean is a chance."""

    def score(self, value: float) -> float:
        """Place of a value between the benchmarks, 0–100."""
        if math.isnan(value):
            return math.nan
        return 100.0 * min(1.0, max(0.0, (value - self.none) / (self.full - self.none)))


_PARITY = "0 and parity (1): nobody of the group comes, or as many as of all (assumed)"
_WHOLE = "none and all (assumed)"
_RATIO = (
    "reach of the {} that comes least on average over the runs / reach of all, last 12 month ends since the opening; "
    "groups under 30 residents left out"
)


def _parity(name: str, grouping: str, title: str, of: str) -> Indicator:
    return Indicator(name, "access", "equity", title, "ratio", _RATIO.format(of), parity(grouping), 0.0, 1.0, _PARITY)


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
        "reach of residents with disabilities / reach of all, last 12 month ends since the opening; none below 30 "
        "of them",
        in_each(with_disabilities),
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
        in_each(found_a_place),
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
        in_each(lambda run: run.appraisal.dscr_mean),
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
        in_each(measure("operator_there")),
        0.0,
        1.0,
        _WHOLE,
        chance=True,
    ),
    Indicator(
        "fiscal_gain",
        "economy",
        "fiscal sustainability",
        "The state's net gain",
        "share of upkeep",
        "(upkeep saved + rent + taxes + sales less programme of a hub of its own − support − its own investment "
        "− taxes displaced) / upkeep of the library as it is, over the run",
        in_each(net_gain_of_upkeep),
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
        in_each(cost_against_before),
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
        in_each(net_share_of_jobs),
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
        in_each(winter_share),
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
        in_each(months_without_loss),
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
        in_each(own_revenue),
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
        in_each(measure("session_fill")),
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
        in_each(reached_share),
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
        in_each(measure("reach_30")),
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
        in_each(programme),
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
        in_each(known_of),
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
        in_each(measure("satisfaction")),
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
        in_each(mixing),
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

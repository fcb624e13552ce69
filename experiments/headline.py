"""One number for a whole run: the stock at its end, or the mean of a flow since the hub opened."""

from typing import Literal

import pandas as pd

from model.measures import CATALOGUE

type Summary = Literal["at the end", "mean since opening"]

HEADLINES = ("visits", "residents_reached", "cross_ethnic_ties", "returning_readers")
"""Measures that a comparison shows first."""

MONEY_HEADLINES = (
    *("operator_revenue", "operator_profit", "operator_there"),
    *("state_gain", "state_gain_net", "public_cost_per_visit", "net_jobs"),
)
"""Measures of money that a comparison shows next."""

PEOPLE_HEADLINES = ("reach_30", "without_visit_share", "people_first_index", "programme_fit")
"""Measures of who comes and of what they wish that a comparison shows beside."""

FINANCE_HEADLINES = (
    *("npv", "payback", "irr", "dscr_least", "unpaid_debt"),
    *("state_npv_gross", "state_npv", "value_for_money"),
)
"""Figures of the appraisal that a comparison shows; all of them are in its table ``finance``."""

_MOMENTARY = frozenset({"repeat_share", "session_fill", "cafe_fill", "satisfaction"})


def summary_of(measure: str) -> Summary:
    """Say how a run's days become one number.

    What is counted anew each day (people, books or tenge a day, shares of the day's visits) is averaged over the days
    from the hub's opening on; on these days the status quo goes on as a library. Everything else is a stock or a sum so
    far, and its last day says it all.
    """
    flow = CATALOGUE[measure].unit.endswith("/day") or measure in _MOMENTARY
    return "mean since opening" if flow else "at the end"


def value_of(measure: str, days: pd.Series, opening: int) -> float:
    """One number for a run.

    Parameters
    ----------
    measure : str
        Name in the catalogue.
    days : pandas.Series
        The measure, a value a day.
    opening : int
        Row of the first day of the hub; a run that ends before it is averaged as a whole.

    Returns
    -------
    float
        Not a number if the measure has no value on any of the days.
    """
    if summary_of(measure) == "at the end":
        return float(days.iloc[-1])
    since = days.iloc[opening:] if opening < len(days) else days
    return float(since.mean())


def headlines(daily: pd.DataFrame, opening: int) -> dict[str, float]:
    """All measures of a run as one number each; see `value_of`."""
    return {name: value_of(name, daily[name], opening) for name in CATALOGUE if name in daily}

"""People-first evidence: the indicators worked out for the runs of a design, with intervals."""

import math
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from experiments.indicators import INDICATORS
from experiments.intervals import Interval, chance_interval, mean_interval
from experiments.record import Record

if TYPE_CHECKING:
    from experiments.compare import Comparison


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
        Columns ``design``, ``outcome``, ``criterion``, ``indicator``, ``title``, ``unit``, ``group`` (of whom it
        speaks, where that came out of the runs), ``replicates`` (in which the indicator exists), ``value``,
        ``value_low``, ``value_high``, ``points``, ``points_low``, ``points_high`` (0–100), ``formula``, ``none``,
        ``full`` and ``benchmark``.
    """
    records = _records(comparison, design)
    rows = []
    for each in INDICATORS:
        judged = each.judge(records)
        known = np.array([value for value in judged.values if not math.isnan(value)])
        value = _interval(known, each.chance)
        points = (
            Interval(*map(each.score, value)) if each.chance else _interval(np.array([each.score(v) for v in known]))
        )
        head = (design, each.outcome, each.criterion, each.name, each.title, each.unit, judged.group, len(known))
        within = (points.mean, max(points.low, 0.0), min(points.high, 100.0))
        rows.append((*head, *value, *within, each.formula, each.none, each.full, each.benchmark))
    return pd.DataFrame(rows, columns=list(_COLUMNS))


_COLUMNS = (
    *("design", "outcome", "criterion", "indicator", "title", "unit", "group", "replicates"),
    *("value", "value_low", "value_high", "points", "points_low", "points_high"),
    *("formula", "none", "full", "benchmark"),
)


def _interval(values: np.ndarray, chance: bool = False) -> Interval:
    if not len(values):
        return Interval(*[math.nan] * 3)
    return chance_interval(values) if chance else mean_interval(values)


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

"""Which designs hold in a bad future: regret, satisficing, and what the bad futures have in common."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from experiments.goals import Goal, known_measure
from experiments.intervals import LEVEL
from model.scenario import InputError

_RESAMPLES = 2000


class Threshold(NamedTuple):
    """How good is good enough."""

    measure: str
    """Name in the catalogue."""
    value: float
    """Bound, in the measure's unit."""
    above: bool = True
    """At least the bound; otherwise at most."""

    def met(self, values: pd.Series) -> pd.Series:
        """Say where it is met; a missing value does not meet it."""
        return values >= self.value if self.above else values <= self.value

    def __str__(self) -> str:
        return f"{self.measure} {'≥' if self.above else '≤'} {self.value:g}"


def threshold(text: str, option: str = "--enough") -> Threshold:
    """Read a threshold: ``visits>=30`` or ``public_cost_per_visit<=900``.

    Raises
    ------
    InputError
        It is written in another way, or the measure is not in the catalogue.
    """
    for sign, above in ((">=", True), ("<=", False)):
        name, found, bound = text.partition(sign)
        if found:
            try:
                return Threshold(known_measure(name.strip(), option), float(bound), above)
            except ValueError as error:
                if isinstance(error, InputError):
                    raise
                break
    raise InputError(f'{option}: "{text}" must be written measure>=number or measure<=number')


class Futures(NamedTuple):
    """Runs of several options in the same uncertain futures.

    An option is one setting of the levers (columns of the design); a future is one setting of all else that differs.
    """

    values: pd.DataFrame
    """Means over the seeds: index ``option`` and ``future``, columns the measures."""
    options: pd.DataFrame
    """Levers by option."""
    futures: pd.DataFrame
    """Uncertainties by future."""
    seeds: int
    """Least number of seeds behind a value."""
    runs: int
    """Number of runs."""


def futures(
    runs: pd.DataFrame, levers: Sequence[str], uncertainties: Sequence[str], measures: Sequence[str]
) -> Futures:
    """Arrange tidy runs, one row for each option, future and seed.

    Raises
    ------
    InputError
        A column is missing, there are fewer than two options or futures, or some option was not tried in some future.
    """
    missing = [name for name in (*levers, *uncertainties, *measures, "seed") if name not in runs]
    if missing:
        raise InputError(f"the runs have no column {', '.join(missing)}; there are {', '.join(map(str, runs.columns))}")
    if not levers:
        raise InputError("the runs differ in no lever: nothing of the design, so that there is nothing to choose")
    if not uncertainties:
        raise InputError("the runs differ in nothing uncertain: no parameter of behaviour, settlement, clock or events")
    options = runs[list(levers)].drop_duplicates().reset_index(drop=True)
    worlds = runs[list(uncertainties)].drop_duplicates().reset_index(drop=True)
    if len(options) < 2 or len(worlds) < 2:
        raise InputError(f"{len(options)} design(s) in {len(worlds)} future(s): two of each are the least to compare")
    table = runs.merge(options.reset_index(names="option"), on=list(levers))
    table = table.merge(worlds.reset_index(names="future"), on=list(uncertainties))
    grouped = table.groupby(["option", "future"])
    if len(grouped) < len(options) * len(worlds):
        gaps = len(options) * len(worlds) - len(grouped)
        raise InputError(
            f"{gaps} of {len(options) * len(worlds)} pairs of design and future were not run; cross them all"
        )
    return Futures(grouped[list(measures)].mean(), options, worlds, int(grouped.size().min()), len(runs))


def regret(found: Futures, goal: Goal) -> pd.DataFrame:
    """How much each option loses against the best option of the same future.

    Returns
    -------
    pandas.DataFrame
        Rows futures, columns options; 0 for the best, in the measure's unit.
    """
    table = goal.sign * found.values[goal.measure].unstack("option")
    return table.rsub(table.max(axis=1), axis=0)


def robustness(found: Futures, goal: Goal, enough: Sequence[Threshold] = (), seed: int = 0) -> pd.DataFrame:
    """Sum up how each option does over the futures.

    Parameters
    ----------
    found : Futures
        The runs.
    goal : Goal
        What is wanted.
    enough : sequence of Threshold
        What is good enough, all of them together; none leaves out ``enough`` and its interval.
    seed : int
        Of the bootstrap over futures.

    Returns
    -------
    pandas.DataFrame
        A row for each option: levers, ``mean``, ``worst`` (of the goal), ``regret_mean``, ``regret_90`` (quantile),
        ``regret_most`` [1]_, ``best_share`` (futures in which it is the best) and ``enough`` (satisficing: share of
        futures in which all thresholds are met [2]_), with ``_low`` and ``_high`` for the means and shares: 95 %
        bootstrap intervals over futures.

    References
    ----------
    .. [1] Savage, L. J. (1951). The theory of statistical decision. Journal of the American Statistical Association
       46(253), 55–67: minimax regret.
    .. [2] Starr, M. K. (1963). Product design and decision theory; after McPhail, C. et al. (2018). Robustness metrics:
       How are they calculated, when should they be used and why do they give different results? Earth's Future 6(2),
       169–191.
    """
    loss = regret(found, goal).to_numpy()
    values = found.values[goal.measure].unstack("option").to_numpy()
    best = (loss == loss.min(axis=1, keepdims=True)) / (loss == loss.min(axis=1, keepdims=True)).sum(1, keepdims=True)
    columns = {"mean": values, "regret_mean": loss, "best_share": best}
    if enough:
        columns["enough"] = satisfied(found, enough).to_numpy(float)
    table = found.options.copy()
    luck = np.random.default_rng(seed)
    drawn = luck.integers(0, len(loss), size=(_RESAMPLES, len(loss)))
    for name, each in columns.items():
        resampled = each[drawn].mean(axis=1)
        table[name] = each.mean(axis=0)
        for end, share in (("_low", 0.5 - LEVEL / 2), ("_high", 0.5 + LEVEL / 2)):
            table[name + end] = np.quantile(resampled, share, axis=0)
    table["worst"] = values.min(axis=0) if goal.highest else values.max(axis=0)
    table["regret_90"] = np.quantile(loss, 0.9, axis=0)
    table["regret_most"] = loss.max(axis=0)
    return table


def satisfied(found: Futures, enough: Sequence[Threshold]) -> pd.DataFrame:
    """Say in which future (row) which option (column) meets all thresholds."""
    met = pd.concat([each.met(found.values[each.measure]) for each in enough], axis=1).all(axis=1)
    return met.unstack("option")

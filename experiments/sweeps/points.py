"""The points of a plan: a row for each, a column for each parameter that varies."""

import itertools
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import qmc

from experiments.sweeps.plan import Plan
from model.scenario import InputError, flat_values
from model.scenario.errors import Problem
from model.scenario.flat import leaves

_SAMPLERS = {"latin-hypercube": qmc.LatinHypercube, "sobol": qmc.Sobol}


def points_of(plan: Plan) -> pd.DataFrame:
    """Lay out the points of a plan.

    A grid holds every combination, the last parameter changing fastest. The other methods spread points evenly over
    ranges and lists alike: purely at random, one in each layer of each parameter (Latin hypercube), or by scrambled
    Sobol numbers, which want a power of 2; each then takes all values of the crossed parameters. Points that break
    a constraint are left out, none is drawn in their place.

    Returns
    -------
    pandas.DataFrame
        Index 0, 1, 2 …; a column for each parameter.

    Raises
    ------
    InputError
        A constraint cannot be understood, or leaves no point.

    Notes
    -----
    Samples come from `scipy.stats.qmc`, with the plan's seed.
    """
    whole = _whole(plan)
    if plan.method == "grid":
        values = [_laid_out(spread, name in whole) for name, spread in plan.vary.items()]
        table = pd.DataFrame(list(itertools.product(*values)), columns=list(plan.vary))
    else:
        sampled = {name: spread for name, spread in plan.vary.items() if name not in plan.crossed}
        columns = zip(sampled.items(), _shares(plan, len(sampled)).T, strict=True)
        table = pd.DataFrame({name: _drawn(spread, share, name in whole) for (name, spread), share in columns})
        for name in plan.crossed:
            table = table.join(pd.Series(plan.vary[name], name=name), how="cross")
        table = table[list(plan.vary)]
    return _allowed(table, plan.constraints)


def _shares(plan: Plan, factors: int) -> np.ndarray:
    shape = plan.points, factors
    if plan.method == "random":
        return np.random.default_rng(plan.seed).random(shape)
    sampler = _SAMPLERS[plan.method](shape[1], rng=np.random.default_rng(plan.seed))
    if plan.method == "sobol" and plan.points & (plan.points - 1):
        power = 1 << plan.points.bit_length()
        raise InputError(Problem(f"a Sobol sample must have a power of 2, such as {power}", "points", str(plan.points)))
    return sampler.random(shape[0])


def _laid_out(spread: Any, whole: bool) -> list[Any]:
    if not isinstance(spread, Mapping):
        return list(spread)
    steps = np.linspace(spread["low"], spread["high"], spread["steps"])
    return list(dict.fromkeys(round(step) for step in steps)) if whole else steps.tolist()


def _drawn(spread: Any, share: np.ndarray, whole: bool) -> list[Any]:
    if not isinstance(spread, Mapping):
        return [spread[int(each)] for each in share * len(spread)]
    low, high = spread["low"], spread["high"]
    if whole:
        return (low + np.floor(share * (high - low + 1))).astype(np.int64).tolist()
    return (low + share * (high - low)).tolist()


def _whole(plan: Plan) -> set[str]:
    """Names of the parameters that count something."""
    now = flat_values(plan.scenario)
    for path, value in leaves(plan.scenario):
        now[".".join(path)] = value
        now[".".join(part for part in path if part not in ("offers", "kinds"))] = value
    return {name for name in plan.vary if isinstance(now.get(name), int) and not isinstance(now.get(name), bool)}


def _allowed(table: pd.DataFrame, constraints: tuple[str, ...]) -> pd.DataFrame:
    for number, constraint in enumerate(constraints):
        field = f"constraints[{number}]"
        try:
            kept = table.eval(constraint, engine="python")
        except Exception as error:  # pandas raises whatever its parser meets
            hint = 'it relates parameters that vary, such as "cafe_price <= toys_price"; a dotted name in `backticks`'
            raise InputError(Problem(f"cannot be understood ({error}); {hint}", field, f'"{constraint}"')) from None
        if not isinstance(kept, pd.Series) or kept.dtype != bool:
            raise InputError(Problem("must be a relation that is true or false", field, f'"{constraint}"'))
        table = table[kept]
    if table.empty:
        raise InputError(Problem("leave no point", "constraints"))
    return table.reset_index(drop=True)

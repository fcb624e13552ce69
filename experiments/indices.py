"""How much each factor moves an answer: Morris's effects and Sobol's indices, by SALib.

Factors are given as shares of their ranges (0 to 1), so that nothing here knows what they stand for.
"""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd

from experiments.intervals import LEVEL

type Method = Literal["sobol", "morris"]

METHODS = ("sobol", "morris")

_LEVELS = 4
_RESAMPLES = 400
_LEAST_POINTS = 10


def sample(method: Method, names: Sequence[str], size: int, seed: int) -> np.ndarray:
    """Draw the points at which the answer is needed.

    Parameters
    ----------
    method : str
        ``sobol``: Saltelli's design on a scrambled Sobol sequence [1]_, ``size · (k + 2)`` points for k factors;
        ``morris``: trajectories on a grid of four levels [2]_, ``size · (k + 1)`` points.
    names : sequence of str
        Names of the factors.
    size : int
        Base samples (a power of 2 for ``sobol``) or trajectories. The points of half the size are the first half.
    seed : int
        Fixes the points.

    Returns
    -------
    array of float, shape (points, factors)
        Shares, 0 to 1.

    References
    ----------
    .. [1] Saltelli, A. et al. (2010). Variance based sensitivity analysis of model output. Computer Physics
       Communications 181(2), 259–270.
    .. [2] Morris, M. D. (1991). Factorial sampling plans for preliminary computational experiments. Technometrics
       33(2), 161–174.
    """
    if method == "sobol":
        from SALib.sample import sobol

        return sobol.sample(_problem(names), size, calc_second_order=False, seed=seed % 2**32)
    from SALib.sample import morris

    return morris.sample(_problem(names), size, num_levels=_LEVELS, seed=seed % 2**32)


def analyse(method: Method, names: Sequence[str], shares: np.ndarray, answers: np.ndarray, seed: int) -> pd.DataFrame:
    """Compute the indices.

    Parameters
    ----------
    method, names, seed
        As for `sample`; the seed fixes the bootstrap.
    shares : array of float, shape (points, factors)
        What `sample` gave, or its first points.
    answers : array of float, shape (points,)
        The answer at each point.

    Returns
    -------
    pandas.DataFrame
        A row for each index and factor: ``index``, ``factor``, ``value``, ``low``, ``high``: the bootstrap's normal
        interval. Indices of ``sobol``: ``first`` and ``total`` (shares of variance); of ``morris``: ``mu_star``
        and ``mu`` (change of the answer over a factor's range: mean size [1]_, mean) and ``sigma`` (how much it
        depends on where the others stand). Not a number where the answer does not vary at all.

    References
    ----------
    .. [1] Campolongo, F., Cariboni, J. and Saltelli, A. (2007). An effective screening design for sensitivity analysis
       of large models. Environmental Modelling & Software 22(10), 1509–1518.
    """
    k = len(names)
    how: Any = {"num_resamples": _RESAMPLES, "conf_level": LEVEL, "seed": seed + 1}
    if method == "sobol":
        if np.ptp(answers) == 0:
            return _table({"first": ([np.nan] * k, [np.nan] * k), "total": ([np.nan] * k, [np.nan] * k)}, names)
        from SALib.analyze import sobol

        found = sobol.analyze(_problem(names), answers, calc_second_order=False, **how)
        return _table({"first": (found["S1"], found["S1_conf"]), "total": (found["ST"], found["ST_conf"])}, names)
    from SALib.analyze import morris

    found = morris.analyze(_problem(names), shares, answers, num_levels=_LEVELS, **how)
    empty = np.full(k, np.nan)
    indices = {"mu_star": (found["mu_star"], found["mu_star_conf"])}
    return _table(indices | {"mu": (found["mu"], empty), "sigma": (found["sigma"], empty)}, names)


def converging(
    method: Method, names: Sequence[str], shares: np.ndarray, answers: np.ndarray, seed: int
) -> pd.DataFrame:
    """Compute the indices from an eighth, a quarter, a half and all of the points, where these are not too few.

    Returns
    -------
    pandas.DataFrame
        As `analyse`, with the column ``size``: base samples or trajectories.
    """
    each = points_each(method, len(names))
    size = len(answers) // each
    least = 8 if method == "sobol" else 4
    sizes = sorted({size >> halvings for halvings in range(4) if size >> halvings >= least} | {size})
    found = [analyse(method, names, shares[: n * each], answers[: n * each], seed).assign(size=n) for n in sizes]
    return pd.concat(found, ignore_index=True)


def points_each(method: Method, factors: int) -> int:
    """Points that one base sample or trajectory takes."""
    return factors + (2 if method == "sobol" else 1)


def explained(points: pd.DataFrame, answers: np.ndarray, seed: int) -> pd.DataFrame:
    """Share out the variance of answers at any points: what each factor explains by itself.

    Sobol's first-order index, estimated from the variance of the means of classes of like values [1]_. The points need
    no design, but factors that go together share what they explain.

    Parameters
    ----------
    points : pandas.DataFrame
        A column for each factor: numbers, or names of choices.
    answers : array of float, shape (points,)
        The answer at each point.
    seed : int
        Of the bootstrap.

    Returns
    -------
    pandas.DataFrame
        ``factor``, ``value``, ``low``, ``high`` (bootstrap, 95 %), the largest first; empty where answers do not vary.

    References
    ----------
    .. [1] Plischke, E., Borgonovo, E. and Smith, C. L. (2013). Global sensitivity measures from given data. European
       Journal of Operational Research 226(3), 536–550.
    """
    columns = ["factor", "value", "low", "high"]
    if len(points) < _LEAST_POINTS or np.ptp(answers) == 0:
        return pd.DataFrame(columns=columns)
    from SALib.analyze import delta

    names = [str(name) for name in points]
    numbers = np.column_stack([_as_numbers(points[name]) for name in points])
    how: Any = {"num_resamples": _RESAMPLES, "conf_level": LEVEL, "seed": seed, "method": "sobol"}
    found = delta.analyze(_problem(names), numbers, np.asarray(answers, float), **how)
    share, off = np.asarray(found["S1"]), np.asarray(found["S1_conf"])
    table = pd.DataFrame(dict(zip(columns, (names, share, share - off, share + off), strict=True)))
    return table.sort_values("value", ascending=False, ignore_index=True)


def _as_numbers(column: pd.Series) -> np.ndarray:
    if pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        return column.to_numpy(float)
    return pd.factorize(column, sort=True)[0].astype(float)


def _problem(names: Sequence[str]) -> dict[str, Any]:
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def _table(indices: dict[str, tuple[Any, Any]], names: Sequence[str]) -> pd.DataFrame:
    rows = [
        (index, name, float(value), float(value - half), float(value + half))
        for index, (values, halves) in indices.items()
        for name, value, half in zip(names, values, halves, strict=True)
    ]
    return pd.DataFrame(rows, columns=["index", "factor", "value", "low", "high"])

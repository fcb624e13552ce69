"""Pareto fronts of noisy answers: what nothing else beats in every goal, and how sure that is."""

import numpy as np

_RESAMPLES = 2000


def front(values: np.ndarray) -> np.ndarray:
    """Say which points nothing else dominates.

    Parameters
    ----------
    values : array of float, shape (points, goals)
        More is better in each column.

    Returns
    -------
    array of bool, shape (points,)
        False where another point is at least as good in every goal and better in one.
    """
    at_least = (values[:, None, :] >= values[None, :, :]).all(axis=2)
    better = (values[:, None, :] > values[None, :, :]).any(axis=2)
    return ~(at_least & better).any(axis=0)


def chance_on_front(values: np.ndarray, seed: int = 0) -> np.ndarray:
    """Share of bootstrap samples of the seeds in which a point is on the front.

    All points share the drawn seeds, as they shared the luck. With few seeds this is rough, and too sure of itself.

    Parameters
    ----------
    values : array of float, shape (points, seeds, goals)
        More is better.
    seed : int
        Of the resampling.

    Returns
    -------
    array of float, shape (points,)
        Not a number with a single seed.
    """
    points, seeds, _ = values.shape
    if seeds < 2:
        return np.full(points, np.nan)
    luck = np.random.default_rng(seed)
    counts = np.zeros(points)
    for weights in luck.multinomial(seeds, [1 / seeds] * seeds, size=_RESAMPLES) / seeds:
        counts += front(np.einsum("psg,s->pg", values, weights))
    return counts / _RESAMPLES

"""Means over replicates, and how sure they are."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

LEVEL = 0.95
"""Coverage of every interval."""

KIND = "95 % t-interval over replicates"
"""What the intervals are, for captions."""


class Interval(NamedTuple):
    """A mean with its confidence interval."""

    mean: float
    """Mean over the replicates; not a number if any of them has no value."""
    low: float
    """Lower end; not a number with a single replicate, which says nothing about luck."""
    high: float
    """Upper end."""

    @property
    def side(self) -> int:
        """1 if it lies above 0, −1 if below, 0 if it holds 0 or is none."""
        return int(self.low > 0.0) - int(self.high < 0.0)

    def scaled(self, factor: float) -> "Interval":
        """Give it in another unit."""
        return Interval(*(factor * end for end in self))


def half_widths(values: np.ndarray, level: float = LEVEL) -> np.ndarray:
    """Half the width of Student's interval of a mean.

    Parameters
    ----------
    values : array of float, shape (replicates, ...)
        One value for each replicate along the first axis.
    level : float
        Coverage, 0 to 1.

    Returns
    -------
    array of float, shape (...)
        ``t(level, n - 1) · s / √n``; not a number for n = 1.
    """
    from scipy.stats import t

    n = len(values)
    if n < 2:
        return np.full(values.shape[1:], np.nan)
    quantile = float(t.ppf(0.5 + level / 2, n - 1))
    return quantile * values.std(axis=0, ddof=1) / np.sqrt(n)


def mean_interval(values: Sequence[float] | np.ndarray, level: float = LEVEL) -> Interval:
    """Mean of independent replicates with Student's interval."""
    given = np.asarray(values, float)
    mean, half = float(given.mean()), float(half_widths(given, level))
    return Interval(mean, mean - half, mean + half)


def chance_interval(values: Sequence[float] | np.ndarray, level: float = LEVEL) -> Interval:
    """Share of replicates in which something happened, with the exact binomial interval.

    Student's interval would pass 0 and 1, and be nothing where all replicates agree.

    Parameters
    ----------
    values : sequence of float
        0 or 1 for each replicate.
    level : float
        Coverage, 0 to 1.

    References
    ----------
    .. [1] Clopper, C. J. and Pearson, E. S. (1934). Biometrika 26, 404–413.
    """
    from scipy.stats import binomtest

    n = len(values)
    if n < 2 or not np.isfinite(values).all():
        return mean_interval(values, level)
    happened = round(sum(values))
    ends = binomtest(happened, n).proportion_ci(level, "exact")
    return Interval(happened / n, float(ends.low), float(ends.high))


def paired_chance_difference(
    values: Sequence[float] | np.ndarray, reference: Sequence[float] | np.ndarray, level: float = LEVEL
) -> Interval:
    """Difference of two such shares under the same luck, with Agresti and Min's interval.

    Half a pair is added to each of the four outcomes of a pair, after which Wald's interval of the difference holds its
    level [1]_; it is cut at −1 and 1.

    Parameters
    ----------
    values, reference : sequence of float
        0 or 1 for each seed, in the same order of seeds.
    level : float
        Coverage, 0 to 1.

    References
    ----------
    .. [1] Agresti, A. and Min, Y. (2005). Statistics in Medicine 24, 729–740.
    """
    from scipy.stats import norm

    differences = np.asarray(values, float) - np.asarray(reference, float)
    if len(differences) < 2 or not np.isfinite(differences).all():
        return paired_difference(values, reference, level)
    more, less, n = (differences > 0).sum() + 0.5, (differences < 0).sum() + 0.5, len(differences) + 2.0
    middle = (more - less) / n
    half = norm.ppf(0.5 + level / 2) * np.sqrt(more + less - (more - less) ** 2 / n) / n
    return Interval(float(differences.mean()), float(max(middle - half, -1.0)), float(min(middle + half, 1.0)))


def paired_difference(
    values: Sequence[float] | np.ndarray, reference: Sequence[float] | np.ndarray, level: float = LEVEL
) -> Interval:
    """Mean difference of two designs that met the same luck, with the interval of the paired differences.

    Parameters
    ----------
    values, reference : sequence of float
        One value for each seed, in the same order of seeds.
    level : float
        Coverage, 0 to 1.

    Raises
    ------
    ValueError
        The two do not hold the same number of seeds.
    """
    if len(values) != len(reference):
        raise ValueError(f"{len(values)} replicates cannot be paired with {len(reference)}")
    return mean_interval(np.asarray(values, float) - np.asarray(reference, float), level)

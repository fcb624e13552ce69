"""One-sided bounds of a mean over replicates, and what follows from them."""

from collections.abc import Sequence

import numpy as np

from experiments.intervals import mean_interval
from experiments.validation.pattern import SHOWN


def lower(values: Sequence[float] | np.ndarray, error: float = SHOWN) -> float:
    """Bound below the mean of replicates: the true mean lies under it with a probability of `error` (Student's t).

    Minus infinity for a single replicate, which shows nothing.
    """
    from scipy.stats import t

    given = np.asarray(values, float)
    if len(given) < 2:
        return -np.inf
    return float(given.mean() - t.ppf(1.0 - error, len(given) - 1) * given.std(ddof=1) / np.sqrt(len(given)))


def upper(values: Sequence[float] | np.ndarray, error: float = SHOWN) -> float:
    """Bound above the mean; see `lower`."""
    return -lower(-np.asarray(values, float), error)


def inside(values: Sequence[float] | np.ndarray, low: float, high: float, error: float = SHOWN) -> bool:
    """Whether the mean is shown to lie within a range: two one-sided tests (Schuirmann 1987)."""
    return lower(values, error) > low and upper(values, error) < high


def in_words(values: Sequence[float] | np.ndarray, digits: int = 2, unit: str = "") -> str:
    """Mean with its 95 % interval over replicates, such as ``0.84 [0.79, 0.89]``."""
    mean, low, high = mean_interval(values)
    space = " " if unit else ""
    return f"{mean:.{digits}f}{space}{unit} [{low:.{digits}f}, {high:.{digits}f}]".replace("-", "−")

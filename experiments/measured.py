"""How sure the mean of a measure is: the interval that suits it."""

import numpy as np

from experiments.intervals import Interval, chance_interval, mean_interval, paired_chance_difference, paired_difference
from model.measures import CATALOGUE

_EITHER = "0 or 1"


def interval_of(measure: str, values: np.ndarray) -> Interval:
    """Mean of a measure over replicates; where each says 0 or 1, it is a chance."""
    return (chance_interval if CATALOGUE[measure].unit == _EITHER else mean_interval)(values)


def difference_of(measure: str, values: np.ndarray, reference: np.ndarray) -> Interval:
    """Mean difference of a measure under the same luck."""
    return (paired_chance_difference if CATALOGUE[measure].unit == _EITHER else paired_difference)(values, reference)

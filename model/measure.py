"""What a measure is: name, unit and formula of a number that the model reports."""

from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np

from model.chronicle import Chronicle
from model.population import Floats

type Theme = Literal["engagement", "ties", "reading", "people first", "business", "public budget"]
type Better = Literal["higher", "lower", "neither"]
type Series = Callable[[Chronicle], Floats]


class Measure(NamedTuple):
    """One number that the model reports every day."""

    name: str
    """Column in the collected table."""
    title: str
    """Name for people."""
    unit: str
    """Unit."""
    formula: str
    """How it is computed."""
    theme: Theme
    """What it is about."""
    series: Series
    """Computes it from the chronicle: one value a day."""
    better: Better = "higher"
    """Which way it is better for the settlement and its library; neither where one's gain is another's loss."""


def ratio(part: Floats, whole: Floats) -> Floats:
    """Divide day by day; not a number where there is nothing to divide by."""
    return np.divide(part, whole, out=np.full(len(part), np.nan), where=np.asarray(whole) != 0)

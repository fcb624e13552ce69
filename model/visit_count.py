"""How the visits spread over the residents."""

import math
from typing import NamedTuple, Self

import numpy as np

from model.population import Ints, Keys


class VisitCount(NamedTuple):
    """Residents by their visits since the start, and who came this month; whole numbers."""

    residents: Keys
    """Residents by number of visits, from 0 on."""
    unique: int
    """People who came in the month: inhabitants of any age, and tourists."""

    @classmethod
    def of(cls, visits: Ints, unique: int) -> Self:
        """Count residents by the visits of each."""
        return cls(np.bincount(visits), unique)

    @property
    def number(self) -> int:
        """Residents."""
        return int(self.residents.sum())

    @property
    def visits(self) -> int:
        """Visits of residents."""
        return int(np.arange(len(self.residents)) @ self.residents)

    @property
    def without_share(self) -> float:
        """Share of residents without a visit."""
        return int(self.residents[0]) / self.number

    @property
    def gini(self) -> float:
        """Gini coefficient, 2 Σ i xᵢ / (n Σ x) − (n + 1) / n with the visits x in rising order; NaN without visits.

        0 if everybody came equally often, near 1 if one came and nobody else.
        """
        if not self.visits:
            return math.nan
        below = np.cumsum(self.residents) - self.residents
        # Of h residents with k visits each, who follow c others, the ranks add up to h (2 c + h + 1) / 2.
        twice = int(np.arange(len(self.residents)) @ (self.residents * (2 * below + self.residents + 1)))
        return (twice - (self.number + 1) * self.visits) / (self.number * self.visits)

    @property
    def top_fifth(self) -> float:
        """Share of the visits that the busiest fifth of the residents made; NaN without visits."""
        if not self.visits:
            return math.nan
        fifths, theirs = self.number, 0  # a resident counts five fifths of one
        for visits in range(len(self.residents) - 1, 0, -1):
            taken = min(fifths, 5 * int(self.residents[visits]))
            theirs += taken * visits
            fifths -= taken
        return theirs / (5 * self.visits)

    @property
    def dispersion(self) -> float:
        """Variance of visits per resident over their mean: 1 if all came by chance alike; NaN without visits."""
        if not self.visits:
            return math.nan
        squares = int(np.arange(len(self.residents)) ** 2 @ self.residents)
        return (self.number * squares - self.visits**2) / (self.number * self.visits)

"""Incomes: log-normal by activity, pooled in the household."""

import numpy as np

from model.luck import Luck, Stream, code
from model.population import Floats, Ints
from model.scenario.settlement import Settlement

DAYS_OF_MONTH = 365.25 / 12.0

_FACTORS = np.array([0.05, 1.0, 1.2, 0.1, 0.45, 0.1])
"""Income by activity, day shift = 1 (assumed): school, day shift, rotating shift, home, pension, jobless."""


def draw_incomes(settlement: Settlement, activity: Ints, age: Ints, ids: np.ndarray, luck: Luck) -> Floats:
    """Draw what each person may spend on leisure, KZT a day, before it is pooled.

    The mean over all heads is the settlement's mean income in cash × disposable share; children have none.
    """
    spread = np.exp(settlement.income_sigma * luck.normals(Stream.PERSON, ids, counter=code("income")))
    weights = np.where(age >= 15, _FACTORS[activity] * spread, 0.0)
    total = settlement.income_month / DAYS_OF_MONTH * settlement.disposable_share * len(ids)
    by_name = np.argsort(ids)
    whole = weights[by_name].sum()
    return weights * (total / whole) if whole > 0.0 else weights

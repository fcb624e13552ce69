"""Incomes: log-normal by activity; households pool them."""

import numpy as np

from model.luck import Luck, Stream, code
from model.population import ACTIVITIES, AGE_OF_DECISION, Floats, Ints
from model.scenario.clock import DAYS_OF_MONTH
from model.scenario.settlement import Settlement


def draw_incomes(
    settlement: Settlement, activity: Ints, age: Ints, told: Floats, ids: np.ndarray, luck: Luck
) -> Floats:
    """Draw what each person may spend on leisure, KZT a day, before it is pooled.

    The mean over all heads is the settlement's mean income in cash × disposable share; children have none of their own.
    Incomes that were told stay as they are.

    Parameters
    ----------
    settlement : Settlement
    activity, age : arrays of int, shape (people,)
    told : array of float, shape (people,)
        Income in cash, KZT a month; NaN where it is to be drawn.
    ids : array of int, shape (people,)
    luck : Luck

    Returns
    -------
    array of float, shape (people,)
    """
    spread = np.exp(settlement.income_sigma * luck.normals(Stream.PERSON, ids, counter=code("income")))
    factors = np.array([settlement.income_factor[name] for name in ACTIVITIES])
    weights = np.where(age >= AGE_OF_DECISION, factors[activity] * spread, 0.0)
    by_name = np.argsort(ids)  # sums of floats depend on the order; that of the rows must not matter
    whole = weights[by_name].sum()
    drawn = weights * (settlement.income_month * len(ids) / whole) if whole > 0.0 else weights
    return np.where(np.isnan(told), drawn, told) * (settlement.disposable_share / DAYS_OF_MONTH)

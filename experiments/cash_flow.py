"""Monthly cash flows by the textbook: net present value, internal rate of return, payback, debt cover."""

import math
from collections.abc import Sequence

import numpy as np

from model.scenario.errors import InputError

MONTHS_OF_YEAR = 12

HIGHEST_RATE = 10.0
"""Rate a year above which a rate of return is not told (assumed): it says no more than that the outlay was small."""


def monthly_rate(rate: float) -> float:
    """Monthly rate that compounds to a yearly one: (1 + r)^(1/12) − 1.

    Raises
    ------
    InputError
        The rate is −1 or less, or no number.
    """
    if not rate > -1.0 or math.isinf(rate):
        raise InputError(f"rate = {rate} must be above -1")
    return math.expm1(math.log1p(rate) / MONTHS_OF_YEAR)


def npv(flows: Sequence[float] | np.ndarray, rate: float) -> float:
    """Net present value, Σ flow_t / (1 + r)^(t/12), KZT.

    Parameters
    ----------
    flows : array of float, shape (months + 1,)
        Cash flow now, and at the end of each month, KZT.
    rate : float
        Discount rate, 1/year.

    Raises
    ------
    InputError
        There is no flow, one is no finite number, or the rate is wrong.
    """
    import numpy_financial

    return float(numpy_financial.npv(monthly_rate(rate), _checked(flows)))


def irr(flows: Sequence[float] | np.ndarray) -> float:
    """Internal rate of return of monthly flows, 1/year; ``nan`` where there is none.

    Flows that never change sign have none; of several (flows that change sign more than once) the solver gives the one
    nearest to zero. One above `HIGHEST_RATE` is not told.

    Raises
    ------
    InputError
        There is no flow, or one is no finite number.
    """
    import numpy_financial

    values = _checked(flows)
    if not (values.min() < 0.0 < values.max()):
        return math.nan
    # In units of the largest flow, so that amounts in millions do not trouble the solver.
    month = float(numpy_financial.irr(values / np.abs(values).max()))
    if not month > -1.0:
        return math.nan
    year = math.expm1(MONTHS_OF_YEAR * math.log1p(month))
    return year if year <= HIGHEST_RATE else math.nan


def payback(flows: Sequence[float] | np.ndarray, rate: float) -> float:
    """Discounted payback, months: the first month from which on the sum of the discounted flows is 0 or more.

    ``nan`` if there is none; 0 if there was nothing to pay back.

    Raises
    ------
    InputError
        There is no flow, one is no finite number, or the rate is wrong.
    """
    values = _checked(flows)
    sums = np.cumsum(values / (1.0 + monthly_rate(rate)) ** np.arange(len(values)))
    below = np.flatnonzero(sums < 0.0)
    first = int(below[-1]) + 1 if len(below) else 0
    return float(first) if first < len(values) else math.nan


def debt_cover(available: Sequence[float] | np.ndarray, service: Sequence[float] | np.ndarray) -> np.ndarray:
    """Debt service cover ratio of each month, CFADS / debt service; ``nan`` in months without service.

    Raises
    ------
    InputError
        The two differ in length, a value is no finite number, or a service is negative.
    """
    cash, due = _checked(available), _checked(service)
    if len(cash) != len(due):
        raise InputError(f"{len(cash)} months of cash flow against {len(due)} of debt service")
    if due.min() < 0.0:
        raise InputError("debt service must be at least 0")
    return np.divide(cash, due, out=np.full(len(cash), np.nan), where=due > 0.0)


def _checked(values: Sequence[float] | np.ndarray) -> np.ndarray:
    flows = np.asarray(values, float)
    if flows.ndim != 1 or not len(flows):
        raise InputError("cash flows must be a list of at least one number")
    if not np.isfinite(flows).all():
        raise InputError("cash flows must be finite numbers")
    return flows

"""Is it worth it: net present value, internal rate of return, payback and debt cover of monthly cash flows."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from model.scenario.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    from model.month_account import MonthAccount
    from model.scenario.partnership import Partnership

MONTHS_OF_YEAR = 12

DEMAND_RISK_COVER = 1.5
"""Debt cover that lenders ask for where demand is at risk, as for a café and classes (FHWA, primer on structuring)."""


class Appraisal(NamedTuple):
    """What a partnership is worth to those who take part in it. A share or number that does not exist is ``nan``."""

    npv: float
    """Net present value of the fit-out, before financing, to the operator, KZT."""
    irr: float
    """Internal rate of return of the same flows, 1/year."""
    payback: float
    """Months until the discounted flows have paid the fit-out back; ``nan`` if they do not within the contract."""
    equity_npv: float
    """Net present value of the operator's own money, after financing, KZT."""
    dscr_least: float
    """Least debt service cover ratio of a month with debt service."""
    dscr_mean: float
    """Mean of that ratio."""
    state_npv: float
    """Net present value of what the state gains, net of displacement, KZT."""
    state_npv_gross: float
    """The same, gross of displacement."""


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
    nearest to zero.

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
    return math.nan if not month > -1.0 else math.expm1(MONTHS_OF_YEAR * math.log1p(month))


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


def carried_on(values: Sequence[float] | np.ndarray, months: int) -> np.ndarray:
    """Bring a monthly series to the contract's length: cut, or the last year (what there is of it) repeated.

    A run is shorter than a contract; that the last year goes on as it was is *assumed*.

    Raises
    ------
    InputError
        There is no value, one is no finite number, or `months` is below 1.
    """
    known = _checked(values)
    if months < 1:
        raise InputError(f"months = {months} must be at least 1")
    if len(known) >= months:
        return known[:months]
    year = known[-MONTHS_OF_YEAR:]
    return np.concatenate([known, np.resize(year, months - len(known))])


def appraise(months: "Sequence[MonthAccount]", terms: "Partnership") -> Appraisal:
    """Value a partnership over its contract, from the month in which the operator began.

    Operation and the state's gain go on as in the last year of the run; the loan keeps its own schedule. Once the
    operator has left nobody earns, saves or serves the loan: what is then owed is a loss of the bank, and not counted.
    A month that the end of the run cuts short is left out.

    Parameters
    ----------
    months : sequence of MonthAccount
        All accounts of a run.
    terms : Partnership
        The terms that held.

    Returns
    -------
    Appraisal
        All ``nan`` where the operator never began, as with a library that goes on.

    Raises
    ------
    InputError
        There is no month.
    """
    if not months:
        raise InputError("there is no month to appraise")
    stays = months[-1].operated and not months[-1].left
    first = next((number for number, month in enumerate(months) if month.operated), len(months))
    months = [month for month in months[first:] if month.ended]
    if not months:
        return Appraisal(*[math.nan] * len(Appraisal._fields))
    term = terms.term_months
    free = _over_the_term([month.available for month in months], stays, term)
    service = _debt_service(months, stays, terms)
    own = np.concatenate([[float(round(terms.fit_out * terms.loan.share) - terms.fit_out)], free - service])
    project = np.concatenate([[-float(terms.fit_out)], free])
    cover = debt_cover(free, service)
    served = cover[~np.isnan(cover)]
    gains = [_over_the_term([getattr(month, kind) for month in months], stays, term) for kind in _GAINS]
    net, gross = (npv(np.concatenate([[0.0], gain]), terms.treasury.discount) for gain in gains)
    return Appraisal(
        npv=npv(project, terms.discount),
        irr=irr(project),
        payback=payback(project, terms.discount),
        equity_npv=npv(own, terms.discount),
        dscr_least=float(served.min()) if len(served) else math.nan,
        dscr_mean=float(served.mean()) if len(served) else math.nan,
        state_npv=net,
        state_npv_gross=gross,
    )


class Figure(NamedTuple):
    """How a figure of an appraisal is called."""

    title: str
    unit: str
    meaning: str


FIGURES = {
    "npv": Figure("Net present value of the fit-out", "KZT", "to the operator, before financing, over the contract"),
    "irr": Figure("Internal rate of return", "1/year", "of the same flows"),
    "payback": Figure("Discounted payback", "months", "until the discounted flows have paid the fit-out back"),
    "equity_npv": Figure("Net present value of own money", "KZT", "to the operator, after the loan"),
    "dscr_least": Figure("Debt cover, worst month", "ratio", "cash available for debt service / debt service"),
    "dscr_mean": Figure("Debt cover, mean", "ratio", "mean of that ratio over the months with debt service"),
    "state_npv_gross": Figure("Net present value to the state, gross", "KZT", "of its gain over the contract"),
    "state_npv": Figure("Net present value to the state, net", "KZT", "the same, net of displaced taxes"),
}
"""The figures of `Appraisal`, in the order of presentation."""

LEAST = {"npv": 0.0, "payback": 0.0, "equity_npv": 0.0, "dscr_least": DEMAND_RISK_COVER, "dscr_mean": DEMAND_RISK_COVER}
LEAST |= {"state_npv_gross": 0.0, "state_npv": 0.0}
"""What a figure shall be at least; ``payback`` shall exist."""

_GAINS = ("net_gain_of_state", "gain_of_state")


def _over_the_term(values: list[int], stays: bool, term: int) -> np.ndarray:
    """Carry a series on if the operator stays; with nothing after it has left."""
    if stays:
        return carried_on(values, term)
    return np.concatenate([values, np.zeros(term)])[:term]


def _debt_service(months: "Sequence[MonthAccount]", stays: bool, terms: "Partnership") -> np.ndarray:
    """Debt service of each month of the contract: as paid, then in equal payments to the end of the loan."""
    from agents.rules.money import annuity

    service = np.zeros(terms.term_months)
    paid = np.array([month.debt_service for month in months], float)[: terms.term_months]
    service[: len(paid)] = paid
    loan = terms.loan
    borrowed = terms.fit_out * loan.share
    if borrowed and stays:
        service[len(paid) : loan.months] = annuity(borrowed, loan.rate / MONTHS_OF_YEAR, loan.months)
    return service


def distribution(appraisals: Sequence[Appraisal]) -> "pd.DataFrame":
    """Spread of each figure over replicates, since a single value would feign certainty.

    Parameters
    ----------
    appraisals : sequence of Appraisal
        One for each replicate.

    Returns
    -------
    pandas.DataFrame
        A row for each field of `Appraisal`; columns ``p5``, ``median``, ``p95`` (quantiles over the replicates in which
        the figure exists) and ``exists`` (their share; for ``payback`` the chance that the contract pays back).

    Raises
    ------
    InputError
        There is no replicate.
    """
    import pandas as pd

    if not appraisals:
        raise InputError("there is no replicate")
    rows = {}
    for name, values in zip(Appraisal._fields, np.array(appraisals, float).T, strict=True):
        known = values[~np.isnan(values)]
        low, middle, high = np.quantile(known, [0.05, 0.5, 0.95]) if len(known) else (math.nan,) * 3
        rows[name] = {"p5": low, "median": middle, "p95": high, "exists": len(known) / len(values)}
    return pd.DataFrame.from_dict(rows, orient="index")


def chance(appraisals: Sequence[Appraisal], figure: str, least: float = 0.0) -> float:
    """Share of the replicates in which a figure is at least so much: NPV of 0, or `DEMAND_RISK_COVER`.

    A figure that does not exist counts as too low.

    Raises
    ------
    InputError
        There is no replicate, or no such figure.
    """
    if figure not in Appraisal._fields:
        raise InputError(f'unknown figure "{figure}"; there are {", ".join(Appraisal._fields)}')
    if not appraisals:
        raise InputError("there is no replicate")
    return sum(getattr(each, figure) >= least for each in appraisals) / len(appraisals)


def _checked(values: Sequence[float] | np.ndarray) -> np.ndarray:
    flows = np.asarray(values, float)
    if flows.ndim != 1 or not len(flows):
        raise InputError("cash flows must be a list of at least one number")
    if not np.isfinite(flows).all():
        raise InputError("cash flows must be finite numbers")
    return flows

"""Is it worth it: what a partnership is worth to the operator, the bank and the state, over its contract."""

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from experiments.cash_flow import MONTHS_OF_YEAR, debt_cover, irr, npv, payback
from experiments.projection import contract_months
from model.scenario.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    from model.month_account import MonthAccount
    from model.scenario.partnership import Partnership

DEMAND_RISK_COVER = 1.5
"""Debt cover that lenders ask for where demand is at risk, as for a café and classes (FHWA, primer on structuring)."""


class Appraisal(NamedTuple):
    """What a partnership is worth to those who take part in it. A share or number that does not exist is ``nan``."""

    npv: float
    """Net present value of the fit-out, before financing, to the operator, KZT."""
    irr: float
    """Internal rate of return of the same flows, nominal, 1/year."""
    payback: float
    """Months until the discounted flows have paid the fit-out back; ``nan`` if they do not within the contract."""
    equity_npv: float
    """Net present value of the operator's own money, after financing, KZT."""
    dscr_least: float
    """Least debt service cover ratio of a month in which debt service is due, whether it is paid or not."""
    dscr_mean: float
    """Mean of that ratio over all months in which debt service is due."""
    unpaid_debt: float
    """What the operator still owes the bank when it leaves, KZT: the bank's loss unless the owner makes it good."""
    state_npv: float
    """Net present value of what the state gains, its investment counted, net of displacement, KZT."""
    state_npv_gross: float
    """The same, gross of displacement."""
    value_for_money: float
    """Net present value to the state less that of the same hub built and run by the state itself, KZT.

    What the operator would lose by `npv` the state makes good, since nobody signs such a contract otherwise.
    """


def appraise(months: "Sequence[MonthAccount]", terms: "Partnership", displacement: float) -> Appraisal:
    """Value a partnership over its contract, from the month in which the hub opened.

    The months after the run are those of `experiments.projection.contract_months`. The operator's flows are nominal:
    accounts at the prices of the start grow with inflation, the loan does not, and the discount rate is nominal. The
    state's flows stay at the prices of the start, and its rate is real. Once the operator has left nobody earns, saves
    or serves the loan, yet what falls due counts in the debt cover, and what is still owed is told.

    Parameters
    ----------
    months : sequence of MonthAccount
        All accounts of a run.
    terms : Partnership
        The terms that held.
    displacement : float
        Share of the hub's sales that other local businesses lose, 0–1.

    Returns
    -------
    Appraisal
        All ``nan`` where no hub opened, as with a library that goes on; where the state runs the hub itself, only what
        it is worth to the state is known.

    Raises
    ------
    InputError
        There is no month.
    """
    if not months:
        raise InputError("there is no month to appraise")
    known = contract_months(months, terms, displacement)
    figures = dict.fromkeys(Appraisal._fields, math.nan)
    if known:
        figures |= _to_the_state(known, terms)
        if terms.run_by == "operator":
            figures |= _to_the_operator(known, terms)
            gap = max(0.0, -figures["npv"])
            figures["value_for_money"] = figures["state_npv_gross"] - gap - _comparator(known, terms)
    return Appraisal(**figures)


def _over_the_term(known: "Sequence[MonthAccount]", term: int, value: "Callable[[MonthAccount], float]") -> np.ndarray:
    """Give a flow of each month of the contract; nothing once the operator has left."""
    flows = np.zeros(term)
    flows[: len(known)] = [value(month) for month in known]
    return flows


def _to_the_state(known: "Sequence[MonthAccount]", terms: "Partnership") -> dict[str, float]:
    """Value what the state gains; its investment is paid at the start, as the operator's fit-out is."""
    invested = float(sum(month.investment for month in known))

    def worth(gain: "Callable[[MonthAccount], float]") -> float:
        flows = _over_the_term(known, terms.term_months, lambda month: gain(month) + month.investment)
        return npv(np.concatenate([[-invested], flows]), terms.treasury.discount)

    return {
        "state_npv": worth(lambda month: month.net_gain_of_state),
        "state_npv_gross": worth(lambda month: month.gain_of_state),
    }


def _comparator(known: "Sequence[MonthAccount]", terms: "Partnership") -> float:
    """Net present value to the budget of the public comparator: the same hub, for as long, built and run by the state.

    It pays fit-out and programme, dearer by the overrun (risk), takes the same sales, saves the same upkeep and gets
    the tax on wages; taxes and rent it would only pay to itself. Displaced taxes are alike on both sides (*assumed*).
    """
    dearer = 1.0 + terms.treasury.overrun
    flows = _over_the_term(
        known,
        terms.term_months,
        lambda month: month.revenue - dearer * month.inputs + month.withheld + month.upkeep_saved,
    )
    return npv(np.concatenate([[-dearer * terms.fit_out], flows]), terms.treasury.discount)


def _to_the_operator(known: "Sequence[MonthAccount]", terms: "Partnership") -> dict[str, float]:
    """Value what the operator puts in and gets out, and what the bank can rely on."""
    term = terms.term_months
    prices = (1.0 + terms.inflation) ** (np.arange(1, term + 1) / MONTHS_OF_YEAR)
    free = prices * _over_the_term(known, term, lambda month: month.available)
    paid = _over_the_term(known, term, lambda month: month.debt_service)
    borrowed = round(terms.fit_out * terms.loan.share)
    own = np.concatenate([[float(borrowed - terms.fit_out)], free - paid])
    project = np.concatenate([[-float(terms.fit_out)], free])
    cover = debt_cover(free, _due(paid, len(known), borrowed, terms))
    asked = cover[~np.isnan(cover)]
    left = len(known) < term
    return {
        "npv": npv(project, terms.discount),
        # A rate a year that rests on less than a year would be no more than an extrapolation.
        "irr": irr(project) if len(known) >= MONTHS_OF_YEAR else math.nan,
        "payback": payback(project, terms.discount),
        "equity_npv": npv(own, terms.discount),
        "dscr_least": float(asked.min()) if len(asked) else math.nan,
        "dscr_mean": float(asked.mean()) if len(asked) else math.nan,
        "unpaid_debt": float(borrowed - sum(month.repayment for month in known)) if left else 0.0,
    }


def _due(paid: np.ndarray, operated: int, borrowed: int, terms: "Partnership") -> np.ndarray:
    """Debt service that falls due in each month of the contract: as paid, and on schedule after the operator's exit."""
    from agents.rules.money import annuity

    loan, due = terms.loan, paid.copy()
    if borrowed:
        due[operated : loan.months] = annuity(borrowed, loan.rate / MONTHS_OF_YEAR, loan.months)
    return due


class Figure(NamedTuple):
    """How a figure of an appraisal is called."""

    title: str
    unit: str
    meaning: str
    missing: str
    """Why it may not exist."""


_NO_DEBT = "no debt"
_NO_HUB = "no hub"
_NO_OPERATOR = "no operator"

FIGURES = {
    "npv": Figure(
        "Net present value of the fit-out", "KZT", "to the operator, before financing, over the contract", _NO_OPERATOR
    ),
    "irr": Figure(
        "Internal rate of return",
        "1/year",
        "of the same flows, nominal",
        "never earns its cost, is gone within a year, or beyond 1,000 %",
    ),
    "payback": Figure("Discounted payback", "months", "until the discounted flows have paid the fit-out back", "never"),
    "equity_npv": Figure("Net present value of own money", "KZT", "to the operator, after the loan", _NO_OPERATOR),
    "dscr_least": Figure(
        "Debt cover, worst month", "ratio", "cash available for debt service / debt service due", _NO_DEBT
    ),
    "dscr_mean": Figure(
        "Debt cover, mean", "ratio", "mean of that ratio over the months in which service is due", _NO_DEBT
    ),
    "unpaid_debt": Figure("Debt left unpaid", "KZT", "owed to the bank when the operator leaves", _NO_OPERATOR),
    "state_npv_gross": Figure(
        "Net present value to the state, gross", "KZT", "of its gain over the contract, its investment counted", _NO_HUB
    ),
    "state_npv": Figure("Net present value to the state, net", "KZT", "the same, net of displaced taxes", _NO_HUB),
    "value_for_money": Figure(
        "Value for money",
        "KZT",
        "net present value to the state, the operator's loss made good, less that of the same hub built and run by the "
        "state, for as long",
        _NO_OPERATOR,
    ),
}
"""The figures of `Appraisal`, in the order of presentation."""

OF_THE_STATE = ("state_npv_gross", "state_npv")
"""Figures that exist without an operator."""

LEAST = {"npv": 0.0, "payback": 0.0, "equity_npv": 0.0, "dscr_least": DEMAND_RISK_COVER, "dscr_mean": DEMAND_RISK_COVER}
LEAST |= {"state_npv_gross": 0.0, "state_npv": 0.0, "value_for_money": 0.0}
"""What a figure shall be at least; ``payback`` shall exist."""


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

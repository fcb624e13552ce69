"""Measures of business and of the public budget: read off the accounts of the months closed so far.

Between two closings the value of the last one stands. A month that the end of the run cuts short still belongs to sums
and means; what is told of the last closed month alone, and months of loss, leave it out.
"""

import math

import numpy as np

from model.chronicle import Chronicle
from model.measure import Measure, Series, ratio
from model.population import Floats

_YEAR = 12


def _column(c: Chronicle, fields: tuple[str, ...]) -> Floats:
    """Sum of some fields of each account."""
    return np.array([sum(getattr(account, field) for field in fields) for account in c.accounts], float)


def _so_far(*fields: str) -> Series:
    return lambda c: c.account_series(_column(c, fields).cumsum(), 0.0)


def _once_begun(c: Chronicle, values: Floats) -> Floats:
    """One number for each account from the first with an operator on; before, and for a library, there is none."""
    begun = np.logical_or.accumulate(np.array([account.operated for account in c.accounts], bool))
    return c.account_series(np.where(begun, values, math.nan), math.nan)


def _there(c: Chronicle) -> Floats:
    """Whether the operator is still there when the month is closed."""
    return _once_begun(c, np.array([account.operated and not account.left for account in c.accounts], float))


def _unpaid(c: Chronicle) -> Floats:
    """Debt of an operator that has left; while it is there, nothing is unpaid."""
    gone = np.array([account.left for account in c.accounts], bool)
    debt = (_column(c, ("borrowed",)) - _column(c, ("repayment",))).cumsum()
    return c.account_series(np.where(np.logical_or.accumulate(gone), debt, 0.0), 0.0)


def _people(field: str) -> Series:
    """Of the last month that is over, as if the hub had been there for all of it; nobody once the operator has left."""

    def series(c: Chronicle) -> Floats:
        stays = np.array([not account.left for account in c.accounts], bool)
        whole = np.divide(
            _column(c, (field,)),
            _column(c, ("part",)),
            out=np.zeros(len(stays)),
            where=stays & (_column(c, ("part",)) > 0),
        )
        over = np.array([account.ended for account in c.accounts], bool)
        last = np.maximum.accumulate(np.where(over, np.arange(1, len(over) + 1), 0))
        return c.account_series(np.concatenate([[0.0], whole])[last], 0.0)

    return series


def _a_month(*fields: str) -> Series:
    """Mean of the months of operation."""

    def series(c: Chronicle) -> Floats:
        operated = _column(c, ("operated",))
        sums, months = ((_column(c, each) * operated).cumsum() for each in (fields, ("part",)))
        return c.account_series(ratio(sums, months), math.nan)

    return series


def _a_visit(field: str) -> Series:
    """Of the last twelve months."""

    def series(c: Chronicle) -> Floats:
        return c.account_series(ratio(_of_a_year(_column(c, (field,))), _of_a_year(_column(c, ("visits",)))), math.nan)

    return series


def _of_a_year(values: Floats) -> Floats:
    sums = np.concatenate([[0.0], values.cumsum()])
    ends = np.arange(1, len(sums))
    return sums[ends] - sums[np.maximum(ends - _YEAR, 0)]


def _months_of_loss(c: Chronicle) -> Floats:
    losses = np.array([account.ended and account.operated and account.profit < 0 for account in c.accounts], float)
    return _once_begun(c, losses.cumsum())


MONEY_MEASURES = (
    Measure(
        "operator_revenue",
        "Operator's revenue",
        "KZT/month",
        "tickets, café, shops and hire of rooms in the closed months / months of operation",
        "business",
        _a_month("revenue"),
    ),
    Measure(
        "revenue_tickets",
        "Revenue from tickets",
        "KZT/month",
        "tickets in the closed months / months of operation",
        "business",
        _a_month("tickets"),
        better="neither",
    ),
    Measure(
        "revenue_cafe",
        "Revenue of the café",
        "KZT/month",
        "café sales in the closed months / months of operation",
        "business",
        _a_month("cafe"),
        better="neither",
    ),
    Measure(
        "revenue_shops",
        "Revenue of the shops",
        "KZT/month",
        "shop sales in the closed months / months of operation",
        "business",
        _a_month("shops"),
        better="neither",
    ),
    Measure(
        "revenue_hire",
        "Revenue from rooms",
        "KZT/month",
        "hire of rooms in the closed months / months of operation",
        "business",
        _a_month("hire"),
        better="neither",
    ),
    Measure(
        "operator_costs",
        "Operator's costs",
        "KZT/month",
        "goods, hosts, wages and contributions, utilities, promotion and rent in the closed months "
        "/ months of operation",
        "business",
        _a_month("costs"),
        better="lower",
    ),
    Measure(
        "operator_profit",
        "Operator's profit",
        "KZT/month",
        "revenue + support − costs − taxes − interest in the closed months / months of operation",
        "business",
        _a_month("profit"),
    ),
    Measure(
        "operator_cash",
        "Operator's money",
        "KZT",
        "received less paid in the closed months: fit-out, loan and debt service included",
        "business",
        _so_far("change"),
    ),
    Measure(
        "months_of_loss",
        "Months of loss",
        "months",
        "closed months, whole to their end, in which the operator's profit was below zero; none where no operator "
        "began",
        "business",
        _months_of_loss,
        better="lower",
    ),
    Measure(
        "operator_there",
        "Operator still there",
        "0 or 1",
        "1 if the operator was there when the last month was closed, 0 if it had left; none where no operator began; "
        "its mean over runs is the chance",
        "business",
        _there,
    ),
    Measure(
        "jobs",
        "Jobs",
        "people",
        "people employed by the operator in the last month that is over, part-time ones in parts; 0 once it has left",
        "business",
        _people("jobs"),
    ),
    Measure(
        "net_jobs",
        "Jobs, net",
        "people",
        "jobs less those that went with sales displaced from other local businesses, in the last month that is over",
        "business",
        _people("net_jobs"),
    ),
    Measure(
        "unpaid_debt",
        "Debt left unpaid",
        "KZT",
        "what the operator still owed the bank when it left; 0 while it is there",
        "business",
        _unpaid,
        better="lower",
    ),
    Measure(
        "displaced_sales",
        "Sales displaced",
        "KZT",
        "sales that other local businesses lost to the hub in the closed months (a share of the hub's, assumed)",
        "business",
        _so_far("displaced"),
        better="lower",
    ),
    Measure(
        "cost_per_visit",
        "Cost per visit",
        "KZT/visit",
        "goods, hosts, wages and contributions, utilities, promotion and the state's upkeep / visits, "
        "in the last 12 closed months",
        "business",
        _a_visit("running_costs"),
        better="lower",
    ),
    Measure(
        "upkeep",
        "Upkeep of the house",
        "KZT",
        "paid by the state for the house in the closed months",
        "public budget",
        _so_far("upkeep"),
        better="lower",
    ),
    Measure(
        "upkeep_saved",
        "Upkeep saved",
        "KZT",
        "upkeep of the library as it was less upkeep paid, in the closed months",
        "public budget",
        _so_far("upkeep_saved"),
    ),
    Measure(
        "rent_received",
        "Rent received",
        "KZT",
        "rent and share of the revenue in the closed months",
        "public budget",
        _so_far("rent"),
        better="neither",
    ),
    Measure(
        "tax_on_sales",
        "Taxes on sales",
        "KZT",
        "tax on revenue and value added tax in the closed months",
        "public budget",
        _so_far("revenue_tax", "vat"),
        better="neither",
    ),
    Measure(
        "tax_on_profit",
        "Tax on profit",
        "KZT",
        "corporate income tax in the closed months",
        "public budget",
        _so_far("profit_tax"),
        better="neither",
    ),
    Measure(
        "tax_on_wages",
        "Taxes on wages",
        "KZT",
        "tax withheld from wages, the employer's contributions and the owner's own in the closed months",
        "public budget",
        _so_far("withheld", "payroll", "own"),
        better="neither",
    ),
    Measure(
        "support_paid",
        "Support paid",
        "KZT",
        "support in money from the state to the operator in the closed months",
        "public budget",
        _so_far("support"),
        better="neither",
    ),
    Measure(
        "state_gain",
        "Gain of the state, gross",
        "KZT",
        "upkeep saved + rent + taxes and contributions to social funds + sales less programme of a hub of its own "
        "− support − its own investment, in the closed months",
        "public budget",
        _so_far("gain_of_state"),
    ),
    Measure(
        "displaced_taxes",
        "Taxes displaced",
        "KZT",
        "taxes that other local businesses no longer paid on displaced sales and jobs, in the closed months",
        "public budget",
        _so_far("displaced_tax"),
        better="lower",
    ),
    Measure(
        "state_gain_net",
        "Gain of the state, net",
        "KZT",
        "gross gain less taxes displaced, in the closed months",
        "public budget",
        _so_far("net_gain_of_state"),
    ),
    Measure(
        "public_cost_per_visit",
        "Public cost per visit",
        "KZT/visit",
        "(upkeep + support + programme of a hub of its own − rent − taxes and contributions − its own sales + its "
        "investment, spread over the contract at its discount rate) / visits, in the last 12 closed months",
        "public budget",
        _a_visit("public_burden"),
        better="lower",
    ),
)
"""Measures of the themes business and public budget, in the order of presentation."""

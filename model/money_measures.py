"""Measures of business and of the public budget: read off the accounts of the months closed so far.

Between two closings the value of the last one stands, so that all of them are whole months (the last one shorter where
the run ends within it).
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


def _last(*fields: str) -> Series:
    return lambda c: c.account_series(_column(c, fields), 0.0)


def _a_month(*fields: str) -> Series:
    """Mean of the months of operation."""

    def series(c: Chronicle) -> Floats:
        operated = _column(c, ("operated",))
        sums = (_column(c, fields) * operated).cumsum()
        return c.account_series(ratio(sums, _column(c, ("part",)).cumsum()), math.nan)

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
    losses = np.array([account.operated and account.profit < 0 for account in c.accounts], float)
    return c.account_series(losses.cumsum(), 0.0)


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
    ),
    Measure(
        "revenue_cafe",
        "Revenue of the café",
        "KZT/month",
        "café sales in the closed months / months of operation",
        "business",
        _a_month("cafe"),
    ),
    Measure(
        "revenue_shops",
        "Revenue of the shops",
        "KZT/month",
        "shop sales in the closed months / months of operation",
        "business",
        _a_month("shops"),
    ),
    Measure(
        "revenue_hire",
        "Revenue from rooms",
        "KZT/month",
        "hire of rooms in the closed months / months of operation",
        "business",
        _a_month("hire"),
    ),
    Measure(
        "operator_costs",
        "Operator's costs",
        "KZT/month",
        "goods, hosts, wages and contributions, utilities, promotion and rent in the closed months "
        "/ months of operation",
        "business",
        _a_month("costs"),
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
        "closed months in which the operator's profit was below zero",
        "business",
        _months_of_loss,
    ),
    Measure(
        "operator_there",
        "Operator still there",
        "0 or 1",
        "1 if the operator was there in the last closed month; its mean over runs is the chance",
        "business",
        _last("operated"),
    ),
    Measure(
        "jobs",
        "Jobs",
        "people",
        "people employed by the operator in the last closed month, part-time ones in parts",
        "business",
        _last("jobs"),
    ),
    Measure(
        "net_jobs",
        "Jobs, net",
        "people",
        "jobs less those that went with sales displaced from other local businesses, in the last closed month",
        "business",
        _last("net_jobs"),
    ),
    Measure(
        "displaced_sales",
        "Sales displaced",
        "KZT",
        "sales that other local businesses lost to the hub in the closed months (a share of the hub's, assumed)",
        "business",
        _so_far("displaced"),
    ),
    Measure(
        "cost_per_visit",
        "Cost per visit",
        "KZT/visit",
        "goods, hosts, wages and contributions, utilities, promotion and the state's upkeep / visits, "
        "in the last 12 closed months",
        "business",
        _a_visit("running_costs"),
    ),
    Measure(
        "upkeep",
        "Upkeep of the house",
        "KZT",
        "paid by the state for the house in the closed months",
        "public budget",
        _so_far("upkeep"),
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
    ),
    Measure(
        "tax_on_sales",
        "Taxes on sales",
        "KZT",
        "tax on revenue and value added tax in the closed months",
        "public budget",
        _so_far("revenue_tax", "vat"),
    ),
    Measure(
        "tax_on_profit",
        "Tax on profit",
        "KZT",
        "corporate income tax in the closed months",
        "public budget",
        _so_far("profit_tax"),
    ),
    Measure(
        "tax_on_wages",
        "Taxes on wages",
        "KZT",
        "tax withheld from wages and the employer's contributions in the closed months",
        "public budget",
        _so_far("withheld", "payroll"),
    ),
    Measure(
        "support_paid",
        "Support paid",
        "KZT",
        "support in money from the state to the operator in the closed months",
        "public budget",
        _so_far("support"),
    ),
    Measure(
        "state_gain",
        "Gain of the state, gross",
        "KZT",
        "upkeep saved + rent + taxes − support − the state's own investment, in the closed months",
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
        "(upkeep + support − rent − taxes − its own sales) / visits, in the last 12 closed months",
        "public budget",
        _a_visit("public_costs"),
    ),
)
"""Measures of the themes business and public budget, in the order of presentation."""

"""Appraisal against cases reckoned by hand."""

import datetime as dt
import math
from calendar import monthrange
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments import cash_flow, finance
from experiments.projection import contract_months
from model.ledger import Account, Ledger
from model.operating import Doings, Sale
from model.partnership import Operation
from model.scenario.errors import InputError
from model.scenario.partnership import Costs, Hire, Loan, Partnership, Rent, Tax, Treasury

A_PERCENT_A_MONTH = 1.01**12 - 1


def test_npv_by_hand():
    # −1000 + 600 / 1.01 + 600 / 1.0201 = 182.2371
    assert cash_flow.npv([-1000, 600, 600], A_PERCENT_A_MONTH) == pytest.approx(182.2371, abs=1e-4)
    assert cash_flow.npv([-1000, 600, 600], 0.0) == pytest.approx(200)


def test_irr_by_hand():
    # −100 + 110 / (1 + i): i = 10 % a month, 1.1^12 − 1 a year
    assert cash_flow.irr([-100, 110]) == pytest.approx(1.1**12 - 1)
    # −100 + 60 / x + 60 / x² = 0: x = (60 + √(60² + 4 · 100 · 60)) / 200 = 1.1306624
    assert cash_flow.irr([-100e6, 60e6, 60e6]) == pytest.approx(((60 + math.sqrt(27_600)) / 200) ** 12 - 1)
    assert math.isnan(cash_flow.irr([-100, -1]))
    assert math.isnan(cash_flow.irr([100, 1]))


def test_an_absurd_rate_is_not_told():
    # −1 + 6 / (1 + i): 500 % a month would be 6^12 − 1 = 2.2 billion a year
    assert math.isnan(cash_flow.irr([-1, 6]))
    assert cash_flow.irr([-1, 1.2]) == pytest.approx(1.2**12 - 1)


@given(st.integers(1, 10**9), st.floats(-0.02, 0.1), st.integers(1, 60))
def test_at_the_irr_nothing_is_won_or_lost(principal, rate, months):
    from agents.rules.money import annuity

    flows = [-principal] + [annuity(principal, rate, months)] * months
    found = cash_flow.irr(flows)
    assert found == pytest.approx((1 + rate) ** 12 - 1, abs=1e-6)
    assert cash_flow.npv(flows, found) == pytest.approx(0.0, abs=1e-5 * principal * months)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=40))
def test_an_irr_exists_or_is_said_not_to(flows):
    found = cash_flow.irr(flows)
    assert math.isnan(found) or found >= -1


def test_payback_by_hand():
    # discounted at 1 %: −1000, 495.05, 490.15, 485.30: below 0 after two months, above after three
    assert cash_flow.payback([-1000, 500, 500, 500], A_PERCENT_A_MONTH) == 3
    assert cash_flow.payback([-1000, 500, 500, 500], 0.0) == 2
    assert cash_flow.payback([0, 5], 0.1) == 0
    assert math.isnan(cash_flow.payback([-1000, 500], 0.0))
    # a later loss undoes an early payback
    assert cash_flow.payback([-10, 20, -20, 30], 0.0) == 3


def test_debt_cover():
    cover = cash_flow.debt_cover([150, 80, 10], [100, 100, 0])
    assert cover[:2].tolist() == [1.5, 0.8]
    assert math.isnan(cover[2])


NO_COSTS = Costs(staff=0, owner=0, session=0, cafe_goods=0, utilities=0)
STEADY = Partnership(
    fit_out=1200,
    term_months=24,
    discount=0.0,
    inflation=0.0,
    loan=Loan(share=0.5, rate=0.0, months=12),
    rent=Rent(month=10),
    costs=NO_COSTS,
    hire=Hire(share=0.0),
    tax=Tax(rate=0.0),
    treasury=Treasury(upkeep_before=7, upkeep_after=2, discount=0.0, overrun=0.0),
)


def _lived(terms, months, takings=110, *, start=dt.date(2026, 1, 1), displacement=0.0, **doings):
    """Accounts of so many months with the same takings of the café each month, while the operator stays."""
    operation = Operation(terms, Ledger(), displacement)
    operation.begin(1)
    date = start
    for number in range(1, months + 1):
        last = date.replace(day=monthrange(date.year, date.month)[1])
        amount = takings(number) if callable(takings) else takings
        sales = [Sale(Account.HOUSEHOLDS, "cafe", "cafe", amount)] if operation.open else []
        operation.close_month(30 * number, last, sales, Doings(**doings))
        date = last + dt.timedelta(days=1)
    return operation.months


def _with(terms, **changes):
    return Partnership(**(terms.model_dump() | changes))


def test_appraisal_of_a_steady_business_by_hand():
    found = finance.appraise(_lived(STEADY, 6), STEADY, 0.0)
    # 24 · (110 − 10) − 1200; own money 600, paid back by 24 · 100 − 12 · 50; cover 100 / 50; state 24 · (10 + 5)
    assert found.npv == pytest.approx(1200)
    assert found.equity_npv == pytest.approx(1200)
    assert found.payback == 12
    assert (found.dscr_least, found.dscr_mean, found.unpaid_debt) == (2.0, 2.0, 0.0)
    assert found.state_npv == found.state_npv_gross == pytest.approx(360)
    assert cash_flow.npv([-1200] + [100] * 24, found.irr) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("patience", [0, 9])
def test_what_a_steady_loser_is_worth_does_not_depend_on_the_length_of_the_run(patience):
    loser = Partnership(patience=patience, treasury=Treasury(support=100_000, support_months=6))
    few, some, many = (
        finance.appraise(_lived(loser, months, 100_000, displacement=0.25), loser, 0.25) for months in (3, 7, 20)
    )
    assert few == pytest.approx(many, nan_ok=True)
    assert some == pytest.approx(many, nan_ok=True)
    assert many.npv < 0
    assert (many.unpaid_debt > 0) == bool(patience)


def test_the_months_after_a_run_are_those_that_a_longer_run_would_have_had():
    # general regime: losses brought forward, the VAT threshold of each year; support that ends; a loan that ends
    terms = Partnership(
        fit_out=9_000_000,
        patience=0,
        term_months=36,
        loan=Loan(share=0.5, rate=0.18, months=30),
        tax=Tax(regime="general", social=True),
        treasury=Treasury(support=200_000, support_months=16),
    )
    sales = lambda month: 4_000_000 + 100_000 * (month % 12)  # noqa: E731 - a year that repeats
    longer = _lived(terms, 36, sales)
    assert [month.available for month in longer[12:24]] != [month.available for month in longer[24:]]
    for known in (12, 14, 25):
        projected = contract_months(_lived(terms, known, sales), terms, 0.0)
        assert [replace(month, day=0) for month in projected] == [replace(month, day=0) for month in longer]


def test_support_in_money_ends_when_it_was_to_end():
    terms = _with(STEADY, treasury=Treasury(support=7, support_months=8))
    projected = contract_months(_lived(terms, 6), terms, 0.0)
    assert [month.support for month in projected] == [7] * 8 + [0] * 16


def test_neither_a_first_month_in_part_nor_a_campaign_comes_back():
    terms = Partnership(fit_out=0, patience=0, term_months=6, rent=Rent(month=100), costs=Costs(utilities=100))
    operation = Operation(terms, Ledger())
    operation.begin(20)
    begun = Doings(part=0.5, lived=1.0, campaign=15.0, promotion=1.0)
    operation.close_month(31, dt.date(2026, 1, 31), doings=begun)
    # with nothing but the month at hand, it stands for a whole one
    alone = contract_months(operation.months, terms, 0.0)
    assert [month.rent for month in alone] == [50] + [100] * 5
    assert [month.promotion for month in alone] == [15 * 5000 + 50_000] + [100_000] * 5
    operation.close_month(59, dt.date(2026, 2, 28), doings=Doings(promotion=0.2))
    later = contract_months(operation.months, terms, 0.0)
    assert [month.utilities for month in later] == [50] + [100] * 5
    assert [month.promotion for month in later] == [15 * 5000 + 50_000] + [20_000] * 5


def test_a_month_that_the_run_cuts_short_is_left_out():
    months = _lived(STEADY, 6)
    cut = replace(months[-1], ended=False, cafe=1_000_000)
    assert finance.appraise([*months, cut], STEADY, 0.0) == finance.appraise(months, STEADY, 0.0)


def test_an_operator_that_leaves_owes_what_it_has_not_repaid_and_its_cover_says_so():
    terms = _with(STEADY, patience=2)
    # ten good months (100 after rent), then nothing is sold
    found = finance.appraise(_lived(terms, 13, lambda month: 110 if month <= 10 else 0), terms, 0.0)
    # repaid 12 · 50 by then: the loan of twelve months is served in full by own money
    assert found.unpaid_debt == 0.0
    early = finance.appraise(_lived(terms, 6, lambda month: 110 if month <= 2 else 0), terms, 0.0)
    # 2 · 100 − 2 · 10 in four months, in which 4 · 50 are repaid; of the loan 400 are left
    assert early.npv == 180 - 1200
    assert early.equity_npv == 180 - 4 * 50 - 600
    assert early.unpaid_debt == 400
    # cover of the twelve months in which 50 fall due: twice 2, twice −0.2, and nothing eight times
    assert early.dscr_mean == pytest.approx((2 * 2.0 - 2 * 0.2) / 12)
    assert early.dscr_least == pytest.approx(-0.2)
    assert math.isnan(early.payback)
    assert math.isnan(early.irr)  # four months are no year
    assert early.state_npv == 4 * (10 + 5)


def test_the_operators_flows_grow_with_prices_and_its_loan_does_not():
    found = finance.appraise(_lived(STEADY, 6), _with(STEADY, inflation=0.1), 0.0)
    flows = [100 * 1.1 ** (month / 12) for month in range(1, 25)]
    assert found.npv == pytest.approx(sum(flows) - 1200)
    assert found.equity_npv == pytest.approx(sum(flows) - 1200)
    assert found.dscr_mean == pytest.approx(sum(flows[:12]) / 12 / 50)
    # a nominal rate of return: prices and real return multiply
    real = finance.appraise(_lived(STEADY, 6), STEADY, 0.0)
    assert 1 + found.irr == pytest.approx(1.1 * (1 + real.irr))
    # the state reckons at the prices of the start
    assert found.state_npv == real.state_npv
    # where the discount rate is that of prices, all is as without either
    even = finance.appraise(_lived(STEADY, 6), _with(STEADY, inflation=0.1, discount=0.1), 0.0)
    assert even.npv == pytest.approx(1200)


def test_a_hub_that_the_state_runs_is_worth_what_it_saves_and_sells_less_its_investment():
    terms = _with(STEADY, run_by="state")
    operation = Operation(terms, Ledger())
    operation.begin(1)
    for month in (1, 2, 3):
        sold = [Sale(Account.HOUSEHOLDS, "cafe", "cafe", 20)]
        operation.close_month(30 * month, dt.date(2026, month, 28), (), Doings(hub_sales=tuple(sold)), sold)
    found = finance.appraise(operation.months, terms, 0.0)
    # 24 · (saved 5 + sold 20) − 1200
    assert found.state_npv == found.state_npv_gross == pytest.approx(-600)
    assert all(math.isnan(value) for name, value in found._asdict().items() if name not in finance.OF_THE_STATE)


def test_value_for_money_is_against_the_same_hub_run_by_the_state():
    terms = _with(STEADY, treasury=STEADY.treasury.model_dump() | {"overrun": 0.5}, costs=Costs(**_GOODS))
    found = finance.appraise(_lived(terms, 6), terms, 0.0)
    # the partnership: 24 · (rent 10 + saved 5); the state alone: 24 · (110 − 1.5 · goods 22 + saved 5) − 1.5 · 1200
    assert found.state_npv_gross == pytest.approx(360)
    assert found.value_for_money == pytest.approx(360 - (24 * (110 - 33 + 5) - 1800))


def test_what_the_operator_loses_the_state_would_have_to_make_good():
    terms = _with(STEADY, fit_out=3_000, treasury=STEADY.treasury.model_dump() | {"overrun": 0.5})
    found = finance.appraise(_lived(terms, 6), terms, 0.0)
    assert found.npv == pytest.approx(24 * 100 - 3000)
    # the partnership: 24 · (rent 10 + saved 5) − 600; the state alone: 24 · (110 + saved 5) − 1.5 · 3000
    assert found.value_for_money == pytest.approx(360 - 600 - (24 * 115 - 4500))


_GOODS = NO_COSTS.model_dump() | {"cafe_goods": 0.2}


def test_a_library_has_no_worth_of_its_own():
    operation = Operation(STEADY, Ledger())
    operation.close_month(30, dt.date(2026, 1, 31), doings=Doings(part=0.0))
    assert all(math.isnan(value) for value in finance.appraise(operation.months, STEADY, 0.0))


def test_distribution_over_replicates():
    values = [
        finance.Appraisal(n, 0.1, math.nan if n < 3 else n, n, 1.6, 2.0, 0.0, n, n, n)
        for n in (1.0, 2.0, 3.0, 4.0, 5.0)
    ]
    spread = finance.distribution(values)
    assert spread.loc["npv", "median"] == 3.0
    assert spread.loc["payback", "exists"] == 0.6
    assert finance.chance(values, "npv", 3.0) == 0.6
    assert finance.chance(values, "payback", 0.0) == 0.6
    assert finance.chance(values, "dscr_least", finance.DEMAND_RISK_COVER) == 1.0


@pytest.mark.parametrize(
    "call",
    [
        lambda: cash_flow.npv([], 0.1),
        lambda: cash_flow.npv([1.0], -1.0),
        lambda: cash_flow.npv([np.nan], 0.1),
        lambda: cash_flow.irr([np.inf, -1]),
        lambda: cash_flow.debt_cover([1, 2], [1]),
        lambda: cash_flow.debt_cover([1], [-1]),
        lambda: finance.appraise([], Partnership(), 0.0),
        lambda: finance.distribution([]),
        lambda: finance.chance([], "npv"),
        lambda: finance.chance([], "profit"),
    ],
)
def test_wrong_money_is_told(call):
    with pytest.raises(InputError):
        call()

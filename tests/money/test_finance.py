"""Appraisal against cases reckoned by hand."""

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments import finance
from model.ledger import Account, Ledger
from model.month_account import MonthAccount
from model.partnership import Operation, Sale
from model.scenario.errors import InputError
from model.scenario.partnership import Costs, Loan, Partnership, Rent, Tax, Treasury

A_PERCENT_A_MONTH = 1.01**12 - 1


def test_npv_by_hand():
    # −1000 + 600 / 1.01 + 600 / 1.0201 = 182.2371
    assert finance.npv([-1000, 600, 600], A_PERCENT_A_MONTH) == pytest.approx(182.2371, abs=1e-4)
    assert finance.npv([-1000, 600, 600], 0.0) == pytest.approx(200)


def test_irr_by_hand():
    # −100 + 110 / (1 + i): i = 10 % a month, 1.1^12 − 1 a year
    assert finance.irr([-100, 110]) == pytest.approx(1.1**12 - 1)
    # −100 + 60 / x + 60 / x² = 0: x = (60 + √(60² + 4 · 100 · 60)) / 200 = 1.1306624
    assert finance.irr([-100e6, 60e6, 60e6]) == pytest.approx(((60 + math.sqrt(27_600)) / 200) ** 12 - 1)
    assert math.isnan(finance.irr([-100, -1]))
    assert math.isnan(finance.irr([100, 1]))


@given(st.integers(1, 10**9), st.floats(-0.02, 0.1), st.integers(1, 60))
def test_at_the_irr_nothing_is_won_or_lost(principal, rate, months):
    from agents.rules.money import annuity

    flows = [-principal] + [annuity(principal, rate, months)] * months
    found = finance.irr(flows)
    assert found == pytest.approx((1 + rate) ** 12 - 1, abs=1e-6)
    assert finance.npv(flows, found) == pytest.approx(0.0, abs=1e-5 * principal * months)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=40))
def test_an_irr_exists_or_is_said_not_to(flows):
    found = finance.irr(flows)
    assert math.isnan(found) or found >= -1


def test_payback_by_hand():
    # discounted at 1 %: −1000, 495.05, 490.15, 485.30: below 0 after two months, above after three
    assert finance.payback([-1000, 500, 500, 500], A_PERCENT_A_MONTH) == 3
    assert finance.payback([-1000, 500, 500, 500], 0.0) == 2
    assert finance.payback([0, 5], 0.1) == 0
    assert math.isnan(finance.payback([-1000, 500], 0.0))
    # a later loss undoes an early payback
    assert finance.payback([-10, 20, -20, 30], 0.0) == 3


def test_debt_cover():
    cover = finance.debt_cover([150, 80, 10], [100, 100, 0])
    assert cover[:2].tolist() == [1.5, 0.8]
    assert math.isnan(cover[2])


def test_the_last_year_goes_on():
    assert finance.carried_on([1, 2], 5).tolist() == [1, 2, 1, 2, 1]
    assert finance.carried_on(range(13), 15).tolist() == [*range(13), 1, 2]
    assert finance.carried_on([1, 2, 3], 2).tolist() == [1, 2]


def test_appraisal_of_a_steady_business_by_hand():
    terms = Partnership(
        fit_out=1200,
        term_months=24,
        discount=0.0,
        loan=Loan(share=0.5, rate=0.0, months=12),
        rent=Rent(month=10),
        costs=Costs(staff=0, session=0, cafe_goods=0, utilities=0),
        tax=Tax(rate=0.0),
        treasury=Treasury(upkeep_before=7, upkeep_after=2, discount=0.0),
    )
    operation = Operation(terms, Ledger(), displacement=0.0)
    operation.begin(1)
    for month in range(1, 7):
        operation.close_month(30 * month, dt.date(2026, month, 28), [Sale(Account.HOUSEHOLDS, "cafe", "cafe", 110)])
    found = finance.appraise(operation.months, terms)
    # 24 · (110 − 10) − 1200; own money 600, paid back by 24 · 100 − 12 · 50; cover 100 / 50; state 24 · (10 + 5)
    assert found.npv == pytest.approx(1200)
    assert found.equity_npv == pytest.approx(1200)
    assert found.payback == 12
    assert (found.dscr_least, found.dscr_mean) == (2.0, 2.0)
    assert found.state_npv == found.state_npv_gross == pytest.approx(360)
    assert finance.npv([-1200] + [100] * 24, found.irr) == pytest.approx(0, abs=1e-6)


def test_distribution_over_replicates():
    values = [finance.Appraisal(n, 0.1, math.nan if n < 3 else n, n, 1.6, 2.0, n, n) for n in (1.0, 2.0, 3.0, 4.0, 5.0)]
    spread = finance.distribution(values)
    assert spread.loc["npv", "median"] == 3.0
    assert spread.loc["payback", "exists"] == 0.6
    assert finance.chance(values, "npv", 3.0) == 0.6
    assert finance.chance(values, "payback", 0.0) == 0.6
    assert finance.chance(values, "dscr_least", finance.DEMAND_RISK_COVER) == 1.0


def test_an_operator_that_has_left_earns_nothing():
    good = MonthAccount(30, "2026-01", operated=True, cafe=40, interest=1, repayment=9, upkeep_saved=3)
    left = MonthAccount(60, "2026-02", upkeep=5)
    found = finance.appraise([good, left], Partnership(fit_out=100, discount=0.0, treasury=Treasury(discount=0.0)))
    assert found.npv == -60
    assert found.equity_npv == -50 + 40 - 10
    assert math.isnan(found.payback)
    assert found.dscr_least == 4.0
    assert found.state_npv == 3.0


@pytest.mark.parametrize(
    "call",
    [
        lambda: finance.npv([], 0.1),
        lambda: finance.npv([1.0], -1.0),
        lambda: finance.npv([np.nan], 0.1),
        lambda: finance.irr([np.inf, -1]),
        lambda: finance.debt_cover([1, 2], [1]),
        lambda: finance.debt_cover([1], [-1]),
        lambda: finance.carried_on([1], 0),
        lambda: finance.appraise([], Partnership()),
        lambda: finance.distribution([]),
        lambda: finance.chance([], "npv"),
        lambda: finance.chance([], "profit"),
    ],
)
def test_wrong_money_is_told(call):
    with pytest.raises(InputError):
        call()

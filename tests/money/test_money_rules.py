"""Taxes, loans and the operator's patience: figures of the law and cases reckoned by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules import money


@pytest.mark.parametrize(
    ("year", "adjustment", "rate"),
    [
        (2025, 0.5, 0.03),
        (2026, 0.0, 0.04),
        (2026, -0.5, 0.02),
        (2027, 0.5, 0.06),
        (2026, 3.0, 0.06),
        (2026, -1.0, 0.02),
    ],
)
def test_simplified_rate_by_year_and_region(year, adjustment, rate):
    assert money.simplified_rate(year, adjustment) == pytest.approx(rate)


def test_figures_of_2026():
    assert money.ceiling(2026, "simplified") == 2_595_000_000
    assert money.vat_threshold(2026) == 43_250_000
    assert money.retail_rate(2025) == 0.04
    assert [money.profit_tax_rate(year, True) for year in (2025, 2026, 2027)] == [0.20, 0.05, 0.10]
    assert money.profit_tax_rate(2026, False) == 0.20
    assert money.regime_in_force("simplified", 2026, 2_595_000_000) == "simplified"
    assert money.regime_in_force("simplified", 2026, 2_595_000_001) == "general"
    assert money.vat_due(1_160_000, 0, 2026) == 160_000


def test_losses_are_brought_forward():
    assert money.profit_tax(-100, 0, 0.2) == (0, 100)
    assert money.profit_tax(60, 100, 0.2) == (0, 40)
    assert money.profit_tax(140, 40, 0.2) == (20, 0)


def test_annuity_by_hand():
    # 1,000 at 1 % over two months: 1000 · 0.01 / (1 − 1.01⁻²) = 507.5124
    assert money.annuity(1000, 0.01, 2) == pytest.approx(507.5124, abs=1e-4)
    assert money.annuity(1200, 0.0, 12) == 100


@given(st.integers(0, 10**10), st.floats(0, 0.05), st.integers(1, 360))
def test_a_loan_ends_with_nothing_owed(principal, rate, months):
    debt, payment = principal, money.annuity(principal, rate, months)
    for month in range(1, months + 1):
        interest, repayment = money.loan_service(debt, payment, rate, month == months)
        assert interest >= 0
        assert 0 <= repayment <= debt
        debt -= repayment
    assert debt == 0


def test_patience():
    streak = 0
    for result in (-1, -5, 0, -1, -1, -1):
        streak = money.loss_streak(streak, result)
    assert streak == 3
    assert money.gives_up(3, 3)
    assert not money.gives_up(2, 3)
    assert not money.gives_up(99, 0)


@given(st.integers(0, 10_000), st.floats(0, 1), st.floats(0, 1))
def test_prices_stay_within_bounds(price, fill, rate):
    new = money.adapted_price(price, fill, 0.6, rate, 100, 2000)
    assert new == 0 if price == 0 else 100 <= new <= 2000


def test_full_rooms_make_prices_rise():
    assert money.adapted_price(1000, 1.0, 0.5, 0.2, 500, 2000) == 1100
    assert money.adapted_price(1000, 0.0, 0.5, 0.2, 500, 2000) == 900
    assert money.adapted_price(1000, 1.0, 0.5, 0.0, 500, 2000) == 1000

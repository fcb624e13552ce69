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
    assert [money.retail_rate(year, to_business=True) for year in (2025, 2026, 2027)] == [0.08, 0.04, 0.04]
    assert [money.profit_tax_rate(year, True) for year in (2025, 2026, 2027)] == [0.20, 0.05, 0.10]
    assert money.profit_tax_rate(2026, False) == 0.20
    assert money.regime_in_force("simplified", 2026, 2_595_000_000) == "simplified"
    assert money.regime_in_force("simplified", 2026, 2_595_000_001) == "general"
    assert money.vat_due(1_160_000, 0, 2026) == 160_000


def test_figures_of_each_year():
    assert [money.month_index(year) for year in range(2022, 2028)] == [3450, 3450, 3692, 3932, 4325, 4325]
    assert [money.simplified_rate(year) for year in (2025, 2026, 2027)] == [0.03, 0.04, 0.04]
    assert [money.vat_rate(year) for year in (2025, 2026, 2027)] == [0.12, 0.16, 0.16]
    assert [money.vat_threshold(year) for year in (2025, 2027)] == [20_000 * 3932, 10_000 * 4325]
    assert money.profit_tax_rate(2024, True) == 0.20


def test_ceilings_before_the_reform_are_two_half_years_or_the_retail_tax():
    assert money.ceiling(2025, "simplified") == 2 * 24_038 * 3932
    assert money.ceiling(2025, "retail") == 600_000 * 3932
    assert money.ceiling(2027, "simplified") == 600_000 * 4325
    assert money.regime_in_force("simplified", 2026, 0) == "simplified"


def test_vat_inside_the_purchases_is_taken_off_and_never_paid_out():
    assert money.vat_due(1_120_000, 560_000, 2025) == 60_000
    assert money.vat_due(1_000_000, 1_000_000, 2026) == 0
    assert money.vat_due(0, 1_160_000, 2026) == 0


def test_where_part_of_the_revenue_bears_vat_that_part_of_the_purchases_does_as_well():
    # half of 1,160,000 − 580,000, with 16/116 of it inside
    assert money.vat_due(1_160_000, 580_000, 2026, 0.5) == 40_000


def test_below_the_threshold_no_revenue_bears_vat():
    assert money.share_under_vat(1_000_000, 43_249_000, 2026, False) == 0.0
    assert money.share_under_vat(1_000_000, 43_250_000, 2026, False) == 0.0


def test_in_the_month_that_crosses_the_threshold_only_what_lies_above_it_bears_vat():
    # 43,500,000 of the year less 43,250,000, of a month's 1,000,000
    assert money.share_under_vat(1_000_000, 43_500_000, 2026, False) == 0.25
    assert money.share_under_vat(4, 43_250_001, 2026, False) == 0.25
    assert money.share_under_vat(1, 43_250_001, 2026, False) == 1.0
    assert money.share_under_vat(1_000_000, 50_000_000, 2026, False) == 1.0


def test_of_a_month_without_revenue_no_share_bears_vat():
    assert money.share_under_vat(0, 50_000_000, 2026, False) == 0.0


def test_who_is_registered_pays_vat_on_all():
    assert money.share_under_vat(1_000_000, 1_000_000, 2027, True) == 1.0


def test_losses_are_brought_forward():
    assert money.profit_tax(-100, 0, 0.2) == (0, 100)
    assert money.profit_tax(60, 100, 0.2) == (0, 40)
    assert money.profit_tax(140, 40, 0.2) == (20, 0)
    assert money.profit_tax(1, 0, 0.2) == (0, 0)


def test_annuity_by_hand():
    # 1,000 at 1 % over two months: 1000 · 0.01 / (1 − 1.01⁻²) = 507.5124
    assert money.annuity(1000, 0.01, 2) == pytest.approx(507.5124, abs=1e-4)
    assert money.annuity(1200, 0.0, 12) == 100


def test_a_charge_for_capital_is_an_annuity_at_the_monthly_rate_that_compounds_to_the_yearly_one():
    # 1.01¹² − 1 a year is 1 % a month: 507.5124 for each thousand over two months
    assert money.capital_charge(1_000_000, 1.01**12 - 1.0, 2) == 507_512
    assert money.capital_charge(1200, 0.0, 12) == 100


def test_a_payment_is_interest_first():
    # 1 % of 1,000 is 10; of 508 (507.51 in whole tenge) 498 are left for the debt
    assert money.loan_service(1000, 507.51, 0.01, False) == (10, 498)
    assert money.loan_service(502, 507.51, 0.01, True) == (5, 502)
    assert money.loan_service(300, 507.51, 0.01, False) == (3, 300)
    assert money.loan_service(100_000, 507.51, 0.01, False) == (1000, 0)


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
    assert money.loss_streak(2, 700) == 0
    assert money.gives_up(3, 3)
    assert money.gives_up(4, 3)
    assert money.gives_up(1, 1)
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
    assert money.adapted_price(1, 1.0, 0.5, 0.2, 0, 2000) == 1


def test_one_person_at_the_counter_is_enough_for_few_guests():
    # half a manager, a counter open for 80 of 160 paid hours, 900 guests where one serves 600
    assert money.employees(0.5, 80.0, 160.0, 900, 600) == 2.0
    assert money.employees(0.5, 80.0, 160.0, 60, 600) == 1.0


def test_what_other_businesses_lose_is_a_share_in_whole_tenge():
    assert money.displaced(1001, 0.3) == 300
    assert money.displaced(1001, 0.0) == 0

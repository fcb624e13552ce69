"""Purses, baskets, and room for those who come."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules.capacity import learnt_fill, places_in_slot
from agents.rules.spending import affordable, basket, purchase_inclination, purse_now

tenge = st.integers(0, 100_000)
days = st.integers(0, 400)


def test_a_purse_grows_by_the_income_since() -> None:
    assert purse_now(100, 50, 3, 14) == 250


def test_a_purse_holds_the_income_of_some_days_at_most() -> None:
    assert purse_now(100, 50, 300, 14) == 700


def test_what_is_in_the_purse_already_is_not_taken_away() -> None:
    assert purse_now(1000, 50, 3, 14) == 1000


@given(tenge, tenge, days, days, st.integers(1, 30))
def test_looking_into_the_purse_twice_gives_no_money(purse: int, income: int, one: int, two: int, limit: int) -> None:
    once = purse_now(purse, income, one + two, limit)
    assert purse_now(purse_now(purse, income, one, limit), income, two, limit) == once
    assert once >= purse


def test_a_price_is_affordable_if_the_whole_household_could_pay_it() -> None:
    assert affordable(600, 3, 1800)
    assert not affordable(600, 3, 1799)
    assert affordable(600, 3, 50_000)
    assert affordable(0, 8, 0)


def test_an_inclination_to_buy_adds_taste_and_price() -> None:
    assert purchase_inclination(0.2, 0.5, -0.4) == pytest.approx(0.3)


def test_a_basket_is_log_normal_in_whole_tenge() -> None:
    assert basket(1200.0, 0.6, 0.0) == 1200
    assert basket(1200.0, 0.6, 1.0) == round(1200.0 * math.exp(0.6)) == 2187
    assert basket(0.0, 0.6, 3.0) == 0


@given(st.floats(0.0, 1e5), st.floats(0.0, 1.0), st.floats(-5.0, 5.0))
def test_no_basket_is_negative(median: float, sigma: float, normal: float) -> None:
    assert basket(median, sigma, normal) >= 0


def test_a_session_takes_its_places_once() -> None:
    assert places_in_slot(20, False, 1.5, 4.0) == 20


def test_a_seat_turns_over_as_often_as_stays_fit_into_the_slot() -> None:
    # 24 seats × 4 h / 0.75 h
    assert places_in_slot(24, True, 0.75, 4.0) == 128


def test_a_stay_longer_than_the_slot_takes_no_seat_away() -> None:
    assert places_in_slot(24, True, 8.0, 4.0) == 24


def test_the_expected_fill_learns_from_what_was_seen() -> None:
    # 0.3 + 0.2 × (0.8 − 0.3)
    assert learnt_fill(0.3, 0.8, 0.2) == pytest.approx(0.4)

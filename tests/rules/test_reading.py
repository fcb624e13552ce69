"""Loans, lapse and return of readers."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules.reading import (
    borrowing_inclination,
    collection_state,
    lapse_hazard,
    logistic,
    poisson,
    reader_worth,
    return_chance,
    start_chance,
)
from model.population import ACTIVE, LAPSED, NEVER

luck = st.floats(1e-9, 1.0 - 1e-9)


def test_the_logistic_curve_at_three_points() -> None:
    assert logistic(0.0) == 0.5
    assert logistic(math.log(3.0)) == pytest.approx(0.75)
    assert logistic(-math.log(3.0)) == pytest.approx(0.25)


def test_what_is_as_good_as_impossible_has_no_chance_and_breaks_nothing() -> None:
    assert logistic(-699.5) > 0.0
    assert logistic(-700.0) > 0.0
    assert logistic(-700.5) == logistic(-5000.0) == 0.0


def test_the_inclination_to_borrow_adds_its_reasons() -> None:
    # 0.5 + 0.2 − 3 + 0.3 × 0.75 h + 0.6 × 1 + 0.6 × 0.5 + 0.8 × (0.75 − 0.5)
    inclination = borrowing_inclination(0.5, 0.2, -3.0, 0.75, 0.3, 1.0, 0.6, 0.5, 0.6, 0.75, 0.8)
    assert inclination == pytest.approx(0.5 + 0.2 - 3.0 + 0.225 + 0.6 + 0.3 + 0.2)


def test_a_middling_collection_neither_helps_nor_hinders() -> None:
    assert borrowing_inclination(0.5, 0.0, 0.0, 0.0, 0.3, 0.0, 0.6, 0.0, 0.6, 0.5, 0.8) == 0.5


def test_the_collection_is_half_quality_and_half_freshness() -> None:
    assert collection_state(0.6, 0.3, 0.5) == pytest.approx(0.45)


def test_habit_protects_from_lapsing_and_distance_promotes_it() -> None:
    assert lapse_hazard(0.001, 0.0, 1.5, 0.0, 0.01, 20.0) == pytest.approx(0.001)
    assert lapse_hazard(0.001, 1.0, 1.5, 0.0, 0.01, 20.0) == pytest.approx(0.001 * math.exp(-1.5))
    assert lapse_hazard(0.001, 0.0, 1.5, 100.0, 0.01, 20.0) == pytest.approx(0.001 * math.e)


def test_the_longest_way_makes_the_hazard_no_higher_than_its_cut() -> None:
    assert lapse_hazard(0.001, 0.0, 1.5, 1000.0, 0.01, 20.0) == pytest.approx(0.02)
    assert lapse_hazard(0.001, 0.0, 1.5, 100.0, 0.01, 1.0) == pytest.approx(0.001)


def test_freshness_has_its_weight_in_the_collection() -> None:
    assert collection_state(0.6, 0.3, 0.0) == 0.6
    assert collection_state(0.6, 0.3, 0.9) == pytest.approx(0.33)


def test_the_reading_room_is_worth_what_the_state_says() -> None:
    assert [reader_worth(state, -2.0, -1.5, 3.35) for state in (NEVER, LAPSED, ACTIVE)] == [-2.0, -1.5, 3.35]


def test_who_never_read_starts_less_easily_than_a_lapsed_reader_returns() -> None:
    assert start_chance(0.003, 0.3) == pytest.approx(0.0009)


def test_the_spillover_is_c_times_exposure() -> None:
    assert return_chance(0.01, 0.3) == pytest.approx(0.003)
    assert return_chance(0.0, 1.0) == 0.0
    assert return_chance(1.0, 1.0) == return_chance(3.0, 1.0) == 1.0


@pytest.mark.parametrize(("uniform", "count"), [(0.367, 0), (0.368, 1), (0.735, 1), (0.736, 2), (0.919, 2), (0.920, 3)])
def test_poisson_numbers_of_mean_one_by_inversion(uniform: float, count: int) -> None:
    # cumulated: e⁻¹ = 0.3679, 2 e⁻¹ = 0.7358, 2.5 e⁻¹ = 0.9197
    assert poisson(1.0, uniform) == count


def test_a_mean_of_nothing_gives_nothing() -> None:
    assert poisson(0.0, 0.999999) == poisson(0.0, 1.0) == 0


def test_a_mean_beyond_all_reason_ends_at_ten_thousand() -> None:
    assert poisson(800.0, 0.5) == 10_000


def test_poisson_numbers_have_their_mean() -> None:
    evenly = (np.arange(20_000) + 0.5) / 20_000
    assert np.mean([poisson(1.35, u) for u in evenly]) == pytest.approx(1.35, abs=0.001)


@given(st.floats(0.0, 20.0), st.floats(0.0, 20.0), luck)
def test_poisson_numbers_rise_with_the_mean_under_the_same_luck(one: float, other: float, uniform: float) -> None:
    low, high = sorted((one, other))
    assert poisson(low, uniform) <= poisson(high, uniform)

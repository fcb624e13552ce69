"""Who is free when, how far it is, and how visiting parties come and stay."""

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agents.rules.availability import AFTERNOON, ALL_DAY, EVENING, MORNING, free_slots
from agents.rules.tourism import arrival_rate, party_size, stay
from agents.rules.travel import minutes_by_best_means, travel_minutes
from model.population import ACTIVITIES, DAY_SHIFT, HOME, JOBLESS, PENSION, ROTATING_SHIFT, SCHOOL

EVENLY = ((np.arange(20_000) + 0.5) / 20_000).tolist()


def test_pupils_are_busy_on_the_mornings_of_school_days() -> None:
    assert free_slots(SCHOOL, 0, 1, False, False) == AFTERNOON | EVENING
    assert free_slots(SCHOOL, 0, 1, True, False) == ALL_DAY
    assert free_slots(SCHOOL, 0, 1, False, True) == ALL_DAY


def test_day_workers_have_their_evenings_and_days_of_rest() -> None:
    assert free_slots(DAY_SHIFT, 0, 1, False, False) == EVENING
    assert free_slots(DAY_SHIFT, 0, 1, False, True) == EVENING  # a school break is no holiday for workers
    assert free_slots(DAY_SHIFT, 0, 1, True, False) == ALL_DAY


def test_at_home_in_pension_and_jobless_one_is_free_all_day() -> None:
    assert {free_slots(activity, 0, 1, False, False) for activity in (HOME, PENSION, JOBLESS)} == {ALL_DAY}


def test_a_crew_passes_through_mornings_afternoons_nights_and_rest_in_eight_days() -> None:
    mornings, afternoons, nights, off = AFTERNOON | EVENING, MORNING, AFTERNOON, ALL_DAY
    rota = [free_slots(ROTATING_SHIFT, 0, day, False, False) for day in range(8)]
    assert rota == [mornings, mornings, afternoons, afternoons, nights, nights, off, off]


@given(st.integers(0, 3000), st.booleans())
def test_on_any_day_the_four_crews_cover_the_furnace(day: int, rest_day: bool) -> None:
    free = sorted(free_slots(ROTATING_SHIFT, crew, day, rest_day, False) for crew in range(4))
    assert free == sorted([AFTERNOON | EVENING, MORNING, AFTERNOON, ALL_DAY])


@given(st.integers(0, len(ACTIVITIES) - 1), st.integers(0, 3), st.integers(0, 3000), st.booleans(), st.booleans())
def test_a_day_of_rest_never_makes_anybody_busier(
    activity: int, crew: int, day: int, rest_day: bool, school_break: bool
) -> None:
    usual = free_slots(activity, crew, day, False, False)
    assert free_slots(activity, crew, day, rest_day, school_break) & usual == usual


def test_a_crew_is_two_days_ahead_of_the_one_before_it() -> None:
    for day in range(8):
        ahead = free_slots(ROTATING_SHIFT, 0, day + 2, False, False)
        assert free_slots(ROTATING_SHIFT, 1, day, False, False) == ahead


def test_the_parts_of_the_day_are_three_bits() -> None:
    assert (MORNING, AFTERNOON, EVENING, ALL_DAY) == (1, 2, 4, 7)


def test_the_way_on_foot_by_hand() -> None:
    # 1000 m × 1.2 at 4.8 km/h, which is 80 m a minute
    assert travel_minutes(1000.0, 1.2, 4.8) == pytest.approx(15.0)


def test_a_car_is_taken_only_where_the_walk_is_too_long() -> None:
    # 2000 m × 1.2: 30 min on foot, 5.76 min at 25 km/h
    assert minutes_by_best_means(2000.0, 1.2, 4.8, 25.0, True, 20.0) == pytest.approx(2400.0 / (25_000.0 / 60.0))
    assert minutes_by_best_means(2000.0, 1.2, 4.8, 25.0, False, 20.0) == pytest.approx(30.0)
    assert minutes_by_best_means(2000.0, 1.2, 4.8, 25.0, True, 30.0) == pytest.approx(30.0)
    assert minutes_by_best_means(500.0, 1.2, 4.8, 25.0, True, 20.0) == pytest.approx(7.5)


def test_arrivals_rise_with_a_highlight_of_good_repute() -> None:
    # 2 parties × 0.15 × (1 + 1 × 0.5 × 0.6)
    assert arrival_rate(2.0, 0.15, 1.0, 0.5, 0.6) == pytest.approx(0.39)
    assert arrival_rate(2.0, 0.15, 1.0, 0.5, 0.0) == pytest.approx(0.30)


def test_a_stay_is_geometric_and_at_least_one_day() -> None:
    assert stay(1.0, 0.5) == 1
    assert stay(4.0, 0.5) == 3  # 1 + ⌊ln 0.5 / ln 0.75⌋ = 1 + ⌊2.41⌋
    assert np.mean([stay(4.0, u) for u in EVENLY]) == pytest.approx(4.0, rel=0.002)
    assert np.mean([stay(1.5, u) for u in EVENLY]) == pytest.approx(1.5, rel=0.002)


def test_a_party_has_one_to_five_people_with_the_stated_mean() -> None:
    assert party_size(0.0, 0.999) == party_size(0.0, 1.0) == 1
    assert party_size(4.0, 0.001) == 5
    # share ½ of 4: cumulated 1/16, 5/16, 11/16, 15/16
    assert [party_size(2.0, u) for u in (0.05, 0.3, 0.5, 0.9, 0.95)] == [1, 2, 3, 4, 5]
    assert np.mean([party_size(1.4, u) for u in EVENLY]) == pytest.approx(2.4, abs=0.001)


@given(st.floats(0.0, 4.0), st.floats(1e-9, 1.0 - 1e-9) | st.just(math.nextafter(1.0, 0.0)))
@example(0.2, math.nextafter(1.0, 0.0))
def test_every_party_has_one_to_five_people(more: float, luck: float) -> None:
    assert 1 <= party_size(more, luck) <= 5

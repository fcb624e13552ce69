"""What a visit leaves behind: habit, satisfaction, trust, reputation."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules.memory import (
    disappointed,
    habit_after_visit,
    habit_now,
    remembered,
    roots_after_another,
    visit_outcome,
)

share = st.floats(0.0, 1.0)


def test_habit_loses_its_share_every_day_without_a_visit() -> None:
    assert habit_now(0.5, 0, 0.1) == pytest.approx(0.5)
    assert habit_now(0.5, 2, 0.1) == pytest.approx(0.5 * 0.9 * 0.9)


def test_habit_that_decays_at_once_is_gone_the_next_day() -> None:
    assert habit_now(0.5, 0, 1.0) == 0.5
    assert habit_now(0.5, 1, 1.0) == 0.0


def test_who_never_came_has_no_habit() -> None:
    assert habit_now(0.0, 1_000_000, 0.004) == 0.0


def test_a_visit_closes_part_of_the_distance_to_full_habit() -> None:
    assert habit_after_visit(0.5, 0.1) == pytest.approx(0.55)


def test_sixty_six_repetitions_make_95_percent_of_a_habit() -> None:
    habit = 0.0
    for _ in range(66):
        habit = habit_after_visit(habit, math.log(20.0) / 66.0)
    assert habit == pytest.approx(0.95, abs=0.005)  # Lally et al. 2010


def test_another_class_takes_a_share_of_the_roots() -> None:
    # 0.6 × (1 − 0.25)
    assert roots_after_another(0.6, 0.25) == pytest.approx(0.45)
    assert roots_after_another(0.6, 0.0) == 0.6
    assert roots_after_another(0.6, 1.0) == 0.0


@given(share, share, share, st.integers(0, 1000))
def test_habit_stays_within_0_and_1(habit: float, gain: float, decay: float, days: int) -> None:
    assert 0.0 <= habit_now(habit, days, decay) <= 1.0
    assert habit <= habit_after_visit(habit, gain) <= 1.0


def test_a_visit_is_as_good_as_its_appeal_its_company_and_its_room() -> None:
    # 0.6 + 0.15 − 0.2 × 0.5²
    assert visit_outcome(0.6, True, 0.15, 0.5, 0.2) == pytest.approx(0.70)
    assert visit_outcome(0.6, False, 0.15, 0.0, 0.2) == 0.6


@given(share, st.booleans(), share, share, share)
def test_the_outcome_of_a_visit_stays_within_0_and_1(
    appeal: float, met: bool, company: float, fill: float, crowding: float
) -> None:
    assert 0.0 <= visit_outcome(appeal, met, company, fill, crowding) <= 1.0


@given(share, share, share, share)
def test_company_helps_and_a_crowd_spoils(appeal: float, company: float, fill: float, crowding: float) -> None:
    together = visit_outcome(appeal, True, company, fill, crowding)
    assert together >= visit_outcome(appeal, False, company, fill, crowding)
    assert together >= visit_outcome(appeal, True, company, 1.0, crowding)


def test_memory_moves_by_its_rate_towards_the_latest_outcome() -> None:
    # 0.5 + 0.15 × (1 − 0.5)
    assert remembered(0.5, 1.0, 0.15) == pytest.approx(0.575)
    assert remembered(0.5, 0.0, 0.15) == pytest.approx(0.425)


@given(share, share, share)
def test_memory_lies_between_what_was_and_what_is(memory: float, outcome: float, rate: float) -> None:
    low, high = sorted((memory, outcome))
    assert low - 1e-12 <= remembered(memory, outcome, rate) <= high + 1e-12


def test_to_be_turned_away_is_a_visit_with_outcome_nothing() -> None:
    assert disappointed(0.5, 0.15) == remembered(0.5, 0.0, 0.15) == pytest.approx(0.425)

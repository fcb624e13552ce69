"""The rules of a programme board, against values worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules.board import moves_due, price_after_survey, response_chance, voice


def test_visitors_and_others_answer_at_their_own_rates() -> None:
    assert response_chance(True, 0.4, 0.2, False) == 0.4
    assert response_chance(False, 0.4, 0.2, False) == 0.2


def test_where_only_visitors_are_asked_nobody_else_answers() -> None:
    assert response_chance(True, 0.4, 0.2, True) == 0.4
    assert response_chance(False, 0.4, 0.2, True) == 0.0


def test_who_is_behind_in_half_of_the_groups_gains_half_the_weight() -> None:
    assert voice(0.5, 2.0) == 2.0
    assert voice(1.0, 0.0) == 1.0


def test_three_tenths_of_four_sessions_make_one_and_leave_a_fifth() -> None:
    whole, left = moves_due(0.3, 4.0, 0.0)
    assert whole == 1
    assert left == pytest.approx(0.2)


def test_a_hair_below_a_session_is_a_session_and_leaves_no_debt() -> None:
    assert moves_due(1.0, 1.0 - 1e-12, 0.0) == (1, 0.0)


@given(st.floats(0.0, 1.0), st.floats(0.0, 20.0), st.integers(1, 60))
def test_in_the_long_run_nothing_is_lost_to_rounding(rate: float, gap: float, months: int) -> None:
    moved, left = 0, 0.0
    for _ in range(months):
        whole, left = moves_due(rate, gap, left)
        moved += whole
    assert 0.0 <= left < 1.0
    assert moved + left == pytest.approx(months * rate * gap, abs=1e-6)


def test_a_price_falls_by_the_rate_of_what_is_not_borne() -> None:
    # 400 × (1 − 0.5 × (0.6 − 0.2))
    assert price_after_survey(400.0, 0.6, 0.2, 0.5, 100.0) == pytest.approx(320.0)


def test_a_price_stays_where_few_find_it_dear_and_never_falls_below_the_lowest() -> None:
    assert price_after_survey(400.0, 0.1, 0.2, 0.5, 100.0) == 400.0
    assert price_after_survey(110.0, 1.0, 0.0, 1.0, 100.0) == 100.0

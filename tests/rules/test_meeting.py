"""Whom one meets, how a tie fades, and its stages."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules.meeting import (
    ACQUAINTANCE,
    CASUAL_FRIEND,
    CLOSE_FRIEND,
    FRIEND,
    closeness,
    hours_now,
    largest_weight_without_tie,
    partner_weight,
    share_left,
    shared_hours,
    stage,
)

weight = st.floats(0.0, 20.0)


def test_a_stranger_of_ones_own_group_weighs_one_and_another_the_mixing() -> None:
    assert partner_weight(True, 0.8, 0.0, 20.0, False, 1.0) == 1.0
    assert partner_weight(False, 0.8, 0.0, 20.0, False, 1.0) == 0.8


def test_a_friend_is_sought_and_a_half_friend_a_quarter_as_much() -> None:
    assert partner_weight(True, 0.8, 1.0, 20.0, False, 1.0) == 21.0
    assert partner_weight(True, 0.8, 0.5, 20.0, False, 1.0) == 6.0


def test_a_friend_of_a_friend_is_met_more_easily() -> None:
    # 0.8 × (1 + 1)
    assert partner_weight(False, 0.8, 0.0, 20.0, True, 1.0) == pytest.approx(1.6)


@given(st.booleans(), weight, weight, st.booleans(), weight)
def test_nobody_without_a_tie_exceeds_the_bound_of_the_draw(
    own: bool, mixing: float, familiar: float, common: bool, closure: float
) -> None:
    drawn = partner_weight(own, mixing, 0.0, familiar, common, closure)
    assert 0.0 <= drawn <= largest_weight_without_tie(mixing, closure) * (1.0 + 1e-12)


def test_the_bound_is_reached_by_a_friends_friend_of_the_likelier_group() -> None:
    assert largest_weight_without_tie(0.8, 1.5) == partner_weight(True, 0.8, 0.0, 300.0, True, 1.5) == 2.5
    assert largest_weight_without_tie(2.0, 1.5) == partner_weight(False, 2.0, 0.0, 300.0, True, 1.5) == 5.0


def test_a_tie_made_at_the_hub_fades_exponentially() -> None:
    assert hours_now(10.0, 100, True, False, 0.01, 4.0) == pytest.approx(10.0 / math.e)


def test_a_bridge_fades_faster_by_its_factor() -> None:
    assert hours_now(10.0, 100, True, True, 0.01, 4.0) == pytest.approx(10.0 * math.exp(-4.0))


def test_a_tie_fades_from_the_first_day() -> None:
    assert hours_now(10.0, 1, True, False, 0.01, 4.0) == pytest.approx(10.0 * math.exp(-0.01))


def test_what_is_left_of_a_tie_is_a_power_of_its_daily_rate() -> None:
    assert share_left(0, False, 0.01, 4.0) == share_left(0, True, 0.01, 4.0) == 1.0
    assert share_left(30, False, 0.01, 4.0) == pytest.approx(math.exp(-0.3))
    assert share_left(30, True, 0.01, 4.0) == pytest.approx(math.exp(-1.2))


def test_ties_from_before_the_run_do_not_fade() -> None:
    assert hours_now(10.0, 100, False, True, 0.01, 4.0) == 10.0


def test_on_the_day_of_contact_all_hours_count() -> None:
    assert hours_now(10.0, 0, True, True, 0.01, 4.0) == 10.0


@given(st.floats(0.0, 500.0), st.integers(0, 2000), st.booleans(), st.floats(0.0, 0.1), st.floats(1.0, 14.0))
def test_hours_never_grow_without_contact(hours: float, days: int, across: bool, decay: float, bridge: float) -> None:
    later = hours_now(hours, days + 1, True, across, decay, bridge)
    assert 0.0 <= later <= hours_now(hours, days, True, across, decay, bridge) <= hours
    assert hours_now(hours, days, True, True, decay, bridge) <= hours_now(hours, days, True, False, decay, bridge)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (0.0, ACQUAINTANCE),
        (49.9, ACQUAINTANCE),
        (50.0, CASUAL_FRIEND),
        (89.9, CASUAL_FRIEND),
        (90.0, FRIEND),
        (199.9, FRIEND),
        (200.0, CLOSE_FRIEND),
        (900.0, CLOSE_FRIEND),
    ],
)
def test_stages_begin_at_their_hours(hours: float, expected: int) -> None:
    assert stage(hours, 50.0, 90.0, 200.0) == expected


def test_a_friend_or_closer_is_close_and_others_in_part() -> None:
    assert closeness(45.0, 90.0) == 0.5
    assert closeness(90.0, 90.0) == closeness(400.0, 90.0) == 1.0


def test_a_partner_gets_a_share_of_the_session() -> None:
    assert shared_hours(1.5, 0.4) == pytest.approx(0.6)

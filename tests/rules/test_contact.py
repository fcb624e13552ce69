"""Intergroup contact: how meetings move warmth, and how feelings settle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules.contact import (
    chance_good,
    extended_share,
    generalised,
    meeting_quality,
    raised,
    recovered,
    share_kept,
    warmth_after_meeting,
)

share = st.floats(0.0, 1.0)


def test_halfway_conditions_give_the_stated_share_of_good_meetings() -> None:
    assert chance_good(0.75, 0.4, 0.5) == 0.75


def test_better_conditions_make_good_meetings_likelier() -> None:
    assert chance_good(0.75, 0.4, 0.9) == pytest.approx(0.75 + 0.4 * 0.4)
    assert chance_good(0.75, 2.0, 1.0) == 1.0
    assert chance_good(0.25, 2.0, 0.0) == 0.0


def test_a_good_meeting_closes_part_of_the_distance_to_full_warmth() -> None:
    # 0.6 + 0.05 × 0.5 × 0.8 × (1 − 0.6)
    assert warmth_after_meeting(0.6, True, 0.5, 0.8, 0.05, 1.25) == pytest.approx(0.608)


def test_a_bad_meeting_takes_away_in_proportion_to_the_warmth_there_is() -> None:
    # 0.6 − 0.05 × 1.25 × 0.5 × 0.6
    assert warmth_after_meeting(0.6, False, 0.5, 0.8, 0.05, 1.25) == pytest.approx(0.58125)


def test_a_bad_meeting_weighs_more_than_a_good_one_from_the_middle() -> None:
    good = warmth_after_meeting(0.5, True, 1.0, 1.0, 0.05, 1.25) - 0.5
    bad = 0.5 - warmth_after_meeting(0.5, False, 1.0, 1.0, 0.05, 1.25)
    assert bad / good == pytest.approx(1.25)


@given(share, st.booleans(), share, share, share, st.floats(1.0, 3.0))
def test_warmth_stays_within_0_and_1(
    warmth: float, good: bool, quality: float, conditions: float, gain: float, loss_ratio: float
) -> None:
    assert 0.0 <= warmth_after_meeting(warmth, good, quality, conditions, gain, loss_ratio) <= 1.0


def test_only_a_share_of_the_change_reaches_the_group_as_a_whole() -> None:
    assert generalised(0.6, 0.008, 0.3) == pytest.approx(0.6024)


def test_without_generalisation_the_group_as_a_whole_is_untouched() -> None:
    assert generalised(0.6, 0.3, 0.0) == 0.6


@given(share, st.floats(-1.0, 1.0), share)
def test_generalised_warmth_stays_within_0_and_1(warmth: float, change: float, g: float) -> None:
    assert 0.0 <= generalised(warmth, change, g) <= 1.0


def test_a_class_raises_knowledge_by_a_share_of_what_is_left_to_know() -> None:
    # 0.2 + 0.06 × 0.5 × (1 − 0.2)
    assert raised(0.2, 0.06, 0.5) == pytest.approx(0.224)


@given(share, share, share)
def test_a_stock_that_is_fed_neither_falls_nor_overflows(value: float, rate: float, amount: float) -> None:
    assert value <= raised(value, rate, amount) <= 1.0


def test_feelings_return_towards_where_they_stood() -> None:
    # 0.6 + 0.2 × (1 − ½)²
    assert recovered(0.8, 0.6, share_kept(0.5, 2)) == pytest.approx(0.65)
    assert recovered(0.8, 0.6, share_kept(0.5, 0)) == pytest.approx(0.8)
    assert recovered(0.8, 0.6, share_kept(0.0, 30)) == pytest.approx(0.8)


@given(share, share, share, st.integers(0, 100))
def test_recovery_never_overshoots_the_start(value: float, start: float, rate: float, days: int) -> None:
    low, high = sorted((value, start))
    assert low - 1e-12 <= recovered(value, start, share_kept(rate, days)) <= high + 1e-12


def test_less_than_an_hour_makes_a_meeting_slighter() -> None:
    assert meeting_quality(0.8, 0.5) == pytest.approx(0.4)
    assert meeting_quality(0.8, 2.0) == meeting_quality(0.8, 1.0) == 0.8


def test_extended_contact_counts_over_all_ties() -> None:
    assert extended_share(3, 12) == 0.25

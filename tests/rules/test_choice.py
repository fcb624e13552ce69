"""The visit choice: each term by hand, and the nested logit's closed form."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules import choice

utility = st.floats(-20.0, 20.0)
share = st.floats(0.0, 1.0)
scale = st.floats(0.1, 1.0)


def test_ones_own_culture_pulls_by_attachment_alone() -> None:
    assert choice.culture_affinity(True, 0.6, 0.5, 0.2, 0.9, 0.5) == 0.6


def test_another_culture_pulls_by_curiosity_about_the_unknown_and_by_warmth() -> None:
    # 0.5 × (1 − 0.2) + 0.5 × 0.6
    assert choice.culture_affinity(False, 0.9, 0.5, 0.2, 0.6, 0.5) == pytest.approx(0.4 + 0.3)


def test_what_one_knows_fully_arouses_no_curiosity() -> None:
    assert choice.culture_affinity(False, 0.9, 0.5, 1.0, 0.0, 0.5) == 0.0


def test_novelty_and_satiation_fall_to_1_over_e_in_their_fading_days() -> None:
    for fading in (choice.novelty, choice.satiation):
        assert fading(0.0, 0.5, 60.0) == 0.5
        assert fading(60.0, 0.5, 60.0) == pytest.approx(0.5 / math.e)
        assert fading(120.0, 0.5, 60.0) == pytest.approx(0.5 / math.e**2)


def test_before_its_first_day_nothing_is_newer_than_new() -> None:
    for fading in (choice.novelty, choice.satiation):
        assert fading(-3.0, 0.4, 30.0) == fading(0.0, 0.4, 30.0) == 0.4


def test_who_never_came_is_not_sated() -> None:
    assert choice.satiation(1_000_000.0, 1.5, 7.0) == 0.0


def test_the_price_is_held_against_a_days_income() -> None:
    # 0.8 × 600 KZT × 2 people / 1500 KZT a day
    assert choice.price_term(600.0, 2, 1500.0, 0.8) == pytest.approx(-0.64)


def test_what_is_free_costs_no_utility() -> None:
    assert choice.price_term(0.0, 4, 0.0, 0.8) == 0.0


def test_without_income_one_tenge_a_day_counts() -> None:
    assert choice.price_term(600.0, 1, 0.0, 0.8) == choice.price_term(600.0, 1, 1.0, 0.8) == pytest.approx(-480.0)


def test_the_way_costs_utility_by_the_minute() -> None:
    assert choice.travel_term(12.0, 0.05) == pytest.approx(-0.6)


def test_obstacles_weigh_by_what_access_is_missing() -> None:
    assert choice.barrier_term(2.5, 0.2) == pytest.approx(-2.5 * 0.8)
    assert choice.barrier_term(2.5, 1.0) == 0.0


def test_an_offer_is_worth_its_appeal_and_its_novelty_less_the_crowd() -> None:
    # 0.6 × 0.5 + 0.1 − 0.5 × 0.3
    assert choice.offer_utility(0.5, 0.1, 0.3, 0.6, 0.5) == pytest.approx(0.3 + 0.1 - 0.15)


def test_a_cafe_within_reach_makes_an_offer_that_lasts_worth_more() -> None:
    assert choice.cafe_term(True, 1.5, 1.0, 0.15) == 0.15
    assert choice.cafe_term(True, 1.0, 1.0, 0.15) == 0.15


def test_without_a_cafe_or_on_a_short_offer_there_is_nothing_to_gain() -> None:
    assert choice.cafe_term(False, 1.5, 1.0, 0.15) == 0.0
    assert choice.cafe_term(True, 0.99, 1.0, 0.15) == 0.0
    assert choice.cafe_term(False, 0.5, 1.0, 0.15) == 0.0


def test_only_the_class_in_which_one_is_at_home_pulls_by_roots() -> None:
    # 0.8 × 0.25
    assert choice.belonging(True, 0.25, 0.8) == pytest.approx(0.2)
    assert choice.belonging(True, 0.0, 0.8) == 0.0
    assert choice.belonging(False, 0.25, 0.8) == 0.0


def test_experience_is_worth_habit_peers_satisfaction_and_trust() -> None:
    # 0.8 × 0.5 + 0.4 × 0.25 + 0.4 × (0.75 − 0.5) + 0.2 × (0.3 − 0.5)
    worth = choice.person_utility(0.5, 0.25, 0.75, 0.3, 0.8, 0.4, 0.4, 0.2)
    assert worth == pytest.approx(0.4 + 0.1 + 0.1 - 0.04)


def test_people_without_experience_stand_at_zero() -> None:
    assert choice.person_utility(0.0, 0.0, 0.5, 0.5, 0.8, 0.4, 0.4, 0.2) == 0.0


def test_staying_away_is_worth_more_in_summer_and_bad_weather() -> None:
    assert choice.home_utility(6.0, False, -0.3, False, 0.4, 0.0, 0.4) == 6.0
    # 6 + 0.4 × 0.5 − 0.3 + 0.4
    assert choice.home_utility(6.0, True, -0.3, True, 0.4, 0.5, 0.4) == pytest.approx(6.3)


def test_nobody_goes_where_nothing_is_on_offer() -> None:
    assert choice.chance_to_go(0.0, -20.0, 0.7) == 0.0


def test_little_to_go_for_is_more_than_nothing() -> None:
    # √¼ / (√¼ + e⁰)
    assert choice.chance_to_go(0.25, 0.0, 0.5) == pytest.approx(1.0 / 3.0)


def test_with_zero_utilities_the_chance_to_go_is_n_to_the_lambda() -> None:
    # four offers, λ = ½: 4^½ / (1 + 4^½) = 2/3
    assert choice.chance_to_go(4.0, 0.0, 0.5) == pytest.approx(2.0 / 3.0)


def test_a_plain_logit_is_the_nest_of_scale_one() -> None:
    # e¹ / (e¹ + e²): one offer worth 1, home worth 2
    assert choice.chance_to_go(math.e, 2.0, 1.0) == pytest.approx(math.e / (math.e + math.e**2))


@given(st.floats(1e-6, 1e6), utility, scale)
def test_the_chance_to_go_is_a_probability(inclusive: float, home: float, nest: float) -> None:
    assert 0.0 <= choice.chance_to_go(inclusive, home, nest) <= 1.0


@given(st.floats(1e-6, 1e6), st.floats(1.0, 10.0), utility, scale)
def test_more_to_go_for_never_keeps_people_away(inclusive: float, more: float, home: float, nest: float) -> None:
    assert choice.chance_to_go(inclusive * more, home, nest) >= choice.chance_to_go(inclusive, home, nest)


@given(st.floats(1e-6, 1e6), utility, st.floats(0.0, 5.0), scale)
def test_a_better_home_keeps_people_in(inclusive: float, home: float, more: float, nest: float) -> None:
    assert choice.chance_to_go(inclusive, home + more, nest) <= choice.chance_to_go(inclusive, home, nest)


@given(share, share, st.floats(0.0, 5.0))
def test_culture_affinity_falls_as_one_knows_more(knowledge: float, further: float, curiosity: float) -> None:
    low, high = sorted((knowledge, further))
    assert choice.culture_affinity(False, 0.0, curiosity, high, 0.5, 0.5) <= choice.culture_affinity(
        False, 0.0, curiosity, low, 0.5, 0.5
    )


def test_times_of_the_race_at_two_points() -> None:
    assert choice.race_time(math.exp(-1.0), 1.0) == pytest.approx(1.0)
    assert choice.race_time(math.exp(-3.0), 2.0) == pytest.approx(1.5)


@given(st.floats(1e-9, 1.0 - 1e-9), st.floats(1e-9, 1.0 - 1e-9))
def test_who_is_luckier_arrives_earlier(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert choice.race_time(high, 1.5) <= choice.race_time(low, 1.5)


@given(st.floats(1e-9, 1.0 - 1e-9), st.floats(-30.0, 30.0))
def test_the_race_is_that_of_gumbel_numbers(luck: float, value: float) -> None:
    gumbel = -math.log(-math.log(luck))
    assert -math.log(choice.race_time(luck, math.exp(value))) == pytest.approx(value + gumbel, abs=1e-9)


def test_a_child_weighs_as_much_as_the_parameter_says() -> None:
    assert choice.family_weight(True, 1.5) == 1.5
    assert choice.family_weight(False, 1.5) == 1.0


def test_a_family_weighs_its_members() -> None:
    # a child of utility 2 at weight 1.5, an adult of utility −1 at weight 1
    assert choice.joint_utility(1.5 * 2.0 + 1.0 * -1.0, 1.5 + 1.0) == pytest.approx(0.8)

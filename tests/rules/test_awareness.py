"""How people hear of the hub, and whom it takes to join a class."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.rules.awareness import awareness_chance, may_join_class, outreach

chance = st.floats(0.0, 1.0)
few = st.integers(0, 20)


def test_sources_of_outreach_add_as_independent_chances() -> None:
    # 1 − 0.9 × 0.8 × 1 × 1 × 0.5
    assert outreach(0.1, 0.2, 0.0, 0.0, 0.5) == pytest.approx(0.64)


def test_silence_makes_nobody_aware() -> None:
    assert outreach(0.0, 0.0, 0.0, 0.0, 0.0) == 0.0


def test_a_campaign_beyond_certainty_is_certainty() -> None:
    assert outreach(0.0, 3.0, 0.0, 0.0, 0.0) == 1.0


def test_one_weak_and_two_strong_ties_who_came() -> None:
    # 1 − (1 − 0.1)(1 − 0.2)¹(1 − 0.3)²
    assert awareness_chance(0.1, 0.2, 1, 0.3, 2) == pytest.approx(1.0 - 0.9 * 0.8 * 0.49)


def test_without_ties_only_outreach_works() -> None:
    assert awareness_chance(0.01, 0.2, 0, 0.5, 0) == pytest.approx(0.01)


@given(chance, chance, few, chance, few)
def test_the_chance_to_hear_is_a_probability(alpha: float, q_w: float, weak: int, q_s: float, strong: int) -> None:
    assert 0.0 <= awareness_chance(alpha, q_w, weak, q_s, strong) <= 1.0


@given(chance, chance, few, chance, few)
def test_one_more_who_came_never_hides_the_hub(alpha: float, q_w: float, weak: int, q_s: float, strong: int) -> None:
    now = awareness_chance(alpha, q_w, weak, q_s, strong)
    assert awareness_chance(alpha, q_w, weak + 1, q_s, strong) >= now
    assert awareness_chance(alpha, q_w, weak, q_s, strong + 1) >= now


@given(st.lists(chance, min_size=5, max_size=5), st.integers(0, 4), chance)
def test_outreach_rises_with_each_source(sources: list[float], which: int, other: float) -> None:
    raised = [max(value, other) if place == which else value for place, value in enumerate(sources)]
    assert 0.0 <= outreach(*sources) <= outreach(*raised) <= 1.0


def test_under_simple_contagion_knowing_of_the_hub_is_enough() -> None:
    assert may_join_class(False, 0, 1)


def test_under_complex_contagion_a_first_class_takes_two_who_go() -> None:
    assert not may_join_class(False, 0, 2)
    assert not may_join_class(False, 1, 2)
    assert may_join_class(False, 2, 2)
    assert may_join_class(False, 7, 2)
    assert not may_join_class(False, 2, 3)


def test_who_has_joined_before_needs_nobody() -> None:
    assert may_join_class(True, 0, 2)

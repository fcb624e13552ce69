"""Bounds on utility hold for everybody; that they are also used rightly is what `test_shortcut.py` holds."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from world_columns import SMALL, menu_of

from model import HubModel
from model.circles import circle_of
from model.day.bounds import (
    bound_along,
    family_odds_now,
    family_odds_of,
    highest_affinity,
    highest_in_turn,
    odds_with_roots,
    power_near,
    set_all_odds,
    set_family_odds,
)
from model.day.worth import affinity_of, family_going
from model.population import AGE_OF_DECISION
from model.scenario.design import SLOTS, WEEKDAYS


@pytest.fixture(scope="module")
def model() -> HubModel:
    return HubModel(**SMALL)


NEST = st.floats(0.05, 1.0)


@given(st.floats(1e-12, 1e12), st.floats(1e-12, 1e12), NEST)
def test_the_odds_are_bounded_from_above_and_closely_whatever_power_was_taken_before(
    before: float, total: float, nest: float
) -> None:
    near = power_near((0.0, 0.0), before, nest, 2.0**nest)
    assert bound_along(near, before, nest) == pytest.approx(before**nest, rel=1e-6)
    bound = bound_along(power_near(near, total, nest, 2.0**nest), total, nest)
    assert total**nest <= bound <= 1.07 * total**nest


@pytest.mark.parametrize("end", [0.0, math.inf])
def test_nothing_draws_nobody_and_no_end_draws_everybody(end: float) -> None:
    near = (0.5, 2.0**0.7)
    assert power_near(near, end, 0.7, 2.0**0.7) == near
    assert bound_along(near, end, 0.7) == end


def test_whoever_feels_colder_now_may_warm_up_to_where_they_stood(model: HubModel) -> None:
    people, groups, b = model.world.people, range(len(model.cultures)), model.b
    before = [[affinity_of(row, host, people, b) for host in groups] for row in range(60)]
    model.people.minds["warmth_met"] -= np.float32(0.2)
    after = [[highest_affinity(row, host, people, b) for host in groups] for row in range(60)]
    assert np.greater_equal(after, np.array(before) - 1e-6).all()


def test_in_turn_is_worth_at_most_what_the_best_liked_association_is(model: HubModel) -> None:
    people, b = model.world.people, model.b
    for row in range(60):
        each = [highest_affinity(row, int(host), people, b) for host in model.world.associations]
        assert highest_in_turn(row, model.world.associations, people, b) == max(each)


def test_a_family_is_taken_for_one_whose_friends_all_came() -> None:
    model = HubModel(**SMALL)
    model.people.last_visit[:] = model.today.day - 1
    people, homes = model.world.people, model.world.households
    families = np.flatnonzero(model.households.rows.children > 0)
    for family in families:
        _, highest = family_odds_now(family, model.today, people, homes, model.b, model.sheets.fading)
        going, _ = family_going(family, model.today, people, homes, model.world.ties, model.b, model.sheets)
        assert going <= highest + 1e-9
    assert len(families) > 10


def test_the_bound_of_a_family_rises_as_its_utility_does() -> None:
    """With its satisfaction, and with what its members have come to like since their bounds were drawn up."""
    model = HubModel(**SMALL)
    people, homes = model.world.people, model.world.households
    family = int(np.flatnonzero(model.households.rows.children > 0)[0])

    def raised(column: np.ndarray, low: float, high: float) -> float:
        bounds = []
        for value in (low, high):
            column[:] = value
            bounds.append(family_odds_now(family, model.today, people, homes, model.b, model.sheets.fading)[0])
        return float(bounds[1] / bounds[0])

    satisfaction = raised(model.households.rows.satisfaction, 0.5, 1.0)
    assert satisfaction == pytest.approx(math.exp(0.5 * model.b.choice_satisfaction))
    assert raised(model.people.rows.drift, 0.0, 0.04) == pytest.approx(math.exp(0.04))


def test_without_roots_the_own_class_is_one_like_any_other() -> None:
    """The bound of its weekday, roots told off, is hardly above that of people at home in no class."""
    model = HubModel(**SMALL)
    model.run_for(6)
    world, b = model.world, model.b
    menu = menu_of(model)
    held = [(model.kinds.index(each.kind), WEEKDAYS.index(each.day), each.slot) for each in model.hub.timetable]
    assert len({kind for kind, *_ in held}) < len(held)
    for kind, weekday, slot in held:
        odds = []
        for circle in (circle_of(kind, weekday, SLOTS.index(slot)), -1):
            model.people.rows.circle[:], model.people.rows.roots[:], model.people.rows.rooted_on[:] = circle, 0.2, 6
            set_all_odds(menu, 0b1111111, world.people, world.households, world.behaviour)
            odds.append(model.people.odds[[weekday, 7 + weekday]].astype(float))
        model.people.rows.circle[:] = circle_of(kind, weekday, SLOTS.index(slot))
        set_all_odds(menu, 0b1111111, world.people, world.households, world.behaviour)
        for row in np.flatnonzero(model.people.rows.age >= AGE_OF_DECISION)[:40].tolist():
            person = world.people.rows[row]
            for rooted, rootless, own in zip(
                odds[0][:, row], odds[1][:, row], (person["own_share"], person["own_share_free"]), strict=True
            ):
                assert 0.0 < own < 1.0 or rooted == rootless
                without = odds_with_roots(person, rooted, own, 0.0, b)
                assert rootless / 1.07 <= without <= rootless * 1.3


def test_children_without_a_grown_up_are_not_tempted() -> None:
    model = HubModel(**SMALL)
    homes = model.households
    assert homes.odds[:, homes.rows.children > 0].any()
    homes.rows.adult_1[:] = homes.rows.adult_2[:] = -1
    homes.odds[:] = 0.0
    for household in range(len(homes.rows)):
        set_family_odds(household, 0b1111111, model.world.people, model.world.households, model.b)
    assert not homes.odds.any()


def test_the_bound_of_a_family_is_the_mean_of_its_members_bounds() -> None:
    """Of the first household, too, whose first adult is the first of all members."""
    model = HubModel(**SMALL)
    people, homes, b = model.people, model.households, model.b
    people.rows.circle[:] = -1
    people.odds[:] = np.random.default_rng(1).random(people.odds.shape, np.float32)
    homes.rows.children[0], homes.rows.adult_1[0], homes.rows.adult_2[0] = 1, 0, -1
    assert homes.rows.headcount[0] > 1
    for household in (0, *np.flatnonzero((homes.rows.children > 0) & (homes.rows.adult_2 >= 0)).tolist()):
        family = homes.rows[household]
        last = int(family.first + family.headcount)
        adults = [int(m) for m in (family.adult_1, family.adult_2) if m >= 0]
        members = homes.members[[*adults, *range(last - int(family.children), last)]]
        weights = np.where(np.arange(len(members)) < len(adults), 1.0, b.family_child_weight)
        set_family_odds(household, 0b1111111, model.world.people, model.world.households, b)
        for weekday in range(7):
            mean = np.average(people.odds[7 + weekday, members].astype(float), weights=weights)
            assert homes.odds[weekday, household] == pytest.approx(mean, rel=1e-6)


def test_on_the_day_of_ones_own_class_the_bound_falls_with_the_roots_and_on_no_other() -> None:
    model = HubModel(**SMALL)
    b, person = model.b, model.world.people.rows[0]
    model.people.rows.circle[0] = circle_of(3, 2, 1)
    model.people.rows.own_roots[0], model.people.rows.own_share_free[0] = 0.75, 0.5
    for roots in (0.75, 0.5, 0.0):
        left = 1.0 - 0.5 * (1.0 - math.exp(b.choice_circle * (roots - 0.75) / b.choice_nest))
        assert odds_with_roots(person, 2.0, 0.5, roots, b) == pytest.approx(2.0 * left**b.choice_nest, rel=1e-6)
    assert odds_with_roots(person, 2.0, 0.0, 0.0, b) == 2.0
    assert [family_odds_of(person, day, 2.0, b) == 2.0 for day in range(7)] == [day != 2 for day in range(7)]

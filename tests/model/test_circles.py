"""Circles: who comes to a class again and again is at home there, and goes along when it moves."""

import numpy as np
import pytest

from agents.rules.choice import belonging
from agents.rules.memory import habit_after_visit, habit_now, roots_after_another
from model import HubModel
from model.circles import circle_of, follow_sessions, kind_of, take_root, weekday_of
from model.population import LONG_AGO
from model.scenario.design import Session

GAIN, DECAY = 0.25, 0.01


@pytest.fixture
def model() -> HubModel:
    return HubModel(population=60, hub_opens=0, habit_class_gain=GAIN, habit_class_decay=DECAY, rng=1)


def test_a_session_has_a_number_of_its_own_which_tells_its_kind() -> None:
    numbers = {circle_of(kind, day, slot): kind for kind in range(4) for day in range(7) for slot in range(3)}
    assert len(numbers) == 4 * 21
    assert all(kind_of(number) == kind for number, kind in numbers.items())
    assert kind_of(-1) == -1


def test_nobody_is_at_home_anywhere_at_first(model: HubModel) -> None:
    assert set(model.people.rows.circle.tolist()) == {-1}
    assert set(model.people.rows.roots.tolist()) == {0.0}
    assert set(model.people.rows.rooted_on.tolist()) == {LONG_AGO}


def test_roots_grow_with_each_class_and_fade_between(model: HubModel) -> None:
    person = model.people.rows[0]
    for day in (10, 17, 24):
        take_root(0, 30, day, model.world.people, model.b)
    twice = habit_after_visit(habit_now(GAIN, 7, DECAY), GAIN)
    assert (person.circle, person.rooted_on) == (30, 24)
    assert person.roots == pytest.approx(habit_after_visit(habit_now(twice, 7, DECAY), GAIN))


def test_another_class_loosens_roots_and_takes_their_place_when_they_are_weak(model: HubModel) -> None:
    person = model.people.rows[0]
    for day in (10, 17):
        take_root(0, 30, day, model.world.people, model.b)
    before = habit_now(person.roots, 1, DECAY)
    take_root(0, 31, 18, model.world.people, model.b)
    assert (person.circle, person.roots) == (30, pytest.approx(roots_after_another(before, GAIN)))
    take_root(0, 31, 19, model.world.people, model.b)
    assert (person.circle, person.roots) == (31, pytest.approx(GAIN))


def test_a_session_has_a_number_that_tells_class_and_weekday() -> None:
    assert circle_of(2, 3, 1) == 2 * 21 + 3 * 3 + 1
    assert (kind_of(circle_of(2, 6, 2)), weekday_of(circle_of(2, 6, 2))) == (2, 6)


def test_belonging_counts_for_the_own_class_alone() -> None:
    assert belonging(True, 0.5, 14.0) == 7.0
    assert belonging(False, 0.5, 14.0) == 0.0


def test_a_circle_moves_with_its_class_and_stays_where_the_class_still_is() -> None:
    kinds = ["dance", "poetry"]
    before = (
        Session(kind="dance", day="Mon", slot="evening"),
        Session(kind="poetry", day="Tue", slot="morning"),
        Session(kind="poetry", day="Tue", slot="morning"),
    )
    now = (
        Session(kind="dance", day="Sat", slot="morning"),
        Session(kind="poetry", day="Sun", slot="morning"),
        before[2],
    )
    monday, saturday, tuesday = circle_of(0, 0, 2), circle_of(0, 5, 0), circle_of(1, 1, 0)
    circles = np.array([monday, tuesday, -1, monday], np.int32)
    assert follow_sessions(circles, before, now, kinds).tolist() == [0, 3]
    assert circles.tolist() == [saturday, tuesday, -1, saturday]


def test_a_class_has_regulars_only_where_one_can_be_at_home() -> None:
    """Attendance of the busiest 5 % of those who take classes, with and without belonging."""
    busiest = []
    for weight in (14.0, 0.0):
        model = HubModel(
            design="top-down", population=500, hub_opens=0, awareness_base=1.0, choice_circle=weight, rng=1,
            partnership_patience=0,
        )  # fmt: skip
        model.run_for(300)
        busiest.append(int(np.quantile(model.people.rows.visits[model.people.rows.roots > 0.0], 0.95)))
    assert busiest[0] > 1.3 * busiest[1]

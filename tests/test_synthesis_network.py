"""The ties at the start: at both ends alike, bounded, and blind to groups where nothing makes them see."""

import numpy as np
import pytest

from model.scenario import load_settlement
from model.scenario.behaviour import Behaviour
from model.scenario.settlement import Settlement
from model.synthesis import Inhabitants, synthesise
from model.ties import in_use

BEHAVIOUR = Behaviour()


def inhabitants(settlement: Settlement, seed: int = 1, capacity: int = 50) -> Inhabitants:
    behaviour = BEHAVIOUR.model_copy(update={"ties": BEHAVIOUR.ties.model_copy(update={"capacity": capacity})})
    return synthesise(settlement, behaviour, list(settlement.groups), behaviour.kinds, seed)


def aul(**changes: object) -> Settlement:
    return load_settlement("aul").model_copy(update=changes)


def pairs(home: Inhabitants) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ends of all ties, each tie once, and the slots at the first end."""
    row, slot = np.nonzero(home.ties.other >= 0)
    other = home.ties.other[row, slot]
    once = row < other
    return row[once], other[once], slot[once]


def cross_share(home: Inhabitants) -> float:
    """Share across groups of the ties outside households."""
    rows = home.people.rows
    one, other, _ = pairs(home)
    outside = rows.household[one] != rows.household[other]
    return float((rows.group[one] != rows.group[other])[outside].mean())


def test_a_tie_stands_at_both_ends_alike() -> None:
    home = inhabitants(aul())
    ties, rows = home.ties, home.people.rows
    ends = {
        (row, int(end.other)): (float(end.hours), int(end.last), int(end.since))
        for row in range(len(ties))
        for end in ties[row, : rows.degree[row]]
    }
    assert len(ends) == rows.degree.sum()
    assert all(ends[other, row] == tie for (row, other), tie in ends.items())
    assert all(row != other for row, other in ends)
    assert ((ties.other >= 0) == in_use(ties, rows.degree)).all()
    assert not rows.degree[len(ties) :].any()


def test_ties_began_before_the_run_and_are_fresh() -> None:
    home = inhabitants(aul())
    one, other, slot = pairs(home)
    held = home.ties[one, slot]
    rows = home.people.rows
    outside = rows.household[one] != rows.household[other]
    assert (held.since <= 0).all()
    assert set(held.last[outside]) == set(range(-14, 0))
    assert (held.last[~outside] == 0).all()


def test_only_those_who_decide_alone_hold_ties() -> None:
    rows = inhabitants(aul()).people.rows
    assert (rows.degree[rows.age < 15] == 0).all()


def test_members_of_a_household_are_close() -> None:
    home = inhabitants(aul())
    rows = home.people.rows
    one, other, slot = pairs(home)
    inside = rows.household[one] == rows.household[other]
    assert (home.ties.hours[one, slot][inside] >= BEHAVIOUR.ties.close_hours).all()
    grown = np.bincount(rows.household[rows.age >= 15])
    assert inside.sum() == (grown * (grown - 1) // 2).sum()
    assert home.ties.hours[one, slot][~inside].max() < BEHAVIOUR.ties.close_hours


@pytest.mark.parametrize("capacity", [1, 3, 8])
def test_nobody_holds_more_than_one_can(capacity: int) -> None:
    home = inhabitants(aul(), capacity=capacity)
    assert home.ties.shape[1] == capacity
    assert home.people.rows.degree.max() == capacity


def test_means_are_the_stated_ones() -> None:
    none = {"class_ties": 0.0, "work_ties": 0.0, "neighbour_ties": 0.0}
    for field, of in (("class_ties", (0,)), ("work_ties", (1, 2)), ("neighbour_ties", range(6))):
        home = inhabitants(aul(**(none | {field: 5.0})))
        rows = home.people.rows
        one, other, _ = pairs(home)
        outside = rows.household[one] != rows.household[other]
        members = (rows.age >= 15) & np.isin(rows.activity, list(of))
        assert 2 * outside.sum() / members.sum() == pytest.approx(5.0, abs=0.4)


def test_neighbours_are_near() -> None:
    home = inhabitants(aul(class_ties=0.0, work_ties=0.0))
    rows = home.people.rows
    one, other, _ = pairs(home)
    outside = rows.household[one] != rows.household[other]
    apart = np.hypot(rows.x[one] - rows.x[other], rows.y[one] - rows.y[other])[outside]
    strangers = np.hypot(rows.x[one] - np.roll(rows.x[one], 501), rows.y[one] - np.roll(rows.y[one], 501))
    assert np.median(apart) < 0.25 * np.median(strangers)


def test_without_homophily_and_clustering_ties_are_blind_to_groups() -> None:
    place = aul(homophily=1.0, ethnic_clustering=0.0)
    found = np.array([cross_share(inhabitants(place, seed)) for seed in range(12)])
    shares = np.array(list(place.ethnic_percent.values())) / 100.0
    error = found.std(ddof=1) / np.sqrt(len(found))
    assert abs(found.mean() - (1.0 - (shares**2).sum())) < 3.0 * error
    assert error < 0.01


def test_homophily_and_clustering_make_fewer_ties_across_groups() -> None:
    blind = cross_share(inhabitants(aul(homophily=1.0, ethnic_clustering=0.0)))
    alike = cross_share(inhabitants(aul(homophily=4.0, ethnic_clustering=0.0)))
    apart = cross_share(inhabitants(aul(homophily=1.0, ethnic_clustering=1.0)))
    assert alike < blind - 0.1
    assert apart < blind - 0.1


def test_residents_stand_before_children_each_in_their_order() -> None:
    home = inhabitants(aul())
    rows = home.people.rows
    grown = rows.age >= 15
    assert len(home.ties) == grown.sum()
    assert grown[: len(home.ties)].all()
    assert (np.diff(rows.id[grown]) > 0).all()
    assert (np.diff(rows.id[~grown]) > 0).all()
    assert (rows.age[home.couples] >= 15).all()
    assert (rows.sex[home.couples] == [0, 1]).all()

"""One house or several: everybody goes to the nearest, and what is on there is all that there is."""

from collections import Counter
from typing import Any

import numpy as np
import pytest
from shuffle import shuffled
from world_columns import SMALL

from model import HubModel
from model.houses import nearest, place_houses
from model.hub import houses_of, timetable
from model.scenario import load_design
from model.scenario.behaviour import Behaviour
from model.synthesis import Inhabitants, synthesise

WORLD: dict[str, Any] = SMALL | {"design": "many-small", "population": 300}


def lived(days: int = 25, **changes: Any) -> HubModel:
    model = HubModel(**(WORLD | changes))
    model.run_for(days)
    return model


def test_everybody_goes_to_the_nearest_house() -> None:
    model = lived(6)
    people = model.people.rows
    distances = np.hypot(people.x[:, None] - model.houses[:, 0], people.y[:, None] - model.houses[:, 1])
    assert len(model.houses) == 3
    assert (people.house == distances.argmin(axis=1)).all()
    one = HubModel(**WORLD).people.rows
    assert people.minutes.mean() < one.minutes.mean()


def test_a_single_house_stands_where_the_library_does() -> None:
    assert HubModel(**SMALL).houses.tolist() == [[0.0, 0.0]]


def test_members_of_a_household_go_to_the_same_house() -> None:
    model = lived(6)
    for first, size in zip(model.households.rows.first, model.households.rows.headcount, strict=True):
        assert len(set(model.people.rows.house[model.households.members[first : first + size]].tolist())) == 1


def test_nobody_is_ever_seen_in_another_house() -> None:
    model = HubModel(**WORLD)
    seen = Counter()
    for _ in range(30):
        model.step()
        for place in range(model.sheets.sizes[0]):
            outing = model.world.outings[place]
            if model.hub_open and outing["offer"] >= 0 and outing["unit"] == 0:
                house = int(model.offers.house[outing["offer"]])
                assert house == model.people.rows.house[outing["row"]]
                seen[house] += 1
    assert set(seen) == {0, 1, 2}


def test_new_ties_stay_within_a_house() -> None:
    model = lived(40)
    people, ties = model.people.rows, model.ties
    begun = (ties.since >= model.opening_day) & (ties.other >= 0)
    assert begun.sum() > 10
    rows, _ = np.nonzero(begun)
    # Families meet nobody elsewhere either: the house is that of the home.
    assert (people.house[rows] == people.house[ties.other[begun]]).all()


def test_classes_take_turns_between_the_houses() -> None:
    design = load_design("many-small")
    sessions = timetable(design, Behaviour().kinds)
    houses = houses_of(sessions, design)
    assert max(Counter(houses).values()) - min(Counter(houses).values()) <= 1
    together = Counter((house, session.day, session.slot) for house, session in zip(houses, sessions, strict=True))
    assert max(together.values()) <= design.rooms


def test_the_library_is_back_in_its_place_when_the_operator_goes() -> None:
    model = lived(20, events=({"kind": "operator_exits", "day": 15},))
    untouched = HubModel(**WORLD)
    assert (model.people.rows.house == 0).all()
    assert np.array_equal(model.people.rows.minutes, untouched.people.rows.minutes)


def test_one_large_and_many_small_have_the_same_rooms_seats_and_classes() -> None:
    large, small = load_design("one-large"), load_design("many-small")
    assert large.rooms == small.houses * small.rooms
    kinds = Behaviour().kinds
    for name, offer in large.offers.items():
        other = small.offers[name]
        if kinds[name].role == "class":
            assert other == offer
        else:
            assert other.places * small.houses == offer.places
            assert other.model_copy(update={"places": offer.places}) == offer
    assert large.partnership == small.partnership


@pytest.mark.parametrize("seed", [1, 2])
def test_houses_stand_in_the_same_places_whatever_the_order_of_rows(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = lived()

    def in_other_rows(*given: object) -> Inhabitants:
        return shuffled(synthesise(*given), seed)

    monkeypatch.setattr("model.hub_model.synthesise", in_other_rows)
    moved = lived()
    assert np.array_equal(moved.houses, usual.houses)
    assert np.array_equal(moved.chronicle.daily, usual.chronicle.daily)


def test_houses_stand_among_the_dwellings() -> None:
    x, y = np.array([0.0, 10.0, 1000.0, 1010.0]), np.array([0.0, 0.0, 0.0, 0.0])
    houses = place_houses(x, y, np.arange(4), 2, 1)
    assert sorted(houses[:, 0].tolist()) == [5.0, 1005.0]
    assert len(set(nearest(x, y, houses)[:2].tolist())) == 1
    assert place_houses(x, y, np.arange(4), 1, 1).tolist() == [[0.0, 0.0]]


def test_no_more_houses_than_dwellings() -> None:
    assert len(place_houses(np.array([1.0, 2.0]), np.array([0.0, 0.0]), np.arange(2), 5, 1)) == 2
